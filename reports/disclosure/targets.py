"""The figures of a grid that must stay hidden, and how well."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from .grid import Cells, Grid
from .sensitive import Rules

NEVER = 10**9


@dataclass(frozen=True)
class Target:
    """A figure, and the width its interval must have unless it begins at `harmless`."""

    cells: Cells
    name: str
    width: int
    harmless: int
    is_published: bool
    is_for_insiders: bool

    def is_wide(self, low: int, high: int) -> bool:
        """Whether two values that are both possible leave enough open."""
        return high - low >= self.width

    def is_met(self, low: int, high: int) -> bool:
        """Whether proven outer bounds could be those of a protected figure."""
        return self.is_wide(low, high) or low >= self.harmless

    def known_by(self, case: Cells) -> "Target":
        """The target for somebody who knows a case."""
        return replace(self, width=self.width - 1) if case else self


def targets(
    grid: Grid, rules: Rules, *, told: Iterable[tuple[Cells, int]] | None = None
) -> list[Target]:
    """Hidden rows of all releases, and base cells that are not themselves shown.

    `told`: cells and how many cases the attacker believes to be in all of them; nothing within is
    wider than that.
    """
    found: dict[Cells, Target] = {}
    known = list(grid.irregular if told is None else told)
    said = [(f.cells, f.below - 1) for f in grid.figures if f.below is not None]
    limits = [(_counted_anywhere(grid, cells), most) for cells, most in (*said, *known)]
    wholes = {frozenset(cells) for cells, _count in known}

    def widest(cells: Cells, width: int) -> int:
        return min(width, *(most for whole, most in limits if whole.issuperset(cells)), width)

    for figure in grid.figures:
        if figure.shown is None:
            name = f"release {figure.release} row {figure.row}"
            width = widest(figure.cells, rules.k + rules.insiders)
            found.setdefault(
                figure.cells,
                Target(
                    figure.cells,
                    name,
                    width,
                    NEVER,
                    is_published=True,
                    is_for_insiders=width > rules.k,
                ),
            )
    shown = {f.cells for f in grid.figures if f.shown is not None and f.shown >= rules.k}
    empty = set() if rules.zeros else {n for n, count in enumerate(grid.truth) if not count}
    for cell in sorted(set(range(len(grid.cells))) - empty):
        if (cell,) not in found and (cell,) not in shown and frozenset({cell}) not in wholes:
            width = widest((cell,), rules.k)
            name = f"cell {grid.cells[cell]}"
            found[(cell,)] = Target(
                (cell,), name, width, rules.k, is_published=False, is_for_insiders=False
            )
    for cells, most in _corrected_between(grid, known):
        if cells not in found and cells not in shown and (rules.zeros or grid.value(cells)):
            width = widest(cells, min(rules.k, most))
            name = f"cells {[grid.cells[n] for n in cells]}"
            found[cells] = Target(
                cells, name, width, rules.k, is_published=False, is_for_insiders=False
            )
    return list(found.values())


def _corrected_between(
    grid: Grid, known: Iterable[tuple[Cells, int]]
) -> Iterator[tuple[Cells, int]]:
    """Cases of one kind among all that came late, or went, between two figures, and how many all
    are: one that came each month is no wider than one, but two that came in two months are two.
    """
    few = {}
    for cells, most in known:
        whens = {grid.cells[n][1] for n in cells}
        if len(whens) == 1:
            few[whens.pop()] = most
    counted = {
        frozenset(grid.cells[n][1] for n in f.cells) for f in grid.figures if f.shown is not None
    }
    kinds: dict[tuple[int, tuple[int, ...]], dict[int, int]] = defaultdict(dict)
    for n, (clique, time, key) in enumerate(grid.cells):
        kinds[clique, key][time] = n
    for times in sorted({one - other for one in counted for other in counted}, key=sorted):
        if len(times) > 1 and times <= few.keys():
            for (_clique, key), cell in kinds.items():
                if key:
                    yield tuple(cell[time] for time in sorted(times)), sum(few[t] for t in times)


def _counted_anywhere(grid: Grid, cells: Cells) -> frozenset[int]:
    """These cells; if they hold all cases of their times, those of all other cliques as well."""
    counted = frozenset(cells)
    here = {grid.cells[n][:2] for n in counted}
    if any(cell[:2] in here and n not in counted for n, cell in enumerate(grid.cells)):
        return counted
    times = {time for _clique, time in here}
    return frozenset(n for n, (_clique, time, _key) in enumerate(grid.cells) if time in times)
