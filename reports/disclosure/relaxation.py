"""The attacker's linear programme while the hidden rows of a table are being chosen."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import highspy
import numpy as np

from .grid import Cells, Grid

ROOM = 1_000.0
EASE = 1e-7


class Unsolved(Exception):
    """The solver gave no answer, or time ran out."""


@dataclass(frozen=True)
class Bound:
    """A linear bound, and the switchable rows whose dual value is not zero."""

    value: float
    rests_on: frozenset[int]


class Sums:
    """Adds up the cells of figures in many points at once."""

    def __init__(self, figures: Sequence[Cells]) -> None:
        self._index = np.array([cell for cells in figures for cell in cells], dtype=np.int64)
        self._starts = np.cumsum([0, *map(len, figures)])

    def of(self, points: np.ndarray) -> np.ndarray:
        """Points × cells to points × figures."""
        padded = np.zeros((len(points), len(self._index) + 1))
        padded[:, :-1] = points[:, self._index]
        return np.add.reduceat(padded, self._starts, axis=1)[:, :-1]


class Relaxation:
    """Cells >= 0 that fit the ledger and those rows of the new table that are shown."""

    def __init__(self, ledger: Grid, rows: Sequence[Cells], values: Sequence[int]) -> None:
        self.size = len(ledger.cells)
        self.values = np.array(values, dtype=float)
        self.rows = Sums(rows)
        self.count = len(rows)
        self.hidden: frozenset[int] = frozenset()
        self.case: Cells = ()
        self.points = np.array([ledger.truth], dtype=float)
        self.sums = self.rows.of(self.points)
        self.shared, self.own = 0, len(self.points)
        fixed: dict[tuple[Cells, Cells], tuple[int, int]] = {
            (f.cells, ()): (0, f.below - 1) for f in ledger.figures if f.below is not None
        }
        fixed |= {(f.cells, ()): (f.shown, f.shown) for f in ledger.figures if f.shown is not None}
        fixed |= dict.fromkeys(ledger.links, (0, 0))
        lines: list[Any] = [((c, ()), (v, v)) for c, v in zip(rows, values, strict=True)]
        lines += fixed.items()
        lines += [((cells, ()), (count, count)) for cells, count in ledger.irregular]
        self.model = self._load(lines)

    def _load(self, lines: Sequence[Any]) -> highspy.Highs:
        lp = highspy.HighsLp()
        lp.num_col_, lp.num_row_ = self.size, len(lines)
        lp.col_cost_, lp.col_lower_ = np.zeros(self.size), np.zeros(self.size)
        lp.col_upper_ = np.full(self.size, ROOM)
        lp.row_lower_ = np.array([float(low) for _key, (low, _high) in lines])
        lp.row_upper_ = np.array([float(high) for _key, (_low, high) in lines])
        entries = [[*((c, 1.0) for c in a), *((c, -1.0) for c in b)] for (a, b), _bounds in lines]
        lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        lp.a_matrix_.start_ = np.cumsum([0, *map(len, entries)]).astype(np.int32)
        flat = [entry for line in entries for entry in line]
        lp.a_matrix_.index_ = np.array([cell for cell, _sign in flat], dtype=np.int32)
        lp.a_matrix_.value_ = np.array([sign for _cell, sign in flat])
        model = highspy.Highs()
        model.silent()
        model.setOptionValue("threads", 1)
        model.setOptionValue("presolve", "off")
        model.setOptionValue("solver", "simplex")
        model.setOptionValue("random_seed", 1)
        model.passModel(lp)
        return model

    def hide(self, hidden: frozenset[int]) -> None:
        """Show all rows of the new table but these."""
        for row in hidden - self.hidden:
            self.model.changeRowBounds(row, 0.0, highspy.kHighsInf)
        for row in self.hidden - hidden:
            self.model.changeRowBounds(row, self.values[row], self.values[row])
        self.hidden = hidden

    def know(self, case: Cells) -> None:
        """Let the attacker know a case (none: forget it)."""
        for cell in set(self.case) - set(case):
            self.model.changeColBounds(cell, 0.0, ROOM)
        for cell in set(case) - set(self.case):
            self.model.changeColBounds(cell, 1.0, ROOM)
        self.case = case

    def bound(self, cells: Cells, *, highest: bool) -> Bound:
        """The bound of a figure; its point is kept."""
        cost = np.zeros(self.size)
        cost[list(cells)] = -1.0 if highest else 1.0
        self.model.changeColsCost(self.size, np.arange(self.size, dtype=np.int32), cost)
        self.model.run()
        status = self.model.getModelStatus()
        if status != highspy.HighsModelStatus.kOptimal:
            raise Unsolved(self.model.modelStatusToString(status))
        solution = self.model.getSolution()
        point = np.array([solution.col_value])
        self.points = np.vstack([self.points, point])
        self.sums = np.vstack([self.sums, self.rows.of(point)])
        duals = np.abs(np.array(solution.row_dual)[: self.count]) > EASE
        rests_on = frozenset(int(row) for row in np.flatnonzero(duals)) - self.hidden
        value = float(point[0][list(cells)].sum())
        return Bound(value, rests_on)

    def share(self, worlds: list[np.ndarray]) -> None:
        """Learn the worlds that an auditor found, and leave it the whole points found here."""
        learnt = np.array(worlds[self.shared :], dtype=float).reshape(-1, self.size)
        found = self.points[self.own :]
        whole = found[(np.abs(found - np.rint(found)) < EASE).all(axis=1)]
        worlds += list(np.rint(whole).astype(np.int64))
        self.points = np.vstack([self.points, learnt])
        self.sums = np.vstack([self.sums, self.rows.of(learnt)])
        self.shared, self.own = len(worlds), len(self.points)

    def intervals(self, figures: Sums, case: Cells) -> tuple[np.ndarray, np.ndarray]:
        """What the points found so far prove, for those that fit the present choice."""
        shown = [row for row in range(self.count) if row not in self.hidden]
        fits = (np.abs(self.sums[:, shown] - self.values[shown]) < EASE).all(axis=1)
        if case:
            fits &= self.points[:, list(case)].min(axis=1) >= 1 - EASE
        counts = figures.of(self.points[fits])
        return counts.min(axis=0), counts.max(axis=0)

    def since(self, first: int, figures: Sums) -> np.ndarray:
        """What figures are in the points from that one on."""
        return figures.of(self.points[first:])
