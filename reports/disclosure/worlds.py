"""The attacker's worlds: all non-negative integer tables that fit everything ever published.

A world that the solver finds is rounded and checked against every published figure in exact
integer arithmetic. Two worlds that differ by k in a figure prove that its interval is at least k
wide, whatever may be wrong with the solver: a bug can cause a refusal, never a false certificate.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from time import monotonic

import highspy
import numpy as np

from .grid import Cells, Grid

SOLVER = "HiGHS"
#: No world has more cases in a cell; a bound that only makes the attacker stronger.
ROOM = 1_000
#: How often, and with how much noise, a whole point is looked for before the integer programme.
NOISES, NOISE = 3, 1e-3
FAR = highspy.kHighsInf


class SolverFailed(Exception):
    """The solver was stopped, ran out of time, or found neither a world nor that there is none."""


@dataclass(frozen=True)
class Constraint:
    """low <= sum of some cells minus sum of others <= high."""

    plus: Cells
    minus: Cells
    low: float
    high: float


def knowledge(grid: Grid, *, sceptic: bool = False) -> list[Constraint]:
    """What every attacker knows; the sceptic knows only bounds of the irregular lifetimes."""
    known = {}
    for figure in grid.figures:
        if figure.shown is not None:
            known[figure.cells, "="] = Constraint(figure.cells, (), figure.shown, figure.shown)
        elif figure.below is not None:
            known[figure.cells, "<"] = Constraint(figure.cells, (), 0, figure.below - 1)
    links = [Constraint(one, other, 0, 0) for one, other in grid.links]
    times = [Constraint(cells, (), 0 if sceptic else n, n) for cells, n in grid.irregular]
    return [*known.values(), *links, *times]


class Worlds:
    """One attacker's worlds. Not for two threads at once."""

    def __init__(self, size: int, constraints: Sequence[Constraint], *, deadline: float) -> None:
        self.size = size
        self.constraints = list(constraints)
        self.deadline = deadline
        self._linear = self._model(whole=False)
        self._whole: highspy.Highs | None = None
        self._dual = np.zeros(0)
        self._noise = np.random.default_rng(1).random((NOISES, size)) * NOISE
        self.case: Cells = ()
        lengths = [len(c.plus) + len(c.minus) for c in self.constraints]
        self._index = np.array(
            [cell for c in self.constraints for cell in (*c.plus, *c.minus)], dtype=np.int64
        )
        self._sign = np.array(
            [s for c in self.constraints for s in [1] * len(c.plus) + [-1] * len(c.minus)],
            dtype=np.int64,
        )
        self._starts = np.concatenate([[0], np.cumsum(lengths)]).astype(np.int64)
        self._low = np.array([c.low for c in self.constraints])
        self._high = np.array([c.high for c in self.constraints])

    def _model(self, *, whole: bool) -> highspy.Highs:
        lp = highspy.HighsLp()
        lp.num_col_, lp.num_row_ = self.size, len(self.constraints)
        lp.col_cost_ = np.zeros(self.size)
        lp.col_lower_ = np.zeros(self.size)
        lp.col_upper_ = np.full(self.size, float(ROOM))
        lp.row_lower_ = np.array([float(c.low) for c in self.constraints])
        lp.row_upper_ = np.array([float(c.high) for c in self.constraints])
        lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        starts, index, value = [0], [], []
        for constraint in self.constraints:
            index += [*constraint.plus, *constraint.minus]
            value += [1.0] * len(constraint.plus) + [-1.0] * len(constraint.minus)
            starts.append(len(index))
        lp.a_matrix_.start_ = np.array(starts, dtype=np.int32)
        lp.a_matrix_.index_ = np.array(index, dtype=np.int32)
        lp.a_matrix_.value_ = np.array(value)
        model = highspy.Highs()
        model.silent()
        model.setOptionValue("threads", 1)
        if whole:
            lp.integrality_ = [highspy.HighsVarType.kInteger] * self.size
            # A third of the time, and never the one that finds a world of models this small.
            model.setOptionValue("mip_heuristic_run_feasibility_jump", "false")
        else:
            model.setOptionValue("presolve", "off")
            model.setOptionValue("solver", "simplex")
        model.setOptionValue("random_seed", 1)
        if model.passModel(lp) != highspy.HighsStatus.kOk:
            raise SolverFailed("the model was not accepted")
        return model

    def is_world(self, world: np.ndarray) -> bool:
        """Whether integer cells fit all constraints, in exact arithmetic."""
        if (world < 0).any() or (world[list(self.case)] < 1).any():
            return False
        if not self.constraints:
            return True
        sums = np.add.reduceat(np.append(world[self._index] * self._sign, 0), self._starts)[:-1]
        return bool(((sums >= self._low) & (sums <= self._high)).all())

    def know(self, cells: Cells = ()) -> None:
        """Let the attacker know that each of these cells holds a case (none: forget it)."""
        for model in (self._linear, self._whole):
            if model is not None:
                for cell in self.case:
                    model.changeColBounds(cell, 0.0, float(ROOM))
                for cell in cells:
                    model.changeColBounds(cell, 1.0, float(ROOM))
        self.case = cells

    def bound(self, cells: Iterable[int], *, highest: bool) -> tuple[float, np.ndarray] | None:
        """The linear bound of a figure and a point that reaches it; None if there is no world.

        Of the many points that reach it, a little noise in the costs nearly always finds a whole
        one: a sixth of the time that the integer programme takes.
        """
        found = self._solve(self._linear, cells, highest=highest)
        if found is None:
            return None
        value, point = found
        self._dual = np.array(self._linear.getSolution().row_dual)
        for noise in self._noise:
            if self.is_world(np.rint(point).astype(np.int64)):
                break
            again = self._solve(self._linear, cells, highest=highest, noise=noise)
            if again is not None:
                point = again[1]
        return value, point

    def proven_low(self, cells: Iterable[int]) -> float:
        """A lower bound of the figure whose `bound` was asked last (lowest), from the dual values
        alone: whatever they are, it holds (Neumaier & Shcherbina 2004).
        """
        dual = self._dual
        if len(dual) != len(self.constraints):
            raise SolverFailed("no dual values")
        reduced = np.zeros(self.size)
        reduced[list(cells)] = 1.0
        weights = np.repeat(dual, np.diff(self._starts)) * self._sign
        np.subtract.at(reduced, self._index, weights)
        floor = np.zeros(self.size)
        floor[list(self.case)] = 1.0
        rows = np.where(dual > 0, dual * self._low, dual * self._high)
        columns = np.where(reduced > 0, reduced * floor, reduced * ROOM)
        return float(rows.sum() + columns.sum())

    def reach(self, cells: Iterable[int], *, highest: bool) -> tuple[float, np.ndarray] | None:
        """The integer bound of a figure and a world that reaches it; None if there is no world."""
        if self._whole is None:
            self._whole = self._model(whole=True)
            for cell in self.case:
                self._whole.changeColBounds(cell, 1.0, float(ROOM))
        found = self._solve(self._whole, cells, highest=highest)
        if found is None:
            return None
        world = np.rint(found[1]).astype(np.int64)
        if not self.is_world(world):
            raise SolverFailed("the solver's answer does not fit what was published")
        return round(found[0]), world

    def _solve(
        self,
        model: highspy.Highs,
        cells: Iterable[int],
        *,
        highest: bool,
        noise: np.ndarray | float = 0.0,
    ) -> tuple[float, np.ndarray] | None:
        left = self.deadline - monotonic()
        if left <= 0:
            raise SolverFailed("time ran out")
        cost = np.zeros(self.size)
        cost[list(cells)] = -1.0 if highest else 1.0
        cost += noise
        model.changeColsCost(self.size, np.arange(self.size, dtype=np.int32), cost)
        model.setOptionValue("time_limit", model.getRunTime() + left)
        model.run()
        status = model.getModelStatus()
        if status == highspy.HighsModelStatus.kInfeasible:
            return None
        if status != highspy.HighsModelStatus.kOptimal:
            raise SolverFailed(model.modelStatusToString(status))
        value = model.getInfo().objective_function_value
        point = np.array(model.getSolution().col_value)
        return (-value if highest else value), point


def solver_version() -> str:
    """Name and version of the solver, for the certificate."""
    return f"{SOLVER} {highspy.Highs().version()}"


class Pool:
    """Worlds found so far, and the interval that they prove for each of some figures."""

    def __init__(self, figures: Sequence[Cells], size: int) -> None:
        self._index = np.array([cell for cells in figures for cell in cells], dtype=np.int64)
        lengths = [len(cells) for cells in figures]
        self._starts = np.concatenate([[0], np.cumsum(lengths)]).astype(np.int64)
        self.found = 0
        self._worlds = np.zeros((64, size), dtype=np.int32)
        self._values = np.zeros((64, len(figures)), dtype=np.int32)

    def add(self, world: np.ndarray) -> np.ndarray:
        """Keep a world; returns its value of each figure."""
        if self.found == len(self._worlds):
            self._worlds = np.vstack([self._worlds, np.zeros_like(self._worlds)])
            self._values = np.vstack([self._values, np.zeros_like(self._values)])
        values = np.add.reduceat(np.append(world[self._index], 0), self._starts)[:-1]
        self._worlds[self.found], self._values[self.found] = world, values
        self.found += 1
        return values

    def intervals(self, case: Cells = ()) -> tuple[np.ndarray, np.ndarray]:
        """Lowest and highest value of each figure in the worlds that hold the case."""
        values = self._values[: self.found]
        if case:
            values = values[(self._worlds[: self.found, list(case)] > 0).all(axis=1)]
        if not len(values):
            none = np.zeros(values.shape[1], dtype=np.int32)
            return none, none - 1
        return values.min(axis=0), values.max(axis=0)

    def world(self, number: int) -> np.ndarray:
        """One of the worlds."""
        return self._worlds[number]

    def extremes(self, figures: Sequence[int]) -> list[int]:
        """The numbers of the worlds in which one of the figures is lowest or highest."""
        values = self._values[: self.found, list(figures)]
        return sorted({*values.argmin(axis=0).tolist(), *values.argmax(axis=0).tolist()})

    def spread(
        self, figures: Sequence[int], widths: Sequence[int], beside: Sequence[int], case: Cells = ()
    ) -> list[int]:
        """As few more worlds holding the case as it takes, beside those, to have each figure as
        far apart as it must be, if in any two it is.
        """
        values = self._values[:, list(figures)]
        chosen = list(beside)
        apart = np.ptp(values[chosen], axis=0) if chosen else np.zeros(len(figures), dtype=int)
        if (apart >= np.array(widths)).all():
            return []
        held = np.flatnonzero((self._worlds[: self.found, list(case)] > 0).all(axis=1))
        lowest, highest = held[values[held].argmin(axis=0)], held[values[held].argmax(axis=0)]
        for place in np.flatnonzero(apart < np.array(widths)).tolist():
            if not chosen or np.ptp(values[chosen, place]) < widths[place]:
                chosen += [int(lowest[place]), int(highest[place])]
        return sorted(set(chosen[len(beside) :]))

    def reaching(
        self, figures: Sequence[int], least: Sequence[int], beside: Sequence[int]
    ) -> list[int]:
        """As few more worlds as it takes to have each figure as high as it must be in one of
        them, or of those beside, if in any it is.
        """
        is_high = self._values[: self.found, list(figures)] >= np.array(least, dtype=np.int32)
        missing = is_high.any(axis=0) & ~is_high[list(beside)].any(axis=0)
        chosen = []
        while missing.any():
            chosen.append(int(is_high[:, missing].sum(axis=1).argmax()))
            missing &= ~is_high[chosen[-1]]
        return chosen
