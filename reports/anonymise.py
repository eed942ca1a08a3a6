"""What may leave the office about a case. Reports see these, never a `Case`.

No name, number, pseudonym, date, place below the city or free text. Adding a field is a decision
about children's privacy; a test holds the lists.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from cases.choices import ENDED_STATES
from cases.models import Case, CaseStep
from complaints.models import Complaint, ComplaintStep
from monitoring.models import VisitStep
from referrals.models import Referral, ReferralStep
from reports.models import InfoRequestStep

from .periods import Period


@dataclass(frozen=True)
class AnonymousCase:
    """A case without anything that points to a child."""

    opened_in_month: int  # 1 = the period's first month; 0 = before the period
    closed_in_period: bool
    is_open: bool
    children: int
    category: str
    risk: str
    closing_reason: str


@dataclass(frozen=True)
class AnonymousComplaint:
    """A complaint without anything that points to a child or a reporter."""

    received_in_month: int
    channel: str
    outcome: str


@dataclass(frozen=True)
class AnonymousStep:
    """A step of an SOP that had a time limit: which SOP, and whether it was kept."""

    sop: str
    was_on_time: bool


def month_of(period: Period, moment) -> int:
    """Which month of the period a moment lies in; 0 = before it."""
    if moment < period.start:
        return 0
    day = moment.astimezone(period.start.tzinfo)
    return (day.year - period.first.year) * 12 + day.month - period.first.month + 1


def anonymous_cases(period: Period) -> list[AnonymousCase]:
    """Every case that was opened, or closed, in the period."""
    chosen = Case.objects.touched_in(period.start, period.end).with_children_count()
    return [
        AnonymousCase(
            opened_in_month=month_of(period, case.opened_at),
            closed_in_period=bool(case.closed_at and period.start <= case.closed_at < period.end),
            is_open=case.state not in ENDED_STATES,
            children=case.children_count,
            category=case.ppks_category,
            risk=case.risk_level,
            closing_reason=case.closing_reason if case.closed_at else "",
        )
        for case in chosen.order_by("pk").iterator()
    ]


def anonymous_complaints(period: Period) -> list[AnonymousComplaint]:
    """Every complaint received in the period."""
    chosen = Complaint.objects.received_between(period.start, period.end)
    return [
        AnonymousComplaint(
            received_in_month=month_of(period, complaint.received_at),
            channel=complaint.channel,
            outcome=complaint.state,
        )
        for complaint in chosen.order_by("pk").iterator()
    ]


def anonymous_steps(period: Period) -> list[AnonymousStep]:
    """Every step with a time limit that was taken in the period, of all five SOPs."""
    return [
        AnonymousStep(sop, at <= due_at)
        for sop, steps in _steps_by_sop()
        for at, due_at in steps.filter(
            at__gte=period.start, at__lt=period.end, due_at__isnull=False
        ).values_list("at", "due_at")
    ]


def _steps_by_sop() -> Iterable:
    yield "complaint-intake", ComplaintStep.objects.all()
    yield "case-handling", CaseStep.objects.all()
    yield "monitoring", VisitStep.objects.all()
    yield "referral", ReferralStep.objects.all()
    yield "information-request", InfoRequestStep.objects.all()


def referral_answers(period: Period) -> tuple[int, int]:
    """How many of the referrals sent in the period have been answered, and how many were sent."""
    sent = Referral.objects.sent_between(period.start, period.end)
    return sent.answered().count(), sent.count()
