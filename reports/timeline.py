"""Everything that happened to a case, newest first: only this layer may see all of it."""

import heapq
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.queries import papers_of, steps_of
from monitoring.queries import visits_of
from referrals.models import ReferralStep

MOST_PER_KIND = 40
#: The icon and the words of each kind of paper.
PAPERS: dict[str, tuple[str, Any]] = {
    "assessment": ("stethoscope", "%s"),
    "progressnote": ("notebook-pen", "%s"),
    "servicegiven": ("hand-heart", "%s"),
    "aidgiven": ("gift", gettext_lazy("Bantuan: %s")),
}


@dataclass(frozen=True)
class Entry:
    """One thing that happened."""

    at: datetime
    icon: str
    title: str
    by: str
    text: str = ""
    has_time: bool = True


def timeline(case) -> list[Entry]:
    """Steps, assessments, notes, services, aid, visits and referrals of one case."""
    entries = [
        *_steps(case),
        *_referral_steps(case),
        *_visits(case),
        *_written(case),
    ]
    return sorted(entries, key=lambda entry: entry.at, reverse=True)


def _noon(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(12)))


def _steps(case):
    labels = {step.name: str(step.done) for step in case.workflow.steps}
    labels |= {"start": _("Kasus dibuka. %s") % case.source, "import": _("Diambil dari rekap lama")}
    for step in reversed(steps_of(case)):
        yield Entry(step.at, "flag", labels[step.name], str(step.by or ""), step.note)


def _referral_steps(case):
    told = {"approve": _("Rujukan dikirim ke %s"), "accept": _("Rujukan diterima %s")}
    told |= {"decline": _("Rujukan ditolak %s"), "feedback": _("Umpan balik dari %s")}
    steps = ReferralStep.objects.filter(referral__case=case, name__in=told)
    for step in steps.select_related("by", "referral__institution").order_by("-at")[:MOST_PER_KIND]:
        title = told[step.name] % step.referral.institution
        yield Entry(step.at, "arrow-left-right", title, str(step.by or ""), step.note)


def _day_of(visit) -> date:
    return visit.visited_on or timezone.localdate(visit.state_since)


def _visits(case):
    done = [visit for visit in visits_of(case) if visit.is_done]
    for visit in heapq.nlargest(MOST_PER_KIND, done, key=_day_of):
        yield Entry(
            _noon(_day_of(visit)),
            "house",
            visit.get_kind_display(),
            "",
            visit.observations,
            has_time=False,
        )


def _written(case):
    for paper in papers_of(case):
        icon, title = PAPERS[paper.model]
        yield Entry(
            _noon(paper.day), icon, title % paper.title, paper.by, paper.text, has_time=False
        )
