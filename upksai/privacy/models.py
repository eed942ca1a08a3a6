"""What the office remembers about its own looking: one row for every time something was opened."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from .budgets import Budget
from .chain import NOTHING_BEFORE, Anchor

__all__ = ["AuditEntry", "AuditHead", "Budget", "VaultEntry"]


class AuditEntryQuerySet(models.QuerySet):
    def hold(self, anchor: Anchor) -> bool:
        """Whether the row that somebody outside remembers stands in the trail as it was."""
        return self.filter(seq=anchor.seq, hash=anchor.hash).exists()


class AuditEntry(models.Model):
    """Who opened or did what, of which record, and why. Rows are never changed."""

    seq = models.BigIntegerField(_("nomor"), primary_key=True)
    at = models.DateTimeField(_("waktu"))
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("oleh"),
    )
    action = models.CharField(_("tindakan"), max_length=30)
    kind = models.CharField(_("jenis catatan"), max_length=30)
    record = models.UUIDField(_("catatan"), null=True)
    case_id = models.UUIDField(_("kasus"), null=True)
    part = models.CharField(_("bagian"), max_length=40, blank=True)
    fields = models.TextField(_("isian yang dibuka"), blank=True)
    ground = models.CharField(_("dasar"), max_length=60, blank=True)
    root = models.PositiveIntegerField(_("versi kunci"))
    hash = models.BinaryField(_("mata rantai"), max_length=32)

    objects = AuditEntryQuerySet.as_manager()

    class Privacy:
        open = {"action", "kind", "part", "fields", "ground"}

    class Meta:
        verbose_name = _("jejak")
        indexes = [
            models.Index(fields=["case_id", "-seq"], name="audit_by_case"),
            models.Index(fields=["actor", "-seq"], name="audit_by_actor"),
            models.Index(fields=["record", "-seq"], name="audit_by_record"),
            models.Index(fields=["at"], name="audit_by_time"),
        ]


class AuditHead(models.Model):
    """The end of the chain: one row, locked by whoever adds the next link."""

    ONLY = 1

    id = models.PositiveSmallIntegerField(primary_key=True, default=ONLY, editable=False)
    seq = models.BigIntegerField(_("nomor terakhir"), default=0)
    hash = models.BinaryField(_("mata rantai terakhir"), max_length=32, default=NOTHING_BEFORE)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(id=1), name="audit_has_one_head"),
        ]


class VaultEntry(models.Model):
    """Who reported, in one sealed whole. Its number leads back to a complaint only with a key.

    No history, no author, no time: only the day, which many share.
    """

    locator = models.CharField(primary_key=True, max_length=64, editable=False)
    sealed = models.BinaryField()
    kept_on = models.DateField(_("disimpan"))

    class Privacy:
        open = {"locator", "kept_on"}

    class Meta:
        verbose_name = _("isi brankas")
