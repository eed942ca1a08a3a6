"""What was reported, and what was said since."""

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from cases.choices import Ppks, Problem, Risk, Sex
from cases.matters import leads_to_case
from cases.models import Case
from complaints.choices import Channel, ComplaintState, InAuthority, ReporterMode
from complaints.finding import ComplaintQuerySet
from complaints.workflow import INTAKE
from upksai.directory.models import District, Institution, Subdistrict
from upksai.privacy import datakeys, reading
from upksai.privacy.fields import SealedCharField, SealedDateField, SealedJSONField, SealedTextField
from upksai.privacy.lookups import LookupField
from upksai.privacy.names import ChangedIn
from upksai.ui.dates import age_years
from upksai.workflow.models import Record, StepTaken, WorkflowModel


@leads_to_case
class Complaint(WorkflowModel):
    """A report that a child may need help, as it reached UPKSAI. Who reported lies in the vault."""

    sealed_by = "id"

    workflow = INTAKE

    number = models.CharField(_("nomor pengaduan"), max_length=20, unique=True, editable=False)
    state = INTAKE.state_field()
    received_at = models.DateTimeField(_("diterima"), editable=False)
    channel = models.CharField(_("saluran"), max_length=20, choices=Channel)
    reporter_mode = models.CharField(_("pelapor"), max_length=20, choices=ReporterMode)

    account = SealedTextField(_("apa yang terjadi"), max_length=8000)
    happened = SealedCharField(_("kapan terjadi"), max_length=150, blank=True)
    is_emergency = models.BooleanField(_("anak dalam bahaya sekarang"), default=False)
    needs = SealedTextField(_("kebutuhan dan harapan anak"), blank=True, max_length=2000)
    maybe_spam = models.BooleanField(_("mungkin spam"), default=False, editable=False)
    procedure_explained = models.BooleanField(_("prosedur sudah dijelaskan"), default=False)

    district = models.ForeignKey(
        District, models.PROTECT, null=True, blank=True, verbose_name=_("kecamatan")
    )
    subdistrict = models.ForeignKey(
        Subdistrict, models.PROTECT, null=True, blank=True, verbose_name=_("kelurahan")
    )
    place = SealedCharField(_("patokan atau alamat"), max_length=300, blank=True)
    outside_city = SealedCharField(_("kabupaten atau kota lain"), max_length=80, blank=True)

    child_name = SealedCharField(_("nama anak"), max_length=150, blank=True)
    child_sex = models.CharField(_("jenis kelamin"), max_length=1, choices=Sex, default=Sex.UNKNOWN)
    child_age = models.PositiveSmallIntegerField(_("perkiraan umur (tahun)"), null=True, blank=True)
    child_birth_date = SealedDateField(_("tanggal lahir"), null=True, blank=True)
    child_nik = SealedCharField(_("NIK anak"), max_length=16, blank=True)
    child_nik_lookup = LookupField(of="child_nik", kind="nik")
    children_count = models.PositiveSmallIntegerField(_("jumlah anak"), default=1)
    child_condition = SealedTextField(_("keadaan anak sekarang"), blank=True, max_length=2000)

    problem = models.CharField(_("jenis masalah"), max_length=30, choices=Problem, blank=True)
    ppks_category = models.CharField(_("kategori PPKS"), max_length=10, choices=Ppks, blank=True)
    risk_level = models.CharField(_("tingkat risiko"), max_length=10, choices=Risk, blank=True)
    risk_reason = SealedTextField(_("alasan tingkat risiko"), blank=True, max_length=2000)
    in_authority = models.CharField(_("kewenangan"), max_length=10, choices=InAuthority, blank=True)
    verification = SealedTextField(_("hasil verifikasi"), blank=True, max_length=4000)
    outcome = SealedTextField(_("keputusan dan alasannya"), blank=True, max_length=4000)
    referred_to = models.ForeignKey(
        Institution, models.PROTECT, null=True, blank=True, verbose_name=_("dirujuk ke")
    )
    duplicate_of = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, verbose_name=_("pengaduan yang sama")
    )
    case = models.ForeignKey(
        Case, models.PROTECT, null=True, blank=True, editable=False, related_name="complaints"
    )

    police_due_at = models.DateTimeField(
        _("batas lapor polisi"), null=True, blank=True, editable=False
    )
    police_reported_at = models.DateTimeField(
        _("diteruskan ke polisi"), null=True, blank=True, editable=False
    )
    police_note = SealedCharField(
        _("nomor tanda terima, atau alasan kewajiban ada di lembaga lain"),
        max_length=300,
        blank=True,
        editable=False,
    )

    finder = models.CharField(max_length=8, unique=True, null=True, editable=False)  # noqa: DJ001 -- unique, and absent when intake gave no code
    secret_hash = models.CharField(max_length=150, blank=True, editable=False)

    changed_in = ChangedIn()

    history = HistoricalRecords(excluded_fields=["secret_hash", "child_nik_lookup", "changed_in"])
    objects = ComplaintQuerySet.as_manager()

    # Set by the page: who reads, and whether names are shown.
    reader: Any = None
    identity: Any = None
    # Set by complaints.queries: whether the reader may open it, and why it may be the same.
    why: str = ""

    class Privacy:
        open = {
            "number",
            "finder",
            "secret_hash",
            "child_nik_lookup",
            "child_age",
            "children_count",
        }
        names = {"child_name", "child_nik", "child_birth_date", "place"}
        confidential = {
            "account",
            "happened",
            "needs",
            "outside_city",
            "child_condition",
            "risk_reason",
            "verification",
            "outcome",
            "police_note",
        }

    class Meta:
        verbose_name = _("pengaduan")
        constraints = [INTAKE.state_constraint()]
        indexes = [
            models.Index(fields=["due_at", "id"], name="complaint_by_due"),
            models.Index(fields=["-received_at", "id"], name="complaint_by_received"),
            models.Index(fields=["state", "due_at", "id"], name="complaint_by_state"),
            models.Index(fields=["number"], name="complaint_by_number"),
            models.Index(fields=["child_nik_lookup"], name="complaint_by_nik"),
            models.Index(fields=["district", "-received_at"], name="complaint_by_district"),
        ]

    def __str__(self):
        return str(self.number)

    def get_absolute_url(self):
        return reverse("complaints:detail", args=[self.pk])

    def clean(self):
        """A kelurahan says its kecamatan."""
        super().clean()
        if self.subdistrict:
            self.district = self.subdistrict.district

    @property
    def whereabouts(self) -> str:
        """Where the child is, as far as the office knows."""
        return str(self.subdistrict or self.district or self.outside_city)

    @property
    def age(self) -> int | None:
        """The child's age in years today, known or guessed; an age names nobody."""
        with reading.unwatched():
            born = self.child_birth_date
        return self.child_age if born is None else age_years(born, timezone.localdate())

    @property
    def limit_variant(self) -> str:
        if self.state == ComplaintState.RECEIVED:
            return "darurat" if self.is_emergency else "biasa"
        return self.risk_level

    def same_matter(self) -> list:
        """The keys of all that was reported with this: itself, what it repeats, what repeats it."""
        first = self.duplicate_of_id or self.pk
        repeats = type(self).objects.filter(duplicate_of=first).values_list("pk", flat=True)
        return [self.pk, first, *repeats]

    @property
    def is_open(self) -> bool:
        return self.state not in self.workflow.final

    @property
    def waits_for_police(self) -> bool:
        """Whether the police must still be told, or the head say why not."""
        return bool(self.police_due_at and not (self.police_reported_at or self.police_note))

    def police_hours_left(self, at: datetime) -> int:
        """Whole hours until the police must know; negative when it is too late."""
        due_at = self.police_due_at or at
        return int((due_at - at).total_seconds() // 3600)


class ComplaintStep(StepTaken):
    """One step of a complaint. Rows are never changed."""

    sealed_by = "complaint_id"

    complaint = models.ForeignKey(Complaint, models.CASCADE, related_name="steps")


class Message(Record):
    """One message between the office and the reporter, on the tracking page."""

    sealed_by = "complaint_id"

    complaint = models.ForeignKey(Complaint, models.CASCADE, related_name="messages")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, editable=False, related_name="+"
    )
    at = models.DateTimeField(_("waktu"), editable=False)
    text = SealedTextField(_("pesan"), max_length=2000)

    history = HistoricalRecords()

    class Privacy:
        confidential = {"text"}

    class Meta:
        verbose_name = _("pesan")
        ordering = ["at", "pk"]

    @property
    def is_from_reporter(self) -> bool:
        return self.by_id is None


class ReportDraft(models.Model):
    """Answers of a citizen who has not sent the report yet. Removed after a day, its key too."""

    sealed_by = "id"
    key_purpose = datakeys.DRAFT

    KEPT_FOR = timedelta(hours=24)

    id = models.UUIDField(primary_key=True, editable=False)
    answers = SealedJSONField(default=dict)
    touched_at = models.DateTimeField(db_index=True)

    class Privacy:
        confidential = {"answers"}

    class Meta:
        verbose_name = _("laporan belum terkirim")
