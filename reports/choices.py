"""The lists that requests for information (UU 14/2008, Perki 1/2021) and releases speak in."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class RequestState(models.TextChoices):
    SUBMITTED = "submitted", _("Terdaftar")
    REVIEW = "review", _("Telaah")
    DECISION = "decision", _("Menunggu keputusan")
    GRANTED = "granted", _("Dikabulkan")
    PARTLY = "partly", _("Dikabulkan sebagian")
    REFUSED = "refused", _("Ditolak")
    NOT_HELD = "not_held", _("Tidak dikuasai")
    DELIVERED = "delivered", _("Disampaikan")
    OBJECTION = "objection", _("Keberatan")
    DONE = "done", _("Selesai")


class RequesterKind(models.TextChoices):
    PERSON = "perorangan", _("Perorangan")
    GROUP = "kelompok", _("Kelompok orang")
    LEGAL_ENTITY = "badan_hukum", _("Badan hukum atau instansi")


class Delivery(models.TextChoices):
    PAGE = "laman", _("Dibaca di halaman pelacakan")
    EMAIL = "email", _("E-mail")
    PICK_UP = "ambil", _("Diambil di kantor")


class RefusalGround(models.TextChoices):
    """The grounds that case data can fall under."""

    IDENTITY = "17a", _("Mengungkap identitas pelapor, saksi, atau korban (pasal 17a)")
    PERSONAL = "17h", _("Mengungkap rahasia pribadi (pasal 17h)")
    SUBJECT_AT_RISK = "33", _("Membahayakan anak (UU 27/2022 pasal 33)")
    NOT_HELD = "tidak_dikuasai", _("Informasi tidak dikuasai UPKSAI")


class ReleaseState(models.TextChoices):
    PROPOSED = "proposed", _("Diusulkan")
    PUBLISHED = "published", _("Terbit")
    REJECTED = "rejected", _("Ditolak")
    WITHDRAWN = "withdrawn", _("Ditarik")
    CORRECTED = "corrected", _("Dikoreksi")


class ReleasePurpose(models.TextChoices):
    """For whom a table was made; once released, everybody may read it."""

    PAGE = "laman", _("Halaman statistik")
    AUDITOR = "pemeriksa", _("Laporan untuk pemeriksa")
    REQUEST = "permintaan", _("Jawaban permintaan data")
    PRESS = "media", _("Jawaban untuk media")
    CORRECTION = "koreksi", _("Koreksi rilis terdahulu")
