"""Complementary suppression: the cheapest rows to hide so that nothing small becomes known.

An integer programme over one switch for each row, solved by cutting planes (Fischetti & Salazar
2001). For a choice of hidden rows the attacker's linear programme bounds every sensitive figure.
Where an interval is too narrow, the dual solution names the shown rows that the bound rests on:
as long as all of them are shown it holds, so at least one must be hidden. That is the cut.

The auditor has the last word. Only when it refuses are people who know one case looked at here
too; what it still refuses although all linear bounds are wide enough is forbidden as such.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from math import ceil, floor
from time import monotonic

import highspy
import numpy as np

from .grid import Cells, Grid
from .relaxation import Relaxation, Sums, Unsolved
from .sensitive import Rules
from .targets import Target, targets

ROUNDS = 80
CUTS_A_ROUND = 8
EASE = 1e-6


#: Of these rows at least one must be hidden; if a row is named, only where that one is hidden.
Cut = tuple[frozenset[int], int | None]
#: How much a row counts, and how much may be hidden of it all.
Limit = tuple[Mapping[int, float], float]


class CannotHide(Exception):
    """Whatever is hidden of the new table within its limits, something small becomes known."""


@dataclass(frozen=True)
class Rows:
    """The new table's rows in the grid: their cells, their true counts, what hiding costs."""

    cells: tuple[Cells, ...]
    truth: tuple[int, ...]
    weights: tuple[float, ...]


class Suppression:
    """Chooses which rows of the release at `position` to hide beside those that must be."""

    def __init__(
        self,
        grid: Grid,
        position: int,
        weights: Sequence[float],
        rules: Rules,
        *,
        must: frozenset[int],
        deadline: float,
    ) -> None:
        mine = sorted((f for f in grid.figures if f.release == position), key=lambda f: f.row)
        self.rows = Rows(tuple(f.cells for f in mine), tuple(f.truth for f in mine), tuple(weights))
        self.others = replace(grid, figures=tuple(f for f in grid.figures if f.release != position))
        self.grid, self.rules, self.position, self.deadline = grid, rules, position, deadline
        #: Rows that stay shown, unless they must be hidden.
        self.kept: frozenset[int] = frozenset()
        self.must = must
        self.cuts: set[Cut] = set()
        self.knows_insiders = False
        self.number = {cells: n for n, cells in enumerate(self.rows.cells)}
        self.always = {target.cells for target in self._targets(self.must)}
        self.relaxation = Relaxation(self.others, self.rows.cells, self.rows.truth)

    def solve(self, limits: Sequence[Limit] = ()) -> frozenset[int]:
        """The rows to hide; raises `CannotHide`, or `Unsolved` if it takes too long.

        `limits`: what may be hidden at most, so that the table is still worth publishing.
        """
        for _round in range(ROUNDS):
            hidden = self._master(limits)
            new = self._violated(hidden)
            if not new:
                return hidden
            self.cuts |= new
        raise Unsolved("too many rounds")

    def refuse(self, hidden: frozenset[int]) -> None:
        """The auditor refused this choice: look at insiders too, then forbid it as such."""
        if self.knows_insiders:
            self._cut(frozenset(range(len(self.rows.truth))) - hidden)
        self.knows_insiders = True

    def _cut(self, rows: frozenset[int], unless_shown: int | None = None) -> Cut:
        if not rows and unless_shown is None:
            raise CannotHide
        self.cuts.add((rows, unless_shown))
        return rows, unless_shown

    def _master(self, limits: Sequence[Limit]) -> frozenset[int]:
        """The cheapest choice within the limits that meets all cuts."""
        if monotonic() > self.deadline:
            raise Unsolved("time ran out")
        lines = [
            (dict.fromkeys(rows, 1.0) | ({} if row is None else {row: -1.0}), float(row is None))
            for rows, row in sorted(self.cuts, key=_in_order)
            if not rows & self.must
        ]
        lines += [({row: -size for row, size in sizes.items()}, -most) for sizes, most in limits]
        size = len(self.rows.truth)
        lp = highspy.HighsLp()
        lp.num_col_, lp.num_row_ = size, len(lines)
        lp.col_cost_ = np.array(self.rows.weights)
        lp.col_lower_ = np.array([float(n in self.must) for n in range(size)])
        kept = self.kept - self.must
        lp.col_upper_ = np.array([float(n not in kept) for n in range(size)])
        lp.row_lower_ = np.array([least for _line, least in lines])
        lp.row_upper_ = np.full(len(lines), highspy.kHighsInf)
        lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        flat = [entry for line, _least in lines for entry in sorted(line.items())]
        lp.a_matrix_.start_ = np.cumsum([0, *(len(line) for line, _l in lines)]).astype(np.int32)
        lp.a_matrix_.index_ = np.array([row for row, _sign in flat], dtype=np.int32)
        lp.a_matrix_.value_ = np.array([sign for _row, sign in flat])
        lp.integrality_ = [highspy.HighsVarType.kInteger] * size
        model = highspy.Highs()
        model.silent()
        model.setOptionValue("threads", 1)
        model.setOptionValue("time_limit", max(0.1, self.deadline - monotonic()))
        model.passModel(lp)
        model.run()
        status = model.getModelStatus()
        if status == highspy.HighsModelStatus.kInfeasible:
            raise CannotHide
        if status != highspy.HighsModelStatus.kOptimal:
            raise Unsolved(model.modelStatusToString(status))
        chosen = np.array(model.getSolution().col_value)
        return frozenset(int(n) for n in np.flatnonzero(chosen > 0.5))

    def _violated(self, hidden: frozenset[int]) -> set[Cut]:
        """Cuts for figures that would become known if only these rows were hidden."""
        todo = self._targets(hidden)
        self.relaxation.hide(hidden)
        cuts = self._prove(todo, Sums([target.cells for target in todo]), ())
        if cuts or not self.knows_insiders:
            return cuts
        todo = [target for target in todo if target.is_for_insiders]
        sums = Sums([target.cells for target in todo])
        for case in self.grid.cases:
            cuts |= self._prove([target.known_by(case) for target in todo], sums, case)
            if len(cuts) >= CUTS_A_ROUND:
                break
        return cuts

    def _targets(self, hidden: frozenset[int]) -> list[Target]:
        figures = tuple(
            replace(f, shown=None) if f.release == self.position and f.row in hidden else f
            for f in self.grid.figures
        )
        return targets(replace(self.grid, figures=figures), self.rules)

    def _unless_shown(self, target: Target) -> int | None:
        """The row that the target is, if it is one only because others had to be hidden."""
        if target.cells in self.always:
            return None
        return self.number.get(target.cells)

    def _prove(self, todo: Sequence[Target], figures: Sums, case: Cells) -> set[Cut]:
        self.relaxation.know(case)
        low, high = self.relaxation.intervals(figures, case)
        cuts: set[Cut] = set()
        for number, target in enumerate(todo):
            if target.is_wide(ceil(low[number] - EASE), floor(high[number] + EASE)):
                continue
            if monotonic() > self.deadline:
                raise Unsolved("time ran out")
            before = len(self.relaxation.points)
            if low[number] > EASE:
                low[number] = self.relaxation.bound(target.cells, highest=False).value
            lowest, highest = ceil(low[number] - EASE), floor(high[number] + EASE)
            if not target.is_met(lowest, highest):
                most = self.relaxation.bound(target.cells, highest=True)
                if not target.is_met(lowest, floor(most.value + EASE)):
                    least = self.relaxation.bound(target.cells, highest=False)
                    rests_on = least.rests_on | most.rests_on
                    cuts.add(self._cut(rests_on, self._unless_shown(target)))
                    if len(cuts) >= CUTS_A_ROUND:
                        break
            if len(self.relaxation.points) == before:
                continue
            newest = self.relaxation.since(before, figures)
            low, high = np.minimum(low, newest.min(axis=0)), np.maximum(high, newest.max(axis=0))
        return cuts


def _in_order(cut: Cut) -> tuple[list[int], int]:
    rows, row = cut
    return sorted(rows), -1 if row is None else row
