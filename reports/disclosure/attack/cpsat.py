"""A third attacker with another solver (OR-tools CP-SAT) on the unreduced model."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from ortools.sat.python import cp_model

from .model import Line, Model

MOST = 1_000


@dataclass(frozen=True)
class Finding:
    """What the attacker knows of a figure afterwards."""

    line: Line
    low: int
    high: int

    @property
    def width(self) -> int:
        """How much is left open."""
        return self.high - self.low


class Attack:
    """All knowledge in one CP-SAT model, asked for one figure after the other."""

    def __init__(self, model: Model) -> None:
        self.model = cp_model.CpModel()
        self.cells = [self.model.new_int_var(0, MOST, "") for _cell in range(model.size)]
        known = set()
        for cells, count in model.irregular:
            known.add((cells, count, count))
        for line in model.lines:
            if line.value is not None:
                known.add((line.cells, line.value, line.value))
            elif line.below is not None:
                known.add((line.cells, 0, line.below - 1))
        for cells, low, high in known:
            whole = sum(self.cells[n] for n in sorted(cells))
            self.model.add_linear_constraint(whole, low, high)
        # Where to begin; a world more can only make what is known wider.
        for cell, count in zip(self.cells, model.truth, strict=True):
            self.model.add_hint(cell, count)

    def interval(self, line: Line) -> tuple[int, int]:
        """The lowest and the highest value that fits."""
        (low, _world), (high, _other) = self._reach(line), self._reach(line, highest=True)
        if low is None or high is None:
            raise RuntimeError("the attacker's solver gave up")
        return low, high

    def seen(self, lines: Sequence[Line], enough: int) -> Iterator[tuple[int, int]]:
        """An interval of each figure: the whole one, or so much of it that it is `enough` wide.

        Every world found for one figure also shows values of all others.
        """
        inside = np.zeros((len(lines), len(self.cells)), dtype=np.int64)
        for number, line in enumerate(lines):
            inside[number, sorted(line.cells)] = 1
        low, high = np.full(len(lines), MOST), np.zeros(len(lines), dtype=np.int64)
        for number, line in enumerate(lines):
            is_whole = True
            for highest in (True, False):
                if high[number] - low[number] < enough:
                    best, world = self._reach(line, highest=highest)
                    is_whole &= best is not None
                    values = inside @ world
                    low, high = np.minimum(low, values), np.maximum(high, values)
            if high[number] - low[number] < enough and not is_whole:
                raise RuntimeError("the attacker's solver gave up")
            yield int(low[number]), int(high[number])

    def _reach(self, line: Line, *, highest: bool = False) -> tuple[int | None, np.ndarray]:
        """The best value if it was reached, and the best world found."""
        target = sum(self.cells[n] for n in sorted(line.cells))
        if highest:
            self.model.maximize(target)
        else:
            self.model.minimize(target)
        solver = cp_model.CpSolver()
        solver.parameters.num_workers = 1
        solver.parameters.max_deterministic_time = 60  # as far on a busy machine as on an idle one
        status = solver.solve(self.model)
        if status not in {cp_model.OPTIMAL, cp_model.FEASIBLE}:
            raise RuntimeError("the attacker's solver found no world")
        best = round(solver.objective_value) if status == cp_model.OPTIMAL else None
        return best, np.array(solver.values(self.cells), dtype=np.int64)


def attack(model: Model) -> list[Finding]:
    """The exact interval of every hidden figure."""
    tried = Attack(model)
    return [Finding(line, *tried.interval(line)) for line in model.hidden]


def differences(model: Model, k: int) -> list[tuple[Line, Line, int]]:
    """Pairs of shown figures, one within the other, that differ by less than k cases.

    Figures that count the same cells differ by nothing and tell nothing.
    """
    shown = {line.cells: line for line in model.lines if line.value is not None}
    found = []
    for outer in shown.values():
        for inner in shown.values():
            if inner.cells < outer.cells:
                rest = (outer.value or 0) - (inner.value or 0)
                if rest < k:
                    found.append((outer, inner, rest))
    return found
