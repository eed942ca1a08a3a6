"""What referrals ask for before a case moves on or closes."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.closing import closing_check, monitoring_check

from .choices import ReferralState
from .models import Referral


@monitoring_check(gettext_lazy("Semua rujukan dijawab"))
def referrals_are_answered(case, at):
    waiting = {ReferralState.DRAFT, ReferralState.REVIEW, ReferralState.SENT}
    for referral in Referral.objects.filter(case=case, state__in=waiting).select_related(
        "institution"
    ):
        yield _("Rujukan ke %(institution)s belum dijawab.") % {"institution": referral.institution}


@closing_check(gettext_lazy("Tidak ada rujukan terbuka"))
def referrals_are_finished(case, at):
    for referral in Referral.objects.filter(case=case).unfinished().select_related("institution"):
        yield _("Rujukan ke %(institution)s masih berjalan.") % {
            "institution": referral.institution
        }
