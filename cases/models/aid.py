"""What a child received: services (penanganan) and aid (bantuan, F-15). Both are always free."""

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from cases.choices import AidKind, Funding, ServiceKind
from upksai.directory.models import Institution
from upksai.privacy.fields import SealedCharField, SealedTextField
from upksai.workflow.models import Record

from .case import Case


class ServiceGiven(Record):
    """A service that was given, by us or by a partner."""

    sealed_by = "case_id"

    case = models.ForeignKey(Case, models.CASCADE, related_name="services")
    kind = models.CharField(_("layanan"), max_length=5, choices=ServiceKind)
    given_on = models.DateField(_("tanggal"))
    provider = models.ForeignKey(
        Institution,
        models.PROTECT,
        null=True,
        blank=True,
        verbose_name=_("pelaksana"),
        help_text=_("Kosongkan bila UPKSAI sendiri."),
    )
    hours = models.DecimalField(
        _("lama (jam)"),
        max_digits=5,
        decimal_places=1,
        null=True,
        blank=True,
        validators=[MinValueValidator(0)],
    )
    result = SealedTextField(_("hasil"), blank=True, max_length=4000)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", editable=False
    )

    history = HistoricalRecords()

    class Privacy:
        open = {"given_on", "hours"}
        confidential = {"result"}

    class Meta:
        verbose_name = _("layanan")
        ordering = ["-given_on", "-pk"]


class AidGiven(Record):
    """Goods or money that were handed over."""

    sealed_by = "case_id"

    case = models.ForeignKey(Case, models.CASCADE, related_name="aid")
    kind = models.CharField(_("jenis bantuan"), max_length=20, choices=AidKind)
    description = SealedCharField(_("rincian"), max_length=300)
    amount = models.PositiveIntegerField(_("nilai (rupiah)"))
    funding = models.CharField(_("sumber dana"), max_length=20, choices=Funding)
    given_on = models.DateField(_("tanggal diserahkan"))
    received_by = SealedCharField(_("diterima oleh"), max_length=150)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", editable=False
    )

    history = HistoricalRecords()

    class Privacy:
        open = {"amount", "given_on"}
        names = {"received_by"}
        confidential = {"description"}

    class Meta:
        verbose_name = _("bantuan")
        ordering = ["-given_on", "-pk"]
