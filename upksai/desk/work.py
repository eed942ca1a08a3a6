"""What one person has to do, gathered from every SOP."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import F, QuerySet, Value
from django.db.models.functions import Concat
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.models import Case
from complaints.models import Complaint, VaultRequest
from monitoring.models import Visit
from referrals.models import IncomingReferral, Referral
from reports.models import InfoRequest, StatRelease
from upksai.accounts.break_glass import reviewable_by
from upksai.accounts.models import RoleRequest
from upksai.accounts.need_to_know import BreakGlass
from upksai.accounts.roles import Role

#: Who may carry a case.
CARRIERS = frozenset({Role.WORKER, Role.HEAD})
#: More than this nobody does in a day; the lists hold the rest.
MOST_PER_KIND = 60


@dataclass(frozen=True)
class Task:
    """One line of somebody's work list."""

    title: str
    subject: str
    kind: str
    due_at: datetime | None
    url: str


@dataclass(frozen=True)
class Work:
    """A person's tasks by when they are due."""

    late: list[Task]
    today: list[Task]
    week: list[Task]
    later: list[Task]

    @property
    def groups(self):
        """The groups with their headings, in the order of urgency."""
        return [
            ("late", _("Terlambat"), self.late),
            ("today", _("Hari ini"), self.today),
            ("week", _("Tujuh hari ke depan"), self.week),
            ("later", _("Nanti"), self.later),
        ]

    @property
    def is_empty(self) -> bool:
        return not (self.late or self.today or self.week or self.later)


def work_of(user, at: datetime) -> Work:
    """Everything that waits for this person, each task in one group."""
    tasks = sorted(tasks_of(user), key=lambda task: task.due_at or at + timedelta(days=999))
    end_of_today = _end_of(timezone.localtime(at))
    end_of_week = end_of_today + timedelta(days=7)
    work = Work([], [], [], [])
    for task in tasks:
        if task.due_at is None or task.due_at > end_of_week:
            work.later.append(task)
        elif task.due_at < at:
            work.late.append(task)
        elif task.due_at <= end_of_today:
            work.today.append(task)
        else:
            work.week.append(task)
    return work


def _end_of(moment: datetime) -> datetime:
    return moment.replace(hour=23, minute=59, second=59, microsecond=0)


@dataclass(frozen=True)
class Source:
    """A kind of record that may wait for somebody, and what to say of it."""

    model: Any
    kind: Any
    page: str
    subject: Any
    due: str = "due_at"
    #: What is to be done; without it, what the SOP says of the record's state.
    text: Any = None
    #: Which records wait for a person; without it, those on which the SOP gives them a duty.
    waiting: Callable[[Any], QuerySet] | None = None

    #: Whose work it may be at all; without it, those to whom the SOP gives a duty.
    roles: frozenset[str] = frozenset()

    def concerns(self, user) -> bool:
        """Whether such a record can wait for this person: others need not even be asked about."""
        if self.roles:
            return user.role in self.roles
        duties = {duty.role for duty in self.model.workflow.duties.values()}
        return user.role in duties or (Role.ASSIGNED in duties and user.role in CARRIERS)

    def rows(self, number: int, user) -> QuerySet:
        """Number of the source, key, state, when it is due and subject; never a sealed value."""
        waiting = (self.waiting or self.model.objects.waiting_for)(user)
        state = Value("") if self.text else F("state")
        columns = {"of": Value(number), "at_state": state, "latest": F(self.due)}
        ordered = waiting.order_by(self.due, "pk").annotate(**columns, about=self.subject)
        return ordered.values_list("of", "pk", "at_state", "latest", "about")[:MOST_PER_KIND]

    def task(self, pk, state: str, due_at: datetime | None, about: str) -> Task:
        """One row as a line of the list."""
        text = self.text or self.model.workflow.duties[state].text
        return Task(str(text), about, str(self.kind), due_at, reverse(self.page, args=[pk]))


def _called(case: str = "") -> Concat:
    """A case as it is called everywhere: pseudonym and number."""
    return Concat(f"{case}pseudonym", Value(", "), f"{case}number")


CASE, COMPLAINT = gettext_lazy("Kasus"), gettext_lazy("Pengaduan")
SOURCES = (
    Source(Case, CASE, "cases:detail", _called()),
    Source(
        Case,
        CASE,
        "cases:assign",
        _called(),
        text=gettext_lazy("Tunjuk pengganti petugas yang berhenti"),
        roles=frozenset({Role.HEAD}),
        waiting=lambda user: Case.objects.visible_to(user).left_behind(),
    ),
    Source(Complaint, COMPLAINT, "complaints:detail", F("number")),
    Source(
        Complaint,
        COMPLAINT,
        "complaints:detail",
        F("number"),
        due="police_due_at",
        text=gettext_lazy("Teruskan laporan ke kepolisian (3×24 jam)"),
        roles=frozenset({Role.INTAKE, Role.HEAD}),
        waiting=lambda user: Complaint.objects.the_police_wait_for(user),
    ),
    Source(
        VaultRequest,
        gettext_lazy("Identitas pelapor"),
        "complaints:vault_request",
        F("complaint__number"),
        text=gettext_lazy("Putuskan permintaan membuka identitas pelapor"),
        roles=frozenset({Role.INTAKE, Role.HEAD}),
    ),
    Source(Referral, gettext_lazy("Rujukan"), "referrals:detail", _called("case__")),
    Source(
        IncomingReferral, gettext_lazy("Rujukan masuk"), "referrals:incoming_detail", F("number")
    ),
    Source(Visit, gettext_lazy("Kunjungan"), "monitoring:visit", _called("case__")),
    Source(
        InfoRequest, gettext_lazy("Permintaan data"), "reports:info_request_detail", F("number")
    ),
    Source(StatRelease, gettext_lazy("Rilis statistik"), "reports:stat_release", F("title")),
    Source(
        BreakGlass,
        gettext_lazy("Akses darurat"),
        "cases:emergency_review",
        F("person__full_name"),
        due="review_due_at",
        text=gettext_lazy("Tinjau akses darurat"),
        roles=frozenset({Role.HEAD, Role.AUDITOR}),
        waiting=lambda user: reviewable_by(user).unreviewed(),
    ),
    Source(
        RoleRequest,
        gettext_lazy("Akun"),
        "desk:account",
        F("person__full_name"),
        text=gettext_lazy("Setujui atau tolak akun"),
        roles=frozenset({Role.HEAD}),
        waiting=lambda user: RoleRequest.objects.answerable_by(user),
    ),
)


def tasks_of(user) -> list[Task]:
    """Everything that waits for this person, in one query whatever it is."""
    asked = [s.rows(number, user) for number, s in enumerate(SOURCES) if s.concerns(user)]
    if not asked:
        return []
    rows = asked[0].union(*asked[1:], all=True)
    return [SOURCES[number].task(*row) for number, *row in rows]
