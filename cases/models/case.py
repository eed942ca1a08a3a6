"""The case itself: what all five SOPs share. It holds no name."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import models
from django.db.models import Count, Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from cases.choices import (
    ACTIVE_STATES,
    ENDED_STATES,
    FINISHED_STATES,
    PLAN_IS_OPEN,
    STRICTLY_CONFIDENTIAL,
    ClosureReason,
    Confidentiality,
    Ppks,
    Problem,
    Risk,
    SpecialProtection,
)
from cases.workflow import HANDLING
from upksai.accounts.need_to_know import not_sealed_from, opened_in_emergency
from upksai.accounts.roles import Role
from upksai.directory.models import District
from upksai.privacy import reading
from upksai.privacy.fields import SealedCharField, SealedTextField
from upksai.workflow.models import StepTaken, WorkflowModel, WorkflowQuerySet, in_order


def _carried_by(user) -> Exists:
    return Exists(Assignment.objects.filter(case=OuterRef("pk"), worker=user, until=None))


class CaseQuerySet(WorkflowQuerySet["Case"]):
    def visible_to(self, user):
        """Every rule about who may see which case. There is no second place.

        The head sees all; a social worker sees the cases they are assigned to; others see none.
        In an emergency a worker or intake officer reads one more for an hour. A case that is
        sealed from a person is seen by that person in no way.
        """
        ours = self.filter(not_sealed_from(user))
        if user.is_head:
            return ours
        if user.is_worker:
            return ours.filter(_carried_by(user) | opened_in_emergency(user))
        if user.is_intake:
            return ours.filter(opened_in_emergency(user))
        return self.none()

    def assigned_to(self, user):
        """Cases this worker carries now."""
        return self.filter(_carried_by(user))

    def unassigned(self):
        """Cases that nobody carries although somebody should."""
        carried = Assignment.objects.filter(case=OuterRef("pk"), until=None)
        return self.in_progress().exclude(Exists(carried))

    def left_behind(self):
        """Cases whose social worker has left the office."""
        gone = Assignment.objects.filter(until=None, worker__is_active=False)
        return self.filter(Exists(gone.filter(case=OuterRef("pk"))))

    def in_progress(self):
        """Cases somebody still works on."""
        return self.filter(state__in=ACTIVE_STATES)

    def ended(self):
        """Cases that were closed or handed over, also those in aftercare."""
        return self.filter(state__in=ENDED_STATES)

    def opened_between(self, start: datetime, end: datetime):
        """Cases opened from `start` up to, not including, `end`."""
        return self.filter(opened_at__gte=start, opened_at__lt=end)

    def touched_in(self, start: datetime, end: datetime):
        """Cases opened or closed from `start` up to, not including, `end`."""
        opened = Q(opened_at__gte=start, opened_at__lt=end)
        return self.filter(opened | Q(closed_at__gte=start, closed_at__lt=end))

    def with_children_count(self):
        """Each case with the number of its children."""
        return self.annotate(children_count=Count("case_children"))

    def closed_between(self, start: datetime, end: datetime):
        """Cases closed from `start` up to, not including, `end`."""
        return self.filter(closed_at__gte=start, closed_at__lt=end)


class Case(WorkflowModel):
    """One case, from opening to aftercare. Children and their names are in `Child`."""

    sealed_by = "id"

    workflow = HANDLING

    number = models.CharField(_("nomor kasus"), max_length=20, unique=True, editable=False)
    pseudonym = models.CharField(_("nama samaran"), max_length=40, editable=False)
    state = HANDLING.state_field()
    episode = models.PositiveSmallIntegerField(_("episode"), default=1, editable=False)
    opened_at = models.DateTimeField(_("dibuka"), editable=False)
    closed_at = models.DateTimeField(_("ditutup"), null=True, blank=True, editable=False)
    source = models.CharField(_("asal"), max_length=60, editable=False)
    is_legacy = models.BooleanField(_("rekap lama"), default=False, editable=False)

    problem = models.CharField(_("masalah utama"), max_length=30, choices=Problem)
    ppks_category = models.CharField(_("kategori PPKS"), max_length=10, choices=Ppks)
    special_protection = models.CharField(
        _("kelompok pelindungan khusus"), max_length=10, choices=SpecialProtection, blank=True
    )
    risk_level = models.CharField(_("tingkat risiko"), max_length=10, choices=Risk)
    confidentiality = models.CharField(
        _("kerahasiaan"),
        max_length=20,
        choices=Confidentiality,
        default=Confidentiality.NORMAL,
        editable=False,
    )
    district = models.ForeignKey(
        District, models.PROTECT, null=True, blank=True, verbose_name=_("kecamatan")
    )
    presenting_problem = SealedTextField(_("keadaan saat dibuka"), blank=True, max_length=8000)

    closing_reason = models.CharField(
        _("alasan penutupan"), max_length=5, choices=ClosureReason, blank=True
    )
    closing_summary = SealedTextField(
        _("ringkasan hasil dan rencana setelah ditutup"), blank=True, max_length=8000
    )

    history = HistoricalRecords()
    objects = CaseQuerySet.as_manager()

    # Set by cases.queries, for the page only.
    steps_taken: list["CaseStep"]

    class Privacy:
        open = {"number", "pseudonym", "source"}
        confidential = {"presenting_problem", "closing_summary"}

    class Meta:
        verbose_name = _("kasus")
        constraints = [HANDLING.state_constraint()]
        indexes = [
            models.Index(fields=["due_at", "id"], name="case_by_due"),
            models.Index(fields=["-opened_at", "id"], name="case_by_opened"),
            models.Index(fields=["number", "id"], name="case_by_number"),
            models.Index(fields=["state", "due_at", "id"], name="case_by_state"),
            models.Index(fields=["district", "due_at", "id"], name="case_by_district"),
            models.Index(fields=["ppks_category", "due_at", "id"], name="case_by_category"),
            models.Index(fields=["closed_at"], name="case_by_closed"),
            models.Index(fields=["pseudonym"], name="case_by_pseudonym"),
        ]

    def __str__(self):
        return f"{self.pseudonym}, {self.number}"

    def get_absolute_url(self):
        return reverse("cases:detail", args=[self.pk])

    def clean(self):
        """Some groups have a right to secrecy by law; the case takes it on by itself.

        A child of sexual violence is of such a group however the case came in, whatever else it is.
        """
        super().clean()
        is_sexual_violence = self.problem == Problem.SEXUAL_VIOLENCE
        if is_sexual_violence and not self.special_protection:
            self.special_protection = SpecialProtection.SEXUAL_CRIME
        if is_sexual_violence or self.special_protection in STRICTLY_CONFIDENTIAL:
            self.confidentiality = Confidentiality.STRICT

    @property
    def limit_variant(self) -> str:
        return self.risk_level

    @property
    def child_born_on(self):
        """When the child was born who gives the case its face: for an age, never shown itself."""
        child: Any = Case._meta.get_field("children").related_model
        face = getattr(self, "face", None)  # annotated by `with_face`, as is the date
        its_id = UUID(face["id"]) if face else None
        with reading.unwatched():
            return child._meta.get_field("birth_date").open(
                getattr(self, "face_born_on", None), child, its_id
            )

    @property
    def is_strict(self) -> bool:
        """Whether only its worker and the head may know of it."""
        return self.confidentiality == Confidentiality.STRICT

    @property
    def is_active(self) -> bool:
        return self.state in ACTIVE_STATES

    @property
    def is_finished(self) -> bool:
        """Whether nothing more is written in this file until the head opens it again."""
        return self.state in FINISHED_STATES

    @property
    def plan_is_open(self) -> bool:
        """Whether goals may still be added and changed."""
        return self.state in PLAN_IS_OPEN

    def current_assignments(self):
        """Who carries the case now."""
        return self.assignments.filter(until=None)

    def carriers(self):
        """The social workers who carry the case now."""
        return [one.worker for one in self.current_assignments().select_related("worker")]

    def roles_of(self, user):
        roles = super().roles_of(user)
        if user and self.current_assignments().filter(worker=user).exists():
            roles.add(Role.ASSIGNED)
        return roles


class CaseStep(StepTaken):
    """One step of a case. Rows are never changed."""

    sealed_by = "case_id"

    case = models.ForeignKey(Case, models.CASCADE, related_name="steps")


class Assignment(models.Model):
    """Which social worker carries the case, from when until when."""

    sealed_by = "case_id"

    id = models.UUIDField(primary_key=True, default=in_order, editable=False)
    case = models.ForeignKey(Case, models.CASCADE, related_name="assignments")
    worker = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="assignments",
        verbose_name=_("pekerja sosial"),
    )
    since = models.DateTimeField(_("sejak"))
    until = models.DateTimeField(_("sampai"), null=True, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    reason = SealedCharField(_("alasan"), max_length=300, blank=True)

    history = HistoricalRecords()

    class Privacy:
        confidential = {"reason"}

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case", "worker"], condition=Q(until=None), name="assigned_once_at_a_time"
            )
        ]
        indexes = [models.Index(fields=["worker", "until"], name="assignment_by_worker")]
