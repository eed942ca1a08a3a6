"""The recode lattice of a request: all tables that answer it, from fine to coarse."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from math import log2

from .categories import DIMENSIONS
from .records import Snapshot
from .release import SEMESTER, Axis
from .tables import TIME_RECODES, axis

#: Leaving a dimension out costs this much more than joining all its groups but two.
LEFT_OUT = 3.0
#: Asking about a longer period than was asked for, a step (year, two years, three years).
LONGER = 2.5
MOST_AXES = 3


@dataclass(frozen=True)
class Node:
    """One table that might answer the request; `recodes` None = the dimension is left out."""

    recodes: tuple[str | None, ...]
    period: tuple[str, ...]
    axes: tuple[Axis, ...]
    cost: float


def longer_periods(period: Sequence[str], known: Sequence[str]) -> list[tuple[str, ...]]:
    """The period, its whole years, and those with one and two years before, as far as known."""
    first, last = int(period[0][:4]), int(period[-1][:4])
    found = [tuple(sorted(period))]
    for back in (0, 1, 2):
        years = range(first - back, last + 1)
        wider = tuple(s for s in known if int(s[:4]) in years)
        if set(wider) > set(found[-1]):
            found.append(wider)
    return found


def nodes(dimensions: Sequence[str], period: Sequence[str], snapshot: Snapshot) -> list[Node]:
    """All tables of a request in the order in which they are tried; not led by the counts."""
    known = sorted({record.semester for record in snapshot.records} | set(period))
    known = [semester for semester in known if semester <= snapshot.taken]
    found: dict[tuple[tuple[Axis, ...], tuple[str, ...]], Node] = {}
    for step, wider in enumerate(longer_periods(period, known)):
        for recodes in product(*(_choices(name, wider) for name in dimensions)):
            axes = tuple(
                axis(name, recode, wider)
                for name, recode in zip(dimensions, recodes, strict=True)
                if recode is not None
            )
            if axes:
                cost = sum(_cost(*pair, wider) for pair in zip(dimensions, recodes, strict=True))
                found.setdefault((axes, wider), Node(recodes, wider, axes, cost + LONGER * step))
    return sorted(found.values(), key=lambda node: node.cost)


def is_coarsest(axes: Sequence[Axis], period: Sequence[str]) -> bool:
    """Whether no groups of these dimensions can be joined any further."""
    return all(
        [recode for recode in _choices(each.dimension, period) if recode][-1] == each.recode
        for each in axes
    )


def _choices(dimension: str, period: Sequence[str]) -> Iterator[str | None]:
    if dimension == SEMESTER:
        years = {semester[:4] for semester in period}
        if len(period) > 1:
            yield TIME_RECODES[0]
        if 1 < len(years) < len(period):
            yield TIME_RECODES[1]
    else:
        yield from (recode.name for recode in DIMENSIONS[dimension].recodes)
    yield None


def _cost(dimension: str, recode: str | None, period: Sequence[str]) -> float:
    finest = next(iter(_choices(dimension, period)))
    if finest is None:
        return 0.0
    finest_groups = len(axis(dimension, finest, period).groups)
    if recode is None:
        return log2(finest_groups) + LEFT_OUT
    return log2(finest_groups / len(axis(dimension, recode, period).groups))
