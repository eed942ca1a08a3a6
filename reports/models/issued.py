"""The register of issued reports: what was given out, so that a paper copy can be checked."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from upksai.accounts.roles import Role
from upksai.workflow.models import Record

SHORTEST_FINGERPRINT = 16


class IssuedReportQuerySet(models.QuerySet["IssuedReport"]):
    def visible_to(self, user):
        """Issued reports hold nothing but what was given out; those who may issue see all."""
        may = {Role.HEAD, Role.DATA_OFFICER, Role.AUDITOR}
        return self.select_related("by") if user.role in may else self.none()

    def latest_first(self):
        """The register, newest on top."""
        return self.order_by("-issued_at", "pk")

    def with_fingerprint(self, typed: str):
        """The report whose fingerprint begins with what was typed (at least 16 hex digits)."""
        digits = "".join(ch for ch in typed.lower() if ch in "0123456789abcdef")[:64]
        if len(digits) < SHORTEST_FINGERPRINT:
            return None
        return self.filter(sha256__startswith=digits).order_by("issued_at").first()


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

    objects = IssuedReportQuerySet.as_manager()

    class Privacy:
        open = {"title", "sha256", "pdf_sha256", "figures", "starts_on", "ends_on"}

    class Meta:
        verbose_name = _("laporan terbit")
