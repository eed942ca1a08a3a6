"""SOP 5: who asks for data, for what, and what was answered."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from reports.choices import Delivery, RefusalGround, RequesterKind, RequestState
from reports.workflow import DECIDED, INFORMATION, UNANSWERED
from upksai.accounts.roles import Role
from upksai.privacy.fields import SealedCharField, SealedEmailField, SealedTextField
from upksai.workflow import clocks
from upksai.workflow.models import Kept, StepTaken, WorkflowModel, WorkflowQuerySet


class InfoRequestQuerySet(WorkflowQuerySet["InfoRequest"]):
    def visible_to(self, user):
        """Data officers and the head; nobody else answers requests."""
        return self if user.role in {Role.DATA_OFFICER, Role.HEAD} else self.none()

    def tabs(self, user, at):
        """The lists of the office, by the name in the address."""
        return {
            "saya": self.waiting_for(user),
            "terlambat": self.in_progress().overdue(at),
            "semua": self,
        }

    def received_between(self, start, end):
        """Requests received from `start` up to, not including, `end`."""
        return self.filter(received_at__gte=start, received_at__lt=end)


class InfoRequest(WorkflowModel):
    """A request for information (F-22). Who asks is in `Requester`."""

    sealed_by = "id"

    workflow = INFORMATION

    number = models.CharField(_("nomor pendaftaran"), max_length=20, unique=True, editable=False)
    state = INFORMATION.state_field()
    received_at = models.DateTimeField(_("diterima"), editable=False)
    details = SealedTextField(_("informasi yang diminta"), max_length=4000)
    purpose = SealedTextField(_("tujuan penggunaan"), max_length=2000)
    delivery = models.CharField(
        _("cara memperoleh"), max_length=10, choices=Delivery, default=Delivery.PAGE
    )
    extension_reason = SealedTextField(_("alasan perpanjangan"), blank=True, max_length=1000)
    answer = SealedTextField(_("jawaban"), blank=True, max_length=8000)
    refusal_ground = models.CharField(
        _("dasar penolakan"), max_length=20, choices=RefusalGround, blank=True
    )
    objection = SealedTextField(_("keberatan pemohon"), blank=True, max_length=4000)
    objection_answer = SealedTextField(_("jawaban keberatan"), blank=True, max_length=4000)

    finder = models.CharField(max_length=8, unique=True, editable=False)
    secret_hash = models.CharField(max_length=150, editable=False)

    history = HistoricalRecords(excluded_fields=["secret_hash"])
    objects = InfoRequestQuerySet.as_manager()

    class Privacy:
        open = {"number", "finder", "secret_hash"}
        confidential = {
            "details",
            "purpose",
            "extension_reason",
            "answer",
            "objection",
            "objection_answer",
        }

    class Meta:
        verbose_name = _("permintaan data")
        constraints = [INFORMATION.state_constraint()]
        indexes = [
            models.Index(fields=["due_at", "id"], name="info_request_by_due"),
            models.Index(fields=["-received_at", "id"], name="info_request_by_received"),
        ]

    def __str__(self):
        return str(self.number)

    def get_absolute_url(self):
        return reverse("reports:info_request_detail", args=[self.pk])

    def deadline(self, at):
        """The law counts from receipt, whatever has happened since."""
        if self.state not in UNANSWERED:
            return super().deadline(at)
        name = "answer_extended" if self.extension_reason else "answer"
        return clocks.clock_due_at(self.workflow, name, self.received_at)

    @property
    def is_open(self) -> bool:
        return self.state not in self.workflow.final

    @property
    def is_answered(self) -> bool:
        """Whether the requester can read the answer."""
        return self.state not in UNANSWERED

    @property
    def awaits_objection(self) -> bool:
        """Whether the answer is out and the requester may still object to it."""
        return self.state == RequestState.DELIVERED

    @property
    def objection_until(self):
        """Until when the requester may object to the answer that was delivered."""
        return clocks.clock_due_at(self.workflow, "objection_period", self.state_since)

    @property
    def decision(self):
        """The step with which the head decided, or None."""
        return self.steps.filter(target__in=DECIDED).last()


class InfoRequestStep(StepTaken):
    """One step of an information request. Rows are never changed."""

    sealed_by = "request_id"

    request = models.ForeignKey(InfoRequest, models.CASCADE, related_name="steps")

    @property
    def outcome(self) -> str:
        """The state this step led to, in words."""
        return str(RequestState(self.target).label)


class Requester(Kept):
    """Who asks for information."""

    sealed_by = "request_id"

    request = models.OneToOneField(
        InfoRequest, models.CASCADE, primary_key=True, related_name="requester"
    )
    kind = models.CharField(_("pemohon"), max_length=15, choices=RequesterKind)
    name = SealedCharField(_("nama"), max_length=150)
    address = SealedCharField(_("alamat"), max_length=300)
    occupation = SealedCharField(_("pekerjaan"), max_length=100, blank=True)
    phone = SealedCharField(_("nomor telepon"), max_length=20, blank=True)
    email = SealedEmailField(_("e-mail"), blank=True)

    history = HistoricalRecords()

    class Privacy:
        own_door = True  # a citizen who asks for data: the desk that answers reads it
        names = {"name", "address", "phone", "email"}
        confidential = {"occupation"}

    class Meta:
        verbose_name = _("pemohon informasi")
