"""Published statistics: what they were counted from, what was planned, what was released."""

import json

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from reports.choices import ReleasePurpose, ReleaseState
from reports.disclosure import Release, Snapshot
from reports.disclosure.records import BrokenSnapshot
from reports.workflow import RELEASE
from upksai.accounts.roles import Role
from upksai.privacy.fields import SealedTextField
from upksai.workflow.models import Record, StepTaken, WorkflowModel, WorkflowQuerySet

MAY_SEE = frozenset({Role.HEAD, Role.DATA_OFFICER, Role.AUDITOR})


class StatSnapshot(Record):
    """The pseudonymous records at one moment. Rows are never changed.

    No name, date or case number: not even the day on which it was taken, only the last half year
    that was over.
    """

    sealed_by = "id"

    number = models.PositiveIntegerField(_("nomor"), unique=True)
    taken = models.CharField(_("sampai semester"), max_length=6)
    content = SealedTextField(_("isi"))
    sha256 = models.CharField(_("sidik isi (SHA-256)"), max_length=64, unique=True)

    class Privacy:
        open = {"taken", "sha256", "number"}
        confidential = {"content"}

    class Meta:
        verbose_name = _("potret data")

    def records(self) -> Snapshot:
        """What it holds; raises `BrokenSnapshot` if that no longer fits its hash."""
        try:
            return Snapshot.from_data(json.loads(self.content), sha256=self.sha256)
        except (ValueError, KeyError, TypeError) as broken:
            raise BrokenSnapshot("the content of the snapshot cannot be read") from broken


class StatPlanQuerySet(models.QuerySet["StatPlan"]):
    def visible_to(self, user):
        """Who proposes, who publishes, and who checks."""
        found = self.select_related("by", "snapshot")
        return found if user.role in MAY_SEE else self.none()

    def refused(self):
        """Requests for which nothing may be published."""
        return self.filter(options=[])

    def latest_first(self):
        return self.order_by("-asked_at", "pk")


class StatPlan(Record):
    """What the planner answered to a request: safe tables, or why there is none. Never changed."""

    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("oleh")
    )
    asked_at = models.DateTimeField(_("ditanyakan"), db_index=True)
    dimensions = models.CharField(_("rincian"), max_length=60)
    period = models.CharField(_("periode"), max_length=12)
    title = models.CharField(_("yang diminta"), max_length=200)
    snapshot = models.ForeignKey(StatSnapshot, models.PROTECT, related_name="plans")
    ledger = models.CharField(_("sidik buku rilis"), max_length=64)
    corrects = models.ForeignKey(
        "StatRelease", models.PROTECT, null=True, blank=True, related_name="+"
    )
    options = models.JSONField(_("tabel yang aman"), default=list, blank=True)
    reasons = models.JSONField(_("alasan"), default=list, blank=True)

    objects = StatPlanQuerySet.as_manager()

    class Privacy:
        open = {"dimensions", "period", "title", "ledger", "options", "reasons"}

    class Meta:
        verbose_name = _("rencana rilis")

    def __str__(self):
        return str(self.title)

    def get_absolute_url(self):
        return reverse("reports:stat_plan", args=[self.pk])

    @property
    def is_refused(self) -> bool:
        return not self.options


class StatReleaseQuerySet(WorkflowQuerySet["StatRelease"]):
    def visible_to(self, user):
        """Who proposes, who publishes, and who checks."""
        found = self.select_related("proposed_by", "entry", "entry__by", "snapshot")
        return found if user.role in MAY_SEE else self.none()

    def published(self):
        """What was ever published, in that order."""
        return self.filter(entry__isnull=False).select_related("entry").order_by("entry__number")

    def latest_first(self):
        return self.order_by("-state_since", "pk")


class StatRelease(WorkflowModel):
    """A table on its way to everybody: proposed by one person, published by another."""

    workflow = RELEASE

    title = models.CharField(_("judul"), max_length=200, editable=False)
    state = RELEASE.state_field()
    purpose = models.CharField(
        _("untuk apa"), max_length=12, choices=ReleasePurpose, default=ReleasePurpose.PAGE
    )
    plan = models.ForeignKey(StatPlan, models.PROTECT, related_name="proposals")
    snapshot = models.ForeignKey(StatSnapshot, models.PROTECT, related_name="releases")
    content = models.TextField(_("isi"))
    sha256 = models.CharField(_("sidik isi (SHA-256)"), max_length=64)
    certificate = models.JSONField(_("bukti pemeriksaan"))
    reasons = models.JSONField(_("mengapa digabung"), default=list, blank=True)
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("diusulkan oleh")
    )
    corrects = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="corrections"
    )

    history = HistoricalRecords(excluded_fields=["content", "certificate", "reasons"])
    objects = StatReleaseQuerySet.as_manager()
    entry: "LedgerEntry"

    class Privacy:
        open = {"title", "content", "sha256", "certificate", "reasons"}

    class Meta:
        verbose_name = _("rilis statistik")
        constraints = [RELEASE.state_constraint()]
        indexes = [models.Index(fields=["-state_since", "id"], name="stat_release_by_since")]

    def __str__(self):
        return str(self.title)

    def get_absolute_url(self):
        return reverse("reports:stat_release", args=[self.pk])

    def roles_of(self, user):
        """Who proposed a table decides nothing about it, whatever their role has become."""
        if user and user.pk == self.proposed_by_id:
            return super().roles_of(user) - {Role.HEAD}
        return super().roles_of(user)

    @property
    def publication(self) -> "LedgerEntry | None":
        """Its place in the ledger; nothing while it was never published."""
        return getattr(self, "entry", None)

    @property
    def proposed(self) -> Release:
        """The table as it was proposed; raises `BrokenRelease` if it was changed."""
        return Release.from_json(self.content, sha256=self.sha256)

    @property
    def is_published(self) -> bool:
        return self.state == ReleaseState.PUBLISHED


class StatReleaseStep(StepTaken):
    """One step of a release. Rows are never changed."""

    sealed_by = "release_id"

    release = models.ForeignKey(StatRelease, models.CASCADE, related_name="steps")


class LedgerEntryQuerySet(models.QuerySet["LedgerEntry"]):
    def visible_to(self, user):
        """Anybody reads what is published; the office also what was withdrawn or corrected."""
        if getattr(user, "role", None) in MAY_SEE:
            return self
        return self.published()

    def published(self):
        """What stands on the public pages."""
        return self.filter(release__state=ReleaseState.PUBLISHED)

    def corrections(self) -> list[Release]:
        """The corrections among them."""
        found = self.filter(release__corrects__isnull=False).order_by("number")
        return [entry.published for entry in found]

    def now_in_place_of(self, number: int) -> "LedgerEntry | None":
        """The correction of a corrected release, or its correction, and so on to one of these."""
        corrections = LedgerEntry.objects.filter(
            release__corrects__state=ReleaseState.CORRECTED
        ).order_by("number")
        while newer := corrections.filter(release__corrects__entry=number).last():
            number = newer.number
            if found := self.filter(number=number).first():
                return found
        return None

    def touching(self, first: str, last: str):
        """Tables about any of the semesters from `first` to `last`, the longest periods last."""
        found = self.filter(starts__lte=last, ends__gte=first)
        return found.order_by("-starts", "ends", "number")

    def within(self, first: str, last: str):
        """Tables about nothing but semesters from `first` to `last`."""
        return self.filter(starts__gte=first, ends__lte=last).order_by("starts", "-ends", "number")


class LedgerEntry(models.Model):
    """One act of publishing, in the order in which they happened. Rows are never changed.

    Whatever becomes of the release, the entry stays: people know what they have once read.
    `before` is the hash of the ledger that the certificate speaks of; no two entries share one.
    """

    number = models.PositiveIntegerField(_("nomor rilis"), primary_key=True)
    release = models.OneToOneField(StatRelease, models.PROTECT, related_name="entry")
    at = models.DateTimeField(_("diterbitkan"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("oleh")
    )
    starts = models.CharField(_("dari semester"), max_length=6)
    ends = models.CharField(_("sampai semester"), max_length=6)
    content = models.TextField(_("isi"))
    sha256 = models.CharField(_("sidik isi (SHA-256)"), max_length=64, unique=True)
    before = models.CharField(_("sidik buku rilis sebelumnya"), max_length=64, unique=True)
    certificate = models.JSONField(_("bukti pemeriksaan"))

    objects = LedgerEntryQuerySet.as_manager()

    class Privacy:
        open = {"starts", "ends", "content", "sha256", "before", "certificate", "number"}

    class Meta:
        verbose_name = _("rilis terbit")

    @property
    def published(self) -> Release:
        """What was published; raises `BrokenRelease` if it was changed."""
        return Release.from_json(self.content, sha256=self.sha256)
