"""Visits to the family, before and after the case is closed."""

from datetime import datetime

from monitoring import services
from monitoring.models import Visit

from . import mix

#: Days between two visits by risk, as the SOP's limits say.
RHYTHM = {"tinggi": 7, "sedang": 14, "rendah": 30}
#: After this many visits the worker agrees on a monthly time.
CLOSE_VISITS = 1


def days_of_visits(rng, risk: str, first: float, last: float) -> list[float]:
    """On which days of a case visits are made: in the rhythm of its risk, now and then late."""
    days, day = [], first
    while day < last:
        days.append(day)
        rhythm = RHYTHM[risk] if len(days) < CLOSE_VISITS else 30
        day += rhythm * (rng.uniform(1.15, 1.5) if mix.happens(rng, 10) else rng.uniform(0.7, 0.9))
    return days


def plan_first(case_file, at: datetime, planned_at: datetime) -> None:
    """Agree on the first home visit."""
    agree(case_file, at, planned_at, "Berkenalan, melihat keadaan rumah dan keamanan anak")


def visit(
    case_file, at: datetime, *, stage: str, next_at: datetime | None = None, purpose: str = ""
) -> None:
    """Write down the planned visit; the next one follows the rhythm, or has an agreed time."""
    planned = Visit.objects.filter(case=case_file.case).planned().order_by("due_at").first()
    if planned is None:
        return
    services.take_step(planned, "record", by=case_file.worker, at=at, **seen(case_file, at, stage))
    if next_at:
        agree(case_file, at, next_at, purpose)


def agree(case_file, at: datetime, planned_at: datetime, purpose: str = "") -> None:
    """Give the next visit a time that suits the family."""
    facts = {"planned_at": planned_at, "purpose": purpose}
    services.schedule_visit(case_file.case, by=case_file.worker, at=at, **facts)


def seen(case_file, at: datetime, stage: str) -> dict:
    """What the worker saw."""
    rng, say, family = case_file.rng, case_file.say, case_file.matter.family
    by_phone = stage == "mid" and mix.happens(rng, 15)
    way = "telepon" if by_phone else rng.choice(["rumah"] * 8 + ["sekolah", "kantor"])
    alone = by_phone or family.is_unborn
    safety = {"first": "perlu_dipantau", "mid": "perlu_dipantau", "late": "aman"}[stage]
    if stage == "first" and case_file.risk == "tinggi":
        safety = "tidak_aman"
    elif stage == "mid" and mix.happens(rng, 60):
        safety = "aman"
    return {
        "visited_on": at.date(),
        "way": way,
        "met": family.carer.name if alone else f"{family.carer.name} dan anak",
        "safety": safety,
        "observations": say("handling", "visit_phone" if by_phone else f"visit_{stage}"),
        "school_and_health": say("handling", "school_and_health"),
        "advice": {"first": "lanjut", "mid": "lanjut", "late": "siap_terminasi"}[stage],
        "follow_up": say("handling", "follow_up") if stage != "late" else "",
        "hours": rng.choice([1, 1.5, 2, 2, 2.5, 3]),
    }


def check(case_file, at: datetime) -> None:
    """A visit after the case was closed."""
    planned = Visit.objects.filter(case=case_file.case).planned().order_by("due_at").first()
    found = seen(case_file, at, "late") | {
        "observations": case_file.say("outcomes", "aftercare"),
        "advice": "lanjut",
    }
    services.take_step(planned, "record", by=case_file.worker, at=at, **found)
