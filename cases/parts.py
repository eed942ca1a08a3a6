"""The parts of a case file, as the record of who opened it keeps them."""

from django.utils.translation import gettext_lazy as _

from .matches import NAMED, UNNAMED

#: What each is called in the list of who opened the file.
PARTS = {
    "summary": _("Ringkasan"),
    "profile": _("Profil"),
    "assessments": _("Asesmen"),
    "plan": _("Rencana"),
    "aid": _("Bantuan"),
    "referrals": _("Rujukan"),
    "monitoring": _("Monitoring"),
    "documents": _("Dokumen"),
    "download": _("Unduh dokumen"),
    "original": _("Berkas asli"),
    "history": _("Riwayat"),
    "assign": _("Petugas"),
    "step": _("Langkah"),
    "identity": _("Buka identitas"),
    "seal": _("Tutup dari seseorang"),
    "reporter": _("Pelapor"),
    NAMED: _("Disebut dengan nomornya"),
    UNNAMED: _("Hanya “mungkin sudah ada”, tanpa nomor"),
}
