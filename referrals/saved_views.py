"""What the list of cases learns from referrals: a tab of its own."""

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _

from cases.saved_views import saved_view

from .choices import ReferralState
from .models import Referral


@saved_view("menunggu-rujukan", _("Menunggu rujukan"), place=30)
def waiting_for_a_partner(cases, at):
    sent = Referral.objects.filter(case=OuterRef("pk"), state=ReferralState.SENT)
    return cases.filter(Exists(sent))
