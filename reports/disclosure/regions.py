"""Kinds of cases that published figures tell apart, as the witness sees them."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from .categories import DIMENSIONS
from .history import NAMES, Life
from .recount import Recount


@dataclass(frozen=True)
class Regions:
    """One time, and the kinds of cases that tables with the same dimensions tell apart in it."""

    lives: frozenset[Life]
    #: For each kind of case the number of its region, or -1 if it has another life.
    of_kind: np.ndarray
    many: int

    @property
    def name(self) -> str:
        """Of which time, and how many there are."""
        return f"{self.many} of {', '.join(map(str, sorted(self.lives)))}"

    def count(self, counts: np.ndarray) -> np.ndarray:
        """pasts × regions"""
        found = np.zeros((len(counts), self.many), dtype=counts.dtype)
        mine = np.flatnonzero(self.of_kind >= 0)
        if len(mine):
            ordered = mine[np.argsort(self.of_kind[mine], kind="stable")]
            numbers, starts = np.unique(self.of_kind[ordered], return_index=True)
            found[:, numbers] = np.add.reduceat(counts[:, ordered], starts, axis=1)
        return found


def regions(recount: Recount) -> Iterator[Regions]:
    """Kinds of cases that figures tell apart, though none may count them alone.

    Whatever figures give away by subtraction holds at least one of them. Times are those that no
    figure tells apart; for what was corrected between two publications also several together, for
    of each alone there may be too few to ask anything.
    """
    sides = {frozenset(line.values) for line in recount.lines}
    sides = {side for side in sides if not any(side < other for other in sides)}
    numbered = {name: _told_apart(recount, name) for name in frozenset().union(*sides)}
    for side in sorted(sides, key=sorted):
        region, many = np.zeros(len(recount.kinds), dtype=np.int64), 1
        for name in sorted(side):
            of_kind, classes = numbered[name]
            region, many = region * classes + of_kind, many * classes
        for lives in _times(recount, is_broken_down=bool(side)):
            yield Regions(lives, np.where(recount.living(lives), region, -1), many)


def _times(recount: Recount, *, is_broken_down: bool) -> Iterator[frozenset[Life]]:
    yield from recount.times
    if is_broken_down:
        shown = {line.lives for line in recount.lines if line.row.value is not None}
        corrected = frozenset().union(*recount.corrected)
        between = {one - other for one in shown for other in shown} - set(recount.times)
        yield from sorted((b for b in between if b and b <= corrected), key=sorted)


def _told_apart(recount: Recount, name: str) -> tuple[np.ndarray, int]:
    """For each kind the number of its class of values, and how many classes figures make."""
    at = NAMES.index(name)
    sets = {line.values[name] for line in recount.lines if name in line.values}
    traces: dict[tuple[bool, ...], int] = {}
    of_value = {
        value: traces.setdefault(tuple([value in each for each in sets]), len(traces))
        for value in sorted({*DIMENSIONS[name].values, *(k.path[at] for k in recount.kinds)})
    }
    of_kind = np.array([of_value[kind.path[at]] for kind in recount.kinds], dtype=np.int64)
    return of_kind, len(traces)
