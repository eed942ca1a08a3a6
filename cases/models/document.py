"""Papers and pictures of a case, and who opened an original. Their file names say nothing."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from cases.choices import DocumentKind, OriginalGround
from upksai.privacy import reading, sealed_files
from upksai.privacy.fields import SealedCharField, SealedTextField
from upksai.workflow.models import Record, in_order

from .case import Case


class CaseDocument(Record):
    """One paper or picture: the harmless copy people read, and the sealed original."""

    sealed_by = "case_id"

    case = models.ForeignKey(Case, models.CASCADE, related_name="documents")
    kind = models.CharField(_("jenis dokumen"), max_length=20, choices=DocumentKind)
    title = SealedCharField(_("keterangan"), max_length=150, blank=True)
    copy_id = models.UUIDField(_("salinan"), editable=False)
    content_type = models.CharField(max_length=80, editable=False)
    size = models.PositiveIntegerField(editable=False)
    original_id = models.UUIDField(_("berkas asli"), editable=False)
    original_type = models.CharField(max_length=80, editable=False)
    sha256 = models.CharField(_("sidik berkas asli"), max_length=64, editable=False)
    at = models.DateTimeField(_("diunggah"), editable=False)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", editable=False
    )

    history = HistoricalRecords()

    class Privacy:
        open = {"content_type", "original_type", "sha256", "size"}
        confidential = {"title"}

    class Meta:
        verbose_name = _("dokumen")
        ordering = ["-at", "-pk"]

    def open_copy(self) -> sealed_files.SealedFile:
        """The harmless copy."""
        reading.opened(type(self), "copy_id")
        return sealed_files.find(self.copy_id, key_id=self.case_id)

    def open_original(self) -> sealed_files.SealedFile:
        """The original as it came; `services.open_original` first writes down who asks and why."""
        reading.opened(type(self), "original_id")
        return sealed_files.find(self.original_id, key_id=self.case_id)


class OriginalOpened(models.Model):
    """Who opened an original, when, and why. Rows are never changed."""

    sealed_by = "case_id"

    id = models.UUIDField(primary_key=True, default=in_order, editable=False)
    case = models.ForeignKey(Case, models.CASCADE, related_name="+")
    document = models.ForeignKey(CaseDocument, models.CASCADE, related_name="openings")
    ground = models.CharField(_("keperluan"), max_length=20, choices=OriginalGround)
    reason = SealedTextField(_("alasan"), max_length=500)
    at = models.DateTimeField(_("waktu"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Privacy:
        confidential = {"reason"}

    class Meta:
        verbose_name = _("pembukaan berkas asli")
