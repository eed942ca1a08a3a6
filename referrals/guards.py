"""What stands in the way of a step of a referral, in words for the worker."""

from django.utils.translation import gettext as _

from .choices import DisclosureGround


def consent_covers_the_partner(referral, at):
    """Sharing on the ground of consent needs a consent that names this partner."""
    if referral.ground != DisclosureGround.CONSENT:
        return
    if not referral.case.consents.to_share_with(referral.institution).exists():
        yield _("Belum ada persetujuan berbagi data dengan %(institution)s.") % {
            "institution": referral.institution
        }
