"""The figures of a grid that must stay hidden, and how well."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from .grid import Cells, Grid
from .sensitive import Rules


@dataclass(frozen=True)
class Target:
    """A figure, the width its interval must have, and how far it must reach."""

    cells: Cells
    name: str
    width: int
    least_low: int
    least_high: int
    is_published: bool
    is_for_insiders: bool

    def is_met(self, low: int, high: int) -> bool:
        """Whether an interval is wide enough and lies around the truth."""
        return high - low >= self.width and low <= self.least_low and high >= self.least_high

    def known_by(self, case: Cells) -> "Target":
        """The target for somebody who knows a case: of one in it he knows that it is there."""
        if self.least_low or not set(case) & set(self.cells):
            return self
        return replace(self, least_low=1)


def targets(
    grid: Grid,
    rules: Rules,
    *,
    told: Iterable[tuple[Cells, int]] | None = None,
    is_right: bool = True,
) -> list[Target]:
    """Hidden rows of all releases, and base cells with a sensitive count.

    `told`: cells and how many cases the attacker believes to be in all of them; nothing within is
    wider than that. Who is wrong (`not is_right`) must only not be sure: the width counts, not
    where the truth lies.
    """
    found: dict[Cells, Target] = {}
    limits = [
        (frozenset(figure.cells), figure.below)
        for figure in grid.figures
        if figure.below is not None
    ]
    known = [(frozenset(c), n) for c, n in (grid.irregular if told is None else told)]
    limits += [(cells, count + 1) for cells, count in known]
    wholes = {cells for cells, _count in known}

    def add(cells: Cells, value: int, name: str, *, is_published: bool) -> None:
        below = min((limit for whole, limit in limits if whole.issuperset(cells)), default=None)
        width = rules.width(below=below)
        around = (max(0, value - 1), value + (below is None)) if is_right else (value + 10**9, 0)
        found.setdefault(
            cells, Target(cells, name, width, *around, is_published, is_published and below is None)
        )

    for figure in grid.figures:
        if figure.shown is None:
            name = f"release {figure.release} row {figure.row}"
            add(figure.cells, figure.truth, name, is_published=True)
    for cell, value in enumerate(grid.truth):
        if rules.is_sensitive(value) and frozenset({cell}) not in wholes:
            add((cell,), value, f"cell {grid.cells[cell]}", is_published=False)
    return list(found.values())
