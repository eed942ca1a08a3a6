"""The register of issued reports: what was given out, so that a paper copy can be checked."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from upksai.workflow.models import Record


class IssuedReport(Record):
    """A report as it was issued. Rows are never changed."""

    title = models.CharField(_("judul"), max_length=150)
    starts_on = models.DateField(_("dari"))
    ends_on = models.DateField(_("sampai"))
    issued_at = models.DateTimeField(_("diterbitkan"), db_index=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    figures = models.JSONField(_("isi teranonim"))
    sha256 = models.CharField(_("sidik isi (SHA-256)"), max_length=64, db_index=True)
    pdf_sha256 = models.CharField(_("sidik berkas PDF (SHA-256)"), max_length=64)

    class Privacy:
        open = {"title", "sha256", "pdf_sha256", "figures"}

    class Meta:
        verbose_name = _("laporan terbit")
