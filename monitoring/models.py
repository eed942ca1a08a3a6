"""Looking after a case until the child is safe: visits, evaluation; and meetings of the unit."""

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from cases.choices import CaseState, Functioning
from cases.models import Case
from upksai.accounts.roles import Role
from upksai.directory.models import Institution
from upksai.privacy.fields import SealedCharField, SealedTextField
from upksai.workflow.models import Record, StepTaken, WorkflowModel, WorkflowQuerySet

from .choices import Advice, MeetingKind, Safety, VisitKind, VisitState, Way
from .workflow import VISITING

#: States in which a visit is still to be made, and states in which a case needs none any more.
PLANNED = (VisitState.SCHEDULED, VisitState.MISSED)
FINISHED = (CaseState.COMPLETED, CaseState.TRANSFERRED)


class VisitQuerySet(WorkflowQuerySet["Visit"]):
    def visible_to(self, user):
        """Visits of the cases the user may see."""
        return self.filter(case__in=Case.objects.visible_to(user))

    def assigned_to(self, user):
        """Visits of the cases this worker carries."""
        return self.filter(case__in=Case.objects.assigned_to(user))

    def planned(self):
        """Visits that are still to be made; a case that is finished needs none any more."""
        return self.filter(state__in=PLANNED).exclude(case__state__in=FINISHED)

    def waiting_for(self, user):
        """Visits that wait for this person."""
        return super().waiting_for(user).exclude(case__state__in=FINISHED)

    def done(self):
        """Visits that were made."""
        return self.filter(state=VisitState.DONE)


class Visit(WorkflowModel):
    """A visit or call (F-13, F-18, F-21): planned, then made and written down."""

    sealed_by = "case_id"

    workflow = VISITING

    case = models.ForeignKey(Case, models.PROTECT, related_name="visits", editable=False)
    state = VISITING.state_field()
    kind = models.CharField(_("jenis"), max_length=20, choices=VisitKind, default=VisitKind.HOME)
    planned_at = models.DateTimeField(_("rencana"), null=True, blank=True)
    purpose = SealedCharField(_("yang perlu dilihat"), max_length=300, blank=True)

    visited_on = models.DateField(_("tanggal kunjungan"), null=True, blank=True)
    way = models.CharField(_("cara"), max_length=12, choices=Way, blank=True)
    met = SealedCharField(_("siapa yang ditemui"), max_length=200, blank=True)
    safety = models.CharField(_("keamanan anak"), max_length=20, choices=Safety, blank=True)
    observations = SealedTextField(_("hasil pengamatan"), blank=True, max_length=8000)
    school_and_health = SealedTextField(_("sekolah dan kesehatan"), blank=True, max_length=4000)
    advice = models.CharField(_("saran"), max_length=20, choices=Advice, blank=True)
    follow_up = SealedTextField(_("tindak lanjut"), blank=True, max_length=2000)
    hours = models.DecimalField(
        _("lama (jam)"),
        max_digits=5,
        decimal_places=1,
        null=True,
        blank=True,
        validators=[MinValueValidator(0)],
    )

    history = HistoricalRecords()
    objects = VisitQuerySet.as_manager()

    class Privacy:
        open = {"planned_at", "visited_on", "hours"}
        names = {"met"}
        confidential = {"purpose", "observations", "school_and_health", "follow_up"}

    class Meta:
        verbose_name = _("kunjungan")
        constraints = [VISITING.state_constraint()]
        indexes = [
            models.Index(fields=["due_at", "id"], name="visit_by_due"),
            models.Index(fields=["state", "due_at", "id"], name="visit_by_state"),
            models.Index(fields=["case", "-visited_on"], name="visit_by_case"),
        ]

    def __str__(self):
        return f"{self.get_kind_display()} – {self.case.pseudonym}"

    def get_absolute_url(self):
        return reverse("monitoring:visit", args=[self.pk])

    @property
    def limit_variant(self) -> str:
        return self.case.risk_level

    def deadline(self, at):
        """A visit with an agreed time is due then; others follow the rhythm of the risk."""
        if self.state == VisitState.SCHEDULED and self.planned_at:
            return self.planned_at
        return super().deadline(at)

    def roles_of(self, user):
        return self.case.roles_of(user)

    @property
    def is_planned(self) -> bool:
        """Whether it is still to be made; a case that is finished needs none any more."""
        return self.state in PLANNED and self.case.state not in FINISHED

    @property
    def is_done(self) -> bool:
        """Whether it was made."""
        return self.state == VisitState.DONE

    @property
    def is_alarming(self) -> bool:
        """Whether the head must hear of it at once."""
        return self.safety == Safety.UNSAFE or self.advice == Advice.ESCALATE


class VisitStep(StepTaken):
    """One step of a visit. Rows are never changed."""

    sealed_by = "visit.case_id"

    visit = models.ForeignKey(Visit, models.CASCADE, related_name="steps")


class Evaluation(Record):
    """F-19: what the help has changed, with functioning before and after (0–4)."""

    sealed_by = "case_id"

    case = models.ForeignKey(Case, models.PROTECT, related_name="evaluations", editable=False)
    episode = models.PositiveSmallIntegerField(default=1, editable=False)
    done_on = models.DateField(_("tanggal evaluasi"))
    functioning_before = models.PositiveSmallIntegerField(
        _("keberfungsian sebelum"), choices=Functioning
    )
    functioning_after = models.PositiveSmallIntegerField(
        _("keberfungsian sesudah"), choices=Functioning
    )
    what_changed = SealedTextField(_("apa yang berubah"), max_length=4000)
    what_remains = SealedTextField(_("apa yang masih perlu"), blank=True, max_length=4000)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", editable=False
    )

    history = HistoricalRecords()

    class Privacy:
        open = {"done_on"}
        confidential = {"what_changed", "what_remains"}

    class Meta:
        verbose_name = _("evaluasi")
        ordering = ["-done_on", "-pk"]


class MeetingQuerySet(models.QuerySet["Meeting"]):
    def visible_to(self, user):
        """Minutes are for those who work with cases or keep the registers."""
        readers = {Role.HEAD, Role.WORKER, Role.DATA_OFFICER}
        return self if user.role in readers else self.none()


class Meeting(Record):
    """A coordination meeting (F-30): who was invited, who came, what was agreed."""

    sealed_by = "id"

    held_on = models.DateField(_("tanggal"), db_index=True)
    kind = models.CharField(_("jenis rapat"), max_length=20, choices=MeetingKind)
    convenor = SealedCharField(_("penyelenggara"), max_length=150, default="UPKSAI")
    agenda = SealedCharField(_("agenda"), max_length=300)
    invited = models.ManyToManyField(
        Institution, related_name="invited_to", blank=True, verbose_name=_("diundang")
    )
    present = models.ManyToManyField(
        Institution, related_name="present_at", blank=True, verbose_name=_("hadir")
    )
    minutes = SealedTextField(_("notula"), blank=True, max_length=8000)
    agreed = SealedTextField(_("tindak lanjut: siapa, apa, kapan"), blank=True, max_length=4000)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", editable=False
    )

    history = HistoricalRecords()
    objects = MeetingQuerySet.as_manager()

    class Privacy:
        open = {"held_on"}
        confidential = {"convenor", "agenda", "minutes", "agreed"}

    class Meta:
        verbose_name = _("rapat koordinasi")

    def get_absolute_url(self):
        return reverse("monitoring:meeting", args=[self.pk])
