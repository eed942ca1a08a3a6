"""The lists a complaint is described with (domain: KemenPPPA intake form, the unit's channels)."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ComplaintState(models.TextChoices):
    RECEIVED = "received", _("Diterima")
    NEEDS_INFO = "needs_info", _("Menunggu keterangan pelapor")
    SCREENED = "screened", _("Sudah diskrining")
    VERIFIED = "verified", _("Terverifikasi")
    CASE = "case", _("Menjadi kasus")
    REFERRED = "referred", _("Dirujuk langsung")
    DUPLICATE = "duplicate", _("Digabung (duplikat)")
    OUT_OF_AUTHORITY = "out_of_authority", _("Bukan kewenangan")
    SERVED = "served", _("Layanan tanpa kasus")
    UNPROVEN = "unproven", _("Tidak terbukti")
    CANCELLED = "cancelled", _("Dibatalkan")


class Channel(models.TextChoices):
    VISIT = "datang_langsung", _("Datang langsung")
    PHONE = "telepon", _("Telepon")
    WHATSAPP = "whatsapp", _("WhatsApp")
    SOCIAL_MEDIA = "media_sosial", _("Media sosial")
    EMAIL = "email", _("E-mail")
    LETTER = "surat", _("Surat")
    WEB = "web_upksai", _("Situs UPKSAI")
    LAPOR_SEMAR = "lapor_semar_sp4n", _("Lapor Semar / SP4N")
    CALL_CENTER = "call_center_112", _("Call center 112")
    SAPA = "sapa_129", _("SAPA 129")
    JPPA = "jppa_kelurahan", _("JPPA kelurahan")
    NEIGHBOURHOOD = "rt_rw", _("RT atau RW")
    SCHOOL = "sekolah", _("Sekolah")
    CLINIC = "faskes", _("Fasilitas kesehatan")
    POLICE = "polisi", _("Polisi")
    OFFICE = "rujukan_opd", _("Rujukan perangkat daerah")
    NGO = "rujukan_lsm_lksa", _("Rujukan LSM atau LKSA")
    OUTREACH = "penjangkauan", _("Penjangkauan")
    NEWS = "pemberitaan_media", _("Pemberitaan media")


class ReporterMode(models.TextChoices):
    """What the reporter wants: no name at all, a name only we know, or to be called back."""

    ANONYMOUS = "anonim", _("Anonim: saya tidak menyebut nama")
    SECRET = "rahasia", _("Rahasia: hanya petugas pengaduan dan Ketua yang tahu nama saya")
    REACHABLE = "boleh_dihubungi", _("Boleh dihubungi: petugas boleh menelepon saya")


class Relation(models.TextChoices):
    SELF = "anak_sendiri", _("Saya anak itu sendiri")
    PARENT = "orang_tua", _("Orang tua")
    FAMILY = "keluarga", _("Keluarga")
    NEIGHBOUR = "tetangga_warga", _("Tetangga atau warga")
    TEACHER = "guru_sekolah", _("Guru atau sekolah")
    HEALTH = "tenaga_kesehatan", _("Tenaga kesehatan")
    NEIGHBOURHOOD = "rt_rw", _("RT atau RW")
    OFFICE = "kelurahan_kecamatan", _("Kelurahan atau kecamatan")
    JPPA = "jppa", _("JPPA")
    POLICE = "polisi", _("Polisi")
    OTHER_OFFICE = "opd_lain", _("Perangkat daerah lain")
    NGO = "lksa_lsm", _("LKSA atau LSM")
    MEDIA = "media", _("Media")
    STAFF = "petugas_upksai", _("Petugas UPKSAI (penjangkauan)")
    OTHER = "lainnya", _("Lainnya")


class InAuthority(models.TextChoices):
    YES = "ya", _("Ya, kewenangan UPKSAI")
    NO = "tidak", _("Tidak, kewenangan lembaga lain")


class VaultDecision(models.TextChoices):
    APPROVED = "disetujui", _("Disetujui")
    REFUSED = "ditolak", _("Ditolak")
