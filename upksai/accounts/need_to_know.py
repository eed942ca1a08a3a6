"""Exceptions to who sees what: who is kept out, who may read names, who broke the glass."""

import uuid
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from upksai.privacy.fields import SealedTextField


class SealQuerySet(models.QuerySet["Seal"]):
    def standing(self):
        """Seals that nobody has lifted."""
        return self.filter(lifted_at=None)

    def keeping_out(self, user):
        """Seals that keep this person out."""
        return self.standing().filter(person=user)


class Seal(models.Model):
    """A record that does not exist for one person: a conflict of interest. It beats every role."""

    sealed_by = "id"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    record = models.UUIDField(_("catatan"), editable=False)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("tertutup bagi")
    )
    reason = SealedTextField(_("alasan"), max_length=500)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(_("ditutup"))
    lifted_at = models.DateTimeField(_("dibuka kembali"), null=True, blank=True)
    lifted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = SealQuerySet.as_manager()

    class Privacy:
        confidential = {"reason"}

    class Meta:
        verbose_name = _("penutupan")
        constraints = [
            models.UniqueConstraint(
                fields=["record", "person"],
                condition=Q(lifted_at=None),
                name="sealed_once_from_a_person",
            )
        ]


def exceptions() -> dict[str, Exists]:
    """What a person is asked for once, when a request begins: whether any exception concerns them.

    Hardly ever does one, and then the conditions below need not be asked of every record.
    """
    seals = Seal.objects.standing().filter(person=OuterRef("pk"))
    opened = BreakGlass.objects.filter(person=OuterRef("pk"), until__gt=Now())
    return {"is_kept_out": Exists(seals), "has_broken_glass": Exists(opened)}


def not_sealed_from(user, record: str = "pk") -> Any:
    """A condition for `filter`: the record at this path is not sealed from the person."""
    if not getattr(user, "is_kept_out", True):
        return Q()
    return ~Exists(Seal.objects.keeping_out(user).filter(record=OuterRef(record)))


def kept_from(user) -> set[uuid.UUID]:
    """The keys of all that is sealed from the person, for what is counted in memory."""
    if not getattr(user, "is_kept_out", True):
        return set()
    return set(Seal.objects.keeping_out(user).values_list("record", flat=True))


class RevealGround(models.TextChoices):
    """Why somebody needs to read names."""

    HANDLING = "penanganan", _("Penanganan atau kunjungan")
    CONTACT = "menghubungi", _("Menghubungi keluarga atau lembaga")
    PAPERS = "dokumen", _("Mengurus atau memeriksa dokumen")
    CHECK = "pemeriksaan", _("Memeriksa apakah anak yang sama")
    OTHER = "lain", _("Lainnya")


class DisclosureQuerySet(models.QuerySet["Disclosure"]):
    def running(self, at: datetime):
        """Those that still show names."""
        return self.filter(until__gt=at)


class Disclosure(models.Model):
    """Names of one record, shown to one person for a few minutes, for a reason they gave."""

    sealed_by = "id"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    record = models.UUIDField(_("catatan"), editable=False)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    category = models.CharField(_("keperluan"), max_length=20, choices=RevealGround)
    reason = SealedTextField(_("alasan"), max_length=500)
    at = models.DateTimeField(_("dibuka"))
    until = models.DateTimeField(_("sampai"))

    objects = DisclosureQuerySet.as_manager()

    class Privacy:
        confidential = {"reason"}

    class Meta:
        verbose_name = _("pembukaan identitas")
        indexes = [
            models.Index(fields=["person", "record", "until"], name="disclosure_running"),
        ]


class EmergencyGround(models.TextChoices):
    """Why somebody breaks the glass."""

    DANGER = "bahaya", _("Anak dalam bahaya, petugas kasus tidak dapat dihubungi")
    HANDOVER = "darurat_petugas", _("Petugas kasus berhalangan mendadak")
    AUTHORITY = "permintaan_resmi", _("Polisi, rumah sakit, atau pengadilan bertanya sekarang")
    OTHER = "lain", _("Keadaan darurat lain")


class Verdict(models.TextChoices):
    """What the review of an emergency access found."""

    JUSTIFIED = "beralasan", _("Beralasan")
    NOT_JUSTIFIED = "tidak_beralasan", _("Tidak beralasan")


class BreakGlassQuerySet(models.QuerySet["BreakGlass"]):
    def open_to(self, user):
        """Those that let this person read now, by the database's own clock."""
        return self.filter(person=user, until__gt=Now())

    def unreviewed(self):
        """Those that nobody has looked at yet."""
        return self.filter(reviewed_at=None)


class BreakGlass(models.Model):
    """An hour of reading in a case that is not one's own, in an emergency. Always reviewed."""

    sealed_by = "id"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    record = models.UUIDField(_("kasus"), editable=False)
    number = models.CharField(_("nomor kasus"), max_length=20, editable=False)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("oleh")
    )
    category = models.CharField(_("keadaan"), max_length=20, choices=EmergencyGround)
    reason = SealedTextField(_("alasan"), max_length=1000)
    at = models.DateTimeField(_("dibuka"))
    until = models.DateTimeField(_("sampai"))
    review_due_at = models.DateTimeField(_("tenggat tinjauan"))
    reviewed_at = models.DateTimeField(_("ditinjau"), null=True, blank=True)
    reviewed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    verdict = models.CharField(_("penilaian"), max_length=20, choices=Verdict, blank=True)
    finding = SealedTextField(_("catatan tinjauan"), blank=True, max_length=1000)

    objects = BreakGlassQuerySet.as_manager()

    class Privacy:
        open = {"number"}
        confidential = {"reason", "finding"}

    class Meta:
        verbose_name = _("akses darurat")
        indexes = [
            models.Index(fields=["person", "until"], name="break_glass_running"),
            models.Index(fields=["reviewed_at", "review_due_at"], name="break_glass_to_review"),
        ]


def opened_in_emergency(user, record: str = "pk") -> Exists | Q:
    """A condition for `filter`: the person has broken the glass of the record at this path."""
    if not getattr(user, "has_broken_glass", True):
        return Q(pk__in=[])
    return Exists(BreakGlass.objects.open_to(user).filter(record=OuterRef(record)))
