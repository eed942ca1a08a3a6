"""The lists a referral is described with."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ReferralState(models.TextChoices):
    DRAFT = "draft", _("Draf")
    REVIEW = "review", _("Menunggu persetujuan")
    SENT = "sent", _("Dikirim")
    ACCEPTED = "accepted", _("Diterima mitra")
    DECLINED = "declined", _("Ditolak mitra")
    EXPIRED = "expired", _("Tidak dijawab")
    FEEDBACK = "feedback", _("Selesai dengan umpan balik")
    CLOSED = "closed", _("Ditutup")
    WITHDRAWN = "withdrawn", _("Ditarik")


class IncomingState(models.TextChoices):
    RECEIVED = "received", _("Diterima dari mitra")
    ACCEPTED = "accepted", _("Diterima, menjadi kasus")
    DECLINED = "declined", _("Dikembalikan ke mitra")
    ANSWERED = "answered", _("Umpan balik terkirim")


class Kind(models.TextChoices):
    REFERRAL = "rujukan", _("Rujukan (UPKSAI tetap menangani)")
    HANDOVER = "pelimpahan", _("Pelimpahan (kasus pindah ke mitra)")


class DisclosureGround(models.TextChoices):
    """UU 14/2019 art. 44: the only four grounds on which a social worker may disclose."""

    CLIENT_INTEREST = "kepentingan", _("Kepentingan klien")
    LAW_ENFORCEMENT = "aparat", _("Permintaan aparat penegak hukum")
    CONSENT = "persetujuan", _("Persetujuan klien")
    LAW = "undang_undang", _("Perintah undang-undang")
