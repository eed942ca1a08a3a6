"""What people type about referrals: what goes out, what comes in."""

from .incoming import AcceptForm, IncomingForm
from .outgoing import ReferralDraftForm, ReferralFilter, ReferralForm

__all__ = ["AcceptForm", "IncomingForm", "ReferralDraftForm", "ReferralFilter", "ReferralForm"]
