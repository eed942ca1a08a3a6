"""Stories of referrals to partners."""

from dataclasses import dataclass, replace
from random import Random
from typing import Any

from cases.choices import ServiceKind
from referrals import services
from referrals.models import Referral

from . import mix, writing
from .diary import NEVER_DAYS, Story

#: The milestones of a referral in their order, and the state each leads to.
MILESTONES = ("drafted", "submitted", "sent", "answered", "feedback", "closed")
REACHED = dict(
    zip(("draft", "review", "sent", "accepted", "feedback", "closed"), MILESTONES, strict=True)
)
#: The edge case that a partner which never answers shows.
SILENT = "mitra yang tidak pernah menjawab"
#: Steps that write down a day.
DATED = {"accept": "answered_on", "decline": "answered_on", "feedback": "feedback_on"}
#: A step, the day of the case on which it is taken, by whom, and what it fills in.
Taken = tuple[str, float, Any, dict[str, Any]]
#: Who takes over a whole case.
HANDOVER_PARTNERS = ("UPTD-PPA", "LKSA", "SENTRA")


@dataclass(frozen=True)
class Trip:
    """One referral: to whom, for what, and on which days of the case each thing happens."""

    partner: str
    service: str
    answer: str
    drafted: float
    submitted: float
    sent: float
    answered: float
    feedback: float
    closed: float
    kind: str = "rujukan"

    def until(self, state: str) -> "Trip":
        """The same referral as far as a state; the rest has not happened yet."""
        later = MILESTONES[MILESTONES.index(REACHED[state]) + 1 :]
        not_yet: dict[str, Any] = dict.fromkeys(later, float(NEVER_DAYS))
        return replace(self, **not_yet)


def draw_trip(
    rng: Random,
    first: float,
    last: float,
    *,
    partner: str,
    service: str,
    answer: str = "",
    kind: str = "rujukan",
) -> Trip:
    """A referral that begins on day `first` of the case and is over by day `last`."""
    answer = answer or mix.draw(rng, mix.ANSWER)
    steps = [rng.uniform(0.1, 1), rng.uniform(0.2, 2), rng.uniform(0.5, 8), rng.uniform(5, 22), 2]
    if answer == "silent":
        steps[2] = rng.uniform(9, 14)
    shrink = min(1.0, max(last - first, 1) / (sum(steps) + 1))
    days: dict[str, Any] = {
        milestone: first + shrink * sum(steps[:number])
        for number, milestone in enumerate(MILESTONES)
    }
    return Trip(partner=partner, service=service, answer=answer, kind=kind, **days)


def refer(case_file, trip: Trip) -> Story:
    """Write it, have it approved, wait for the answer, ask for feedback, close it."""
    at = yield case_file.when(trip.drafted)
    if case_file.is_ending or case_file.is_handed_over:
        return
    referral = draft(case_file, trip, at=at)
    worker, head = case_file.worker, case_file.office.head
    steps: list[Taken] = [("submit", trip.submitted, worker, {}), ("approve", trip.sent, head, {})]
    steps += [*_answer(case_file, trip), ("close", trip.closed, worker, {})]
    for name, day, by, filled in steps:
        at = yield case_file.when(day)
        dated = {DATED[name]: at.date()} if name in DATED else {}
        services.take_step(referral, name, by=by, at=at, **filled, **dated)
        if name == "expire":
            case_file.office.mark(SILENT, case_file.case)
        if name == "accept" and trip.kind == "pelimpahan":
            case_file.hand_over(referral, at)


def _answer(case_file, trip: Trip) -> list[Taken]:
    worker, say = case_file.worker, case_file.say
    said = say("referral", trip.answer)
    if trip.answer == "silent":
        return [("expire", trip.answered, worker, {"note": said})]
    if trip.answer == "declined":
        return [("decline", trip.answered, worker, {"answer": said})]
    section = f"feedback_{trip.service}"
    if not case_file.office.words.has("referral", section):
        section = "feedback"
    return [
        ("accept", trip.answered, worker, {"answer": said}),
        ("feedback", trip.feedback, worker, {"feedback": say("referral", section)}),
    ]


def draft(case_file, trip: Trip, at) -> Referral:
    """F-16: the letter, with no more about the child than the partner needs."""
    rng, say = case_file.rng, case_file.say
    partner = case_file.office.partners[trip.partner]
    words = {"mitra": partner.name, "layanan": str(ServiceKind(trip.service).label).lower()}
    ground = "persetujuan" if mix.happens(rng, 65) else "kepentingan"
    if partner.kind == "aph":
        ground = "aparat"
    if ground == "persetujuan":
        writing.consent(case_file, at, recipient=partner)
    reason = "handover" if trip.kind == "pelimpahan" else "reason"
    return services.draft_referral(
        case_file.case,
        by=case_file.worker,
        at=at,
        kind=trip.kind,
        institution=partner,
        service=trip.service,
        ground=ground,
        reason=say("referral", reason, **words),
        summary=say("referral", "summary", **words),
        withheld=say("referral", "withheld") if mix.happens(rng, 60) else "",
    )
