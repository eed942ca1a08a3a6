"""A third attacker with another solver (OR-tools CP-SAT) on the unreduced model."""

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

    def interval(self, line: Line) -> tuple[int, int]:
        """The lowest and the highest value that fits."""
        target = sum(self.cells[n] for n in sorted(line.cells))
        self.model.minimize(target)
        low = self._solve()
        self.model.maximize(target)
        return low, self._solve()

    def _solve(self) -> int:
        solver = cp_model.CpSolver()
        solver.parameters.num_workers = 1
        solver.parameters.max_time_in_seconds = 60
        if solver.solve(self.model) != cp_model.OPTIMAL:
            raise RuntimeError("the attacker's solver gave up")
        return round(solver.objective_value)


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
