"""F-10: the plan, one line per goal."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from cases.choices import Funding, GoalResult, ServiceKind
from upksai.directory.models import Institution
from upksai.privacy.fields import SealedCharField
from upksai.workflow.models import Record

from .case import Case


class Goal(Record):
    """One goal of the intervention plan, with the service that is to reach it."""

    sealed_by = "case_id"

    case = models.ForeignKey(Case, models.CASCADE, related_name="goals")
    episode = models.PositiveSmallIntegerField(default=1, editable=False)
    need = SealedCharField(_("kebutuhan"), max_length=300)
    goal = SealedCharField(_("tujuan"), max_length=300)
    indicator = SealedCharField(_("tanda tercapai"), max_length=300, blank=True)
    service = models.CharField(_("layanan"), max_length=5, choices=ServiceKind)
    provider = models.ForeignKey(
        Institution,
        models.PROTECT,
        null=True,
        blank=True,
        verbose_name=_("pelaksana"),
        help_text=_("Kosongkan bila UPKSAI sendiri."),
    )
    funding = models.CharField(_("sumber dana"), max_length=20, choices=Funding, blank=True)
    target_on = models.DateField(_("target selesai"))
    result = models.CharField(
        _("hasil"), max_length=10, choices=GoalResult, default=GoalResult.OPEN, editable=False
    )
    result_on = models.DateField(_("tanggal hasil"), null=True, blank=True, editable=False)

    history = HistoricalRecords()

    class Privacy:
        open = {"target_on", "result_on"}
        confidential = {"need", "goal", "indicator"}

    class Meta:
        verbose_name = _("tujuan rencana")
        ordering = ["target_on", "pk"]
