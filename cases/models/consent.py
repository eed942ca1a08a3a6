"""On what ground we work with a child's data: consent, or another basis that the law knows."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from cases.choices import Kinship, LegalBasis
from upksai.directory.models import Institution
from upksai.privacy.fields import SealedCharField
from upksai.workflow.models import Record

from .case import Case


class ConsentQuerySet(models.QuerySet["Consent"]):
    def in_force(self):
        """Consents that were not withdrawn."""
        return self.filter(withdrawn_on=None)

    def to_share_with(self, institution):
        """Grounds that cover giving data to this institution."""
        return self.in_force().filter(recipient=institution)


class Consent(Record):
    """F-05 and F-06: who agreed to what, or why we may act without (UU 27/2022 art. 20–26)."""

    sealed_by = "case_id"

    case = models.ForeignKey(Case, models.CASCADE, related_name="consents")
    basis = models.CharField(_("dasar pemrosesan"), max_length=20, choices=LegalBasis)
    recipient = models.ForeignKey(
        Institution,
        models.PROTECT,
        null=True,
        blank=True,
        verbose_name=_("untuk berbagi data dengan"),
        help_text=_("Kosongkan bila persetujuan untuk layanan UPKSAI sendiri."),
    )
    given_on = models.DateField(_("tanggal"))
    given_by = SealedCharField(_("nama pemberi persetujuan"), max_length=150, blank=True)
    relation = models.CharField(
        _("hubungan dengan anak"), max_length=20, choices=Kinship, blank=True
    )
    child_assents = models.BooleanField(_("anak ikut setuju"), default=False)
    withheld = SealedCharField(_("yang tidak boleh dibagikan"), max_length=300, blank=True)
    explanation = SealedCharField(_("penjelasan"), max_length=500, blank=True)
    withdrawn_on = models.DateField(_("ditarik tanggal"), null=True, blank=True, editable=False)
    withdrawal_reason = SealedCharField(
        _("alasan penarikan"), max_length=300, blank=True, editable=False
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", editable=False
    )

    history = HistoricalRecords()
    objects = ConsentQuerySet.as_manager()

    class Privacy:
        open = {"given_on", "withdrawn_on"}
        names = {"given_by"}
        confidential = {"withheld", "explanation", "withdrawal_reason"}

    class Meta:
        verbose_name = _("persetujuan")
        ordering = ["-given_on", "-pk"]
