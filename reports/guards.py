"""What stands in the way of a step of a request or a release, in words for people."""

from django.utils.translation import gettext as _

from upksai.ui.dates import long_date


def not_extended_before(request, at):
    if request.steps.filter(name="extend").exists():
        yield _("Waktu sudah diperpanjang satu kali.")


def in_objection_period(request, at):
    if at > request.objection_until:
        yield _("Masa keberatan sudah berakhir pada %(day)s.") % {
            "day": long_date(request.objection_until)
        }


def objection_period_is_over(request, at):
    if at <= request.objection_until:
        yield _("Pemohon masih dapat mengajukan keberatan sampai %(day)s.") % {
            "day": long_date(request.objection_until)
        }


def correction_is_published(release, at):
    if not release.corrections.filter(entry__isnull=False).exists():
        yield _("Terambil sendiri saat rilis koreksinya terbit. Mulai dari “Rencanakan koreksi”.")
