"""Children we send to partners, and children partners send to us."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from cases.choices import Confidentiality, Ppks, Problem, Risk, ServiceKind, Sex
from cases.matters import leads_to_case
from cases.models import Case
from upksai.accounts.need_to_know import not_sealed_from
from upksai.accounts.roles import Role
from upksai.directory.models import Institution, Subdistrict
from upksai.privacy.fields import SealedCharField, SealedDateField, SealedTextField
from upksai.workflow.models import StepTaken, WorkflowModel, WorkflowQuerySet

from .choices import DisclosureGround, IncomingState, Kind, ReferralState
from .workflow import INCOMING, OUTGOING

#: States in which the partner or we still owe something.
UNFINISHED = (
    ReferralState.DRAFT,
    ReferralState.REVIEW,
    ReferralState.SENT,
    ReferralState.ACCEPTED,
)


class ReferralQuerySet(WorkflowQuerySet["Referral"]):
    def visible_to(self, user):
        """Referrals of the cases the user may see."""
        return self.filter(case__in=Case.objects.visible_to(user))

    def assigned_to(self, user):
        """Referrals of the cases this worker carries."""
        return self.filter(case__in=Case.objects.assigned_to(user))

    def sent_between(self, start, end):
        """Referrals sent from `start` up to, not including, `end`."""
        return self.filter(sent_at__gte=start, sent_at__lt=end)

    def drafts(self):
        """Referrals that may still be rewritten."""
        return self.filter(state=ReferralState.DRAFT)

    def answered(self):
        """Referrals the partner has said yes or no to."""
        return self.exclude(answered_on=None)

    def unfinished(self):
        """Referrals that still wait for something."""
        return self.filter(state__in=UNFINISHED)


@leads_to_case
class Referral(WorkflowModel):
    """A referral to a partner; it runs beside the handling of the case."""

    sealed_by = "case_id"

    workflow = OUTGOING

    case = models.ForeignKey(Case, models.PROTECT, related_name="referrals", editable=False)
    number = models.CharField(_("nomor rujukan"), max_length=20, unique=True, editable=False)
    state = OUTGOING.state_field()
    kind = models.CharField(_("jenis"), max_length=12, choices=Kind, default=Kind.REFERRAL)
    institution = models.ForeignKey(
        Institution, models.PROTECT, related_name="referrals", verbose_name=_("lembaga mitra")
    )
    service = models.CharField(_("layanan yang diminta"), max_length=5, choices=ServiceKind)
    ground = models.CharField(_("dasar pengungkapan data"), max_length=20, choices=DisclosureGround)
    reason = SealedTextField(_("alasan rujukan"), max_length=2000)
    summary = SealedTextField(
        _("ringkasan keadaan anak"),
        max_length=4000,
        help_text=_("Hanya yang perlu diketahui mitra. Tidak ada nama pelapor."),
    )
    withheld = SealedCharField(_("yang sengaja tidak disertakan"), max_length=300, blank=True)

    letter_number = models.CharField(_("nomor surat"), max_length=60, blank=True, editable=False)
    sent_at = models.DateTimeField(_("dikirim"), null=True, blank=True, editable=False)
    answered_on = models.DateField(_("tanggal jawaban"), null=True, blank=True)
    answer = SealedTextField(_("jawaban mitra"), blank=True, max_length=2000)
    first_service_on = models.DateField(_("layanan pertama"), null=True, blank=True)
    feedback_on = models.DateField(_("tanggal umpan balik"), null=True, blank=True)
    feedback = SealedTextField(_("umpan balik mitra"), blank=True, max_length=4000)

    history = HistoricalRecords()
    objects = ReferralQuerySet.as_manager()

    class Privacy:
        open = {"number", "letter_number", "answered_on", "first_service_on", "feedback_on"}
        confidential = {"reason", "summary", "withheld", "answer", "feedback"}

    class Meta:
        verbose_name = _("rujukan")
        constraints = [OUTGOING.state_constraint()]
        indexes = [
            models.Index(fields=["due_at", "id"], name="referral_by_due"),
            models.Index(fields=["state", "due_at", "id"], name="referral_by_state"),
            models.Index(fields=["sent_at"], name="referral_by_sent"),
        ]

    def __str__(self):
        return str(self.number)

    def get_absolute_url(self):
        return reverse("referrals:detail", args=[self.pk])

    @property
    def limit_variant(self) -> str:
        return self.case.risk_level

    @property
    def moves_the_case(self) -> bool:
        """Whether the partner has accepted to take the whole case over (pelimpahan)."""
        accepted = {ReferralState.ACCEPTED, ReferralState.FEEDBACK}
        return self.kind == Kind.HANDOVER and self.state in accepted

    @property
    def is_unfinished(self) -> bool:
        """Whether the partner or we still owe something."""
        return self.state in UNFINISHED

    @property
    def was_refused(self) -> bool:
        """Whether this partner will not help, so that another may be asked."""
        return self.state in {ReferralState.DECLINED, ReferralState.EXPIRED}

    @property
    def is_draft(self) -> bool:
        """Whether it may still be rewritten."""
        return self.state == ReferralState.DRAFT

    def roles_of(self, user):
        return self.case.roles_of(user)


class ReferralStep(StepTaken):
    """One step of a referral. Rows are never changed."""

    sealed_by = "referral.case_id"

    referral = models.ForeignKey(Referral, models.CASCADE, related_name="steps")


class IncomingQuerySet(WorkflowQuerySet["IncomingReferral"]):
    def visible_to(self, user):
        """The head sees all; intake officers those whose case, if there is one, is not strictly
        confidential; a worker, those of the cases they carry, for an emergency opens the case file
        and no letter. Nobody sees what is sealed from them.
        """
        ours = self.filter(not_sealed_from(user), not_sealed_from(user, "case"))
        if user.is_head:
            return ours
        if user.is_intake:
            return ours.filter(~Q(case__confidentiality=Confidentiality.STRICT))
        return ours.assigned_to(user) if user.is_worker else self.none()

    def assigned_to(self, user):
        """Those whose case this worker carries."""
        return self.filter(case__in=Case.objects.assigned_to(user))


@leads_to_case
class IncomingReferral(WorkflowModel):
    """A child whom a partner sends to us, by letter."""

    sealed_by = "id"

    workflow = INCOMING

    number = models.CharField(_("nomor rujukan masuk"), max_length=20, unique=True, editable=False)
    state = INCOMING.state_field()
    received_at = models.DateTimeField(_("diterima"), editable=False)
    institution = models.ForeignKey(
        Institution, models.PROTECT, related_name="sent_to_us", verbose_name=_("lembaga pengirim")
    )
    # Partners put names into the numbers of their letters.
    letter_number = SealedCharField(_("nomor surat pengirim"), max_length=60, blank=True)
    account = SealedTextField(_("isi rujukan"), max_length=8000)
    child_name = SealedCharField(_("nama anak"), max_length=150, blank=True)
    child_sex = models.CharField(_("jenis kelamin"), max_length=1, choices=Sex, default=Sex.UNKNOWN)
    child_birth_date = SealedDateField(_("tanggal lahir"), null=True, blank=True)
    subdistrict = models.ForeignKey(
        Subdistrict, models.PROTECT, null=True, blank=True, verbose_name=_("kelurahan")
    )
    problem = models.CharField(_("jenis masalah"), max_length=30, choices=Problem, blank=True)
    ppks_category = models.CharField(_("kategori PPKS"), max_length=10, choices=Ppks, blank=True)
    risk_level = models.CharField(_("tingkat risiko"), max_length=10, choices=Risk, blank=True)
    answer = SealedTextField(_("jawaban kepada mitra"), blank=True, max_length=4000)
    case = models.ForeignKey(
        Case,
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="incoming_referrals",
    )

    history = HistoricalRecords()
    objects = IncomingQuerySet.as_manager()

    class Privacy:
        open = {"number"}
        names = {"child_name", "child_birth_date"}
        confidential = {"letter_number", "account", "answer"}

    class Meta:
        verbose_name = _("rujukan masuk")
        constraints = [INCOMING.state_constraint()]
        indexes = [
            models.Index(fields=["due_at", "id"], name="incoming_by_due"),
            models.Index(fields=["state", "due_at", "id"], name="incoming_by_state"),
        ]

    def __str__(self):
        return str(self.number)

    def get_absolute_url(self):
        return reverse("referrals:incoming_detail", args=[self.pk])

    @property
    def is_undecided(self) -> bool:
        """Whether the head has yet to say yes or no."""
        return self.state == IncomingState.RECEIVED

    def roles_of(self, user):
        roles = super().roles_of(user)
        return roles | (self.case.roles_of(user) & {Role.ASSIGNED} if self.case else set())


class IncomingStep(StepTaken):
    """One step of an incoming referral. Rows are never changed."""

    sealed_by = "incoming_id"

    incoming = models.ForeignKey(IncomingReferral, models.CASCADE, related_name="steps")
