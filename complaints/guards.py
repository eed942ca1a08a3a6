"""What stands in the way of a step of complaint intake, in words for the officer."""

from django.utils.translation import gettext as _

from cases.choices import Risk

from .choices import ComplaintState, InAuthority


def verified_unless_urgent(complaint, at):
    """High risk is served at once, before verification."""
    if complaint.state == ComplaintState.SCREENED and complaint.risk_level != Risk.HIGH:
        yield _("Verifikasi dahulu; hanya risiko tinggi yang boleh langsung menjadi kasus.")


def in_our_authority(complaint, at):
    if complaint.in_authority == InAuthority.NO:
        yield _("Hasil skrining: bukan kewenangan UPKSAI. Skrining ulang bila keliru.")


def police_were_told(complaint, at):
    """UU 12/2022 art. 41(3), unless the head wrote down why the duty lies elsewhere."""
    if complaint.waits_for_police:
        yield _("Laporan kekerasan seksual belum diteruskan ke kepolisian (batas 3×24 jam).")


def not_its_own_duplicate(complaint, at):
    if complaint.duplicate_of_id == complaint.pk:
        yield _("Pilih pengaduan lain, bukan pengaduan ini sendiri.")
