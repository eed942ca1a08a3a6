"""What people type about referrals: what goes out, what comes in."""

from .incoming import AcceptForm, IncomingForm
from .outgoing import AnswerForm, ReferralDraftForm, ReferralFilter, ReferralForm

__all__ = [
    "AcceptForm",
    "AnswerForm",
    "IncomingForm",
    "ReferralDraftForm",
    "ReferralFilter",
    "ReferralForm",
]
