"""Papers and pictures of a case. Their file names say nothing."""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from cases.choices import DocumentKind
from upksai.privacy.fields import SealedCharField
from upksai.workflow.models import Record

from .case import Case


def nameless(instance, filename: str) -> str:
    """A path that tells nothing about the case, the child or the paper."""
    return f"cases/{uuid.uuid4()}"


class CaseDocument(Record):
    """One paper or picture, with its fingerprint."""

    sealed_by = "case_id"

    case = models.ForeignKey(Case, models.CASCADE, related_name="documents")
    kind = models.CharField(_("jenis dokumen"), max_length=20, choices=DocumentKind)
    title = SealedCharField(_("keterangan"), max_length=150, blank=True)
    file = models.FileField(_("berkas"), upload_to=nameless)
    content_type = models.CharField(max_length=40, editable=False)
    size = models.PositiveIntegerField(editable=False)
    sha256 = models.CharField(max_length=64, editable=False)
    at = models.DateTimeField(_("diunggah"), editable=False)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", editable=False
    )

    history = HistoricalRecords()

    class Privacy:
        open = {"content_type", "sha256"}
        confidential = {"title", "file"}

    class Meta:
        verbose_name = _("dokumen")
        ordering = ["-at", "-pk"]
