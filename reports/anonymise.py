"""What may leave the office about a case. Reports see these, never a `Case`.

No name, number, pseudonym, date, place below the city or free text. Adding a field is a decision
about children's privacy; a test holds the lists.
"""

import hmac
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from cases.choices import ENDED_STATES, ClosureReason
from cases.models import Case, CaseChild, CaseStep
from complaints.choices import Channel
from complaints.models import Complaint, ComplaintStep
from monitoring.models import VisitStep
from referrals.models import IncomingReferral, Referral, ReferralStep
from reports.models import InfoRequestStep

from .disclosure import StatRecord
from .disclosure.categories import OPEN, UNKNOWN
from .periods import Period, semester_of


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


#: The youngest age of each public age group.
AGES = {15: "15-17", 12: "12-14", 6: "6-11", 0: "0-5"}
ADULT = 18


def anonymous_records(secret: bytes) -> Iterator[StatRecord]:
    """Every case at the finest public categories, under a key that only `secret` can make.

    A case counts by the child who gives it its face and by the complaint that opened it.
    """
    faces: dict[Any, CaseChild] = {}
    for one in CaseChild.objects.select_related("child").order_by("-is_primary", "pk").iterator():
        faces.setdefault(one.case_id, one)
    channels = _channels()
    for case in Case.objects.order_by("pk").iterator():
        face = faces.get(case.pk)
        opened_on = timezone.localdate(case.opened_at)
        yield StatRecord(
            key=hmac.digest(secret, case.pk.bytes, "sha256").hex(),
            type=case.ppks_category or UNKNOWN,
            age=_age_group(face.child, opened_on) if face else UNKNOWN,
            sex=face.child.sex if face else UNKNOWN,
            district=case.district_id or UNKNOWN,
            channel=channels.get(case.pk, UNKNOWN),
            outcome=_outcome(case),
            semester=semester_of(opened_on),
        )


def _age_group(child, day) -> str:
    if child.is_unborn:
        return AGES[0]
    age = child.age_on(day)
    if age is None or age >= ADULT:
        return UNKNOWN
    return next(group for youngest, group in AGES.items() if age >= youngest)


def _outcome(case: Case) -> str:
    if case.state not in ENDED_STATES:
        return OPEN
    return case.closing_reason or ClosureReason.OTHER


def _channels() -> dict[Any, str]:
    """By which way each case first came to the office."""
    sent = IncomingReferral.objects.exclude(case=None).values_list("case_id", flat=True)
    found: dict[Any, str] = dict.fromkeys(sent, str(Channel.OFFICE))
    told = Complaint.objects.exclude(case=None).order_by("-received_at", "pk")
    return found | dict(told.values_list("case_id", "channel"))
