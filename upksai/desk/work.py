"""What one person has to do, gathered from every SOP."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.models import Case
from complaints.models import Complaint, VaultRequest
from monitoring.models import Visit
from referrals.models import IncomingReferral, Referral
from reports.models import InfoRequest
from upksai.accounts.break_glass import reviewable_by

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


#: Each kind of record, with what its task needs besides the record itself.
SOURCES = (
    (Case, gettext_lazy("Kasus"), (), lambda case: str(case)),
    (Complaint, gettext_lazy("Pengaduan"), (), lambda complaint: complaint.number),
    (
        VaultRequest,
        gettext_lazy("Identitas pelapor"),
        ("complaint",),
        lambda request: request.complaint.number,
    ),
    (Referral, gettext_lazy("Rujukan"), ("case", "institution"), lambda r: str(r.case)),
    (IncomingReferral, gettext_lazy("Rujukan masuk"), ("institution",), lambda r: r.number),
    (Visit, gettext_lazy("Kunjungan"), ("case",), lambda visit: str(visit.case)),
    (InfoRequest, gettext_lazy("Permintaan data"), (), lambda request: request.number),
)


def tasks_of(user) -> list[Task]:
    """The duties that the SOPs give this person now, and reports the police must hear of."""
    tasks = [task for source in SOURCES for task in _tasks(user, *source)]
    return tasks + list(_reviews(user))


def _reviews(user):
    """Emergency accesses that wait for this person's review."""
    if not user.is_head:
        return
    waiting = reviewable_by(user).unreviewed().order_by("review_due_at", "pk")
    for opened in waiting[:MOST_PER_KIND]:
        url = reverse("cases:emergency_review", args=[opened.pk])
        title, kind = _("Tinjau akses darurat"), _("Akses darurat")
        yield Task(title, str(opened.person), kind, opened.review_due_at, url)


def _tasks(user, model, kind, related, subject):
    records = model.objects.waiting_for(user).select_related(*related)
    for record in records.order_by("due_at", "pk")[:MOST_PER_KIND]:
        url = record.get_absolute_url()
        for text, due_at in record.open_duties(user):
            yield Task(str(text), subject(record), str(kind), due_at, url)
