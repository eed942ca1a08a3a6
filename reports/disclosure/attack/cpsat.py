"""A third attacker with another solver (OR-tools CP-SAT) on the unreduced model."""

from collections.abc import Iterable
from dataclasses import dataclass

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


def attack(model: Model, *, figures: Iterable[Line] | None = None) -> list[Finding]:
    """The exact interval of every hidden figure."""
    return [
        Finding(line, _extreme(model, line, highest=False), _extreme(model, line, highest=True))
        for line in (model.hidden if figures is None else figures)
    ]


def _extreme(model: Model, line: Line, *, highest: bool) -> int:
    solver_model = cp_model.CpModel()
    cells = [solver_model.new_int_var(0, MOST, "") for _cell in range(model.size)]
    for cell_set, count in model.irregular:
        solver_model.add(sum(cells[n] for n in cell_set) == count)
    for figure in model.lines:
        whole = sum(cells[n] for n in figure.cells)
        if figure.value is not None:
            solver_model.add(whole == figure.value)
        elif figure.below is not None:
            solver_model.add(whole < figure.below)
    target = sum(cells[n] for n in line.cells)
    if highest:
        solver_model.maximize(target)
    else:
        solver_model.minimize(target)
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.max_time_in_seconds = 60
    if solver.solve(solver_model) != cp_model.OPTIMAL:
        raise RuntimeError("the attacker's solver gave up")
    return round(solver.objective_value)


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
