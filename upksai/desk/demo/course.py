"""How long each part of a case takes, in days since it was opened."""

from dataclasses import dataclass, replace
from random import Random
from typing import Any

from . import mix
from .diary import NEVER_DAYS

#: The milestones of a case in their order. A case under way stops before one of them.
MILESTONES = (
    "started",
    "assessed",
    "planned",
    "approved",
    "monitored",
    "proposed",
    "closed",
    "aftercare",
    "completed",
)
#: The milestone at which a stage begins.
STAGE_BEGINS = {
    "assessment": "started",
    "planning": "assessed",
    "plan_review": "planned",
    "intervention": "approved",
    "monitoring": "monitored",
    "closure_review": "proposed",
    "closed": "closed",
    "aftercare": "aftercare",
}
#: Reasons that end a case before its goals were reached, most often while help is under way.
EARLY_ENDS = {"T04", "T05", "T07", "T08", "T99"}


@dataclass(frozen=True)
class Course:
    """When each milestone is reached, in days since opening, and why the case ends."""

    started: float
    assessed: float
    planned: float
    approved: float
    monitored: float
    proposed: float
    closed: float
    aftercare: float
    completed: float
    reason: str

    @property
    def ends_early(self) -> bool:
        """Whether the case ends without monitoring."""
        return self.reason in EARLY_ENDS

    def until(self, stage: str) -> "Course":
        """The same course as far as a stage: nothing after it has happened yet."""
        reached = -1 if stage == "opened" else MILESTONES.index(STAGE_BEGINS[stage])
        later = MILESTONES[reached + 1 :]
        not_yet: dict[str, Any] = dict.fromkeys(later, float(NEVER_DAYS))
        return replace(self, **not_yet)

    def begins(self, stage: str) -> float:
        """Days from opening to the beginning of a stage."""
        return 0 if stage == "opened" else getattr(self, STAGE_BEGINS[stage])


def draw_course(
    rng: Random, risk: str, *, reason: str = "", length: float = 0, most: float = 1000
) -> Course:
    """A whole course from opening to the end of aftercare; `most` days at the longest."""
    reason = reason or mix.draw(rng, mix.CLOSURE)
    least, longest, usual = mix.LENGTH[risk]
    length = min(most, length or rng.triangular(least, longest, usual))
    started = {"tinggi": 0.15, "sedang": 0.9, "rendah": 2.6}[risk] * rng.uniform(0.1, 1.15)
    assessed = max(started + 1.5, min(rng.triangular(2, 21, 6), length * 0.3))
    planned = assessed + min(rng.triangular(1, 10, 3), length * 0.15)
    approved = planned + rng.uniform(0.2, 2.5)
    help_takes = (length - approved) * rng.uniform(0.45, 0.6)
    monitored = max(approved + help_takes, length - 80)
    return Course(
        started=started,
        assessed=assessed,
        planned=planned,
        approved=approved,
        monitored=monitored,
        proposed=length - rng.uniform(1, 4),
        closed=length,
        aftercare=length + rng.uniform(3, 25),
        completed=length + rng.uniform(170, 190),
        reason=reason,
    )
