"""What the social workers carry, for the dashboard."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime

from django.db.models import FilteredRelation, Q

from cases.choices import ACTIVE_STATES
from cases.models import Case
from upksai.accounts.need_to_know import not_sealed_from

from .periods import Period


@dataclass(frozen=True)
class Load:
    """What one social worker carries."""

    worker: str
    pk: int
    active: int
    late: int
    ended: int


@dataclass(frozen=True)
class Carried:
    """A case that is being handled, or ended in the period, and who carries it now."""

    state: str
    opened_at: datetime
    due_at: datetime | None
    carrier_id: int | None
    carrier: str | None

    @property
    def is_active(self) -> bool:
        return self.state in ACTIVE_STATES

    def is_late(self, at: datetime) -> bool:
        return self.due_at is not None and self.due_at < at


def carried_cases(period: Period, reader) -> list[Carried]:
    """Active cases and those ended in the period, as the reader may list them."""
    ended = Q(closed_at__gte=period.start, closed_at__lt=period.end)
    now = FilteredRelation("assignments", condition=Q(assignments__until=None))
    listed = Case.objects.filter(not_sealed_from(reader))
    rows = listed.filter(Q(state__in=ACTIVE_STATES) | ended).annotate(now=now)
    carrier = ("now__worker", "now__worker__full_name")
    return [Carried(*row) for row in rows.values_list("state", "opened_at", "due_at", *carrier)]


def loads_of(carried: list[Carried], at: datetime) -> list[Load]:
    """What each social worker carries of them."""
    theirs: dict[tuple, list[Carried]] = defaultdict(list)
    for case in carried:
        if case.carrier_id:
            theirs[case.carrier, case.carrier_id].append(case)
    return [
        Load(
            worker,
            pk,
            active=sum(case.is_active for case in cases),
            late=sum(case.is_active and case.is_late(at) for case in cases),
            ended=sum(not case.is_active for case in cases),
        )
        for (worker, pk), cases in sorted(theirs.items())
    ]
