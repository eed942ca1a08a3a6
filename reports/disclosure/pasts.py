"""Writes worlds of a grid out as the cases of other pasts, for the witness to count."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from functools import cache

import numpy as np

from .categories import DIMENSIONS
from .grid import Cells, Grid
from .history import STAYS, Life, Past, Version

Key = tuple[int, ...]


class Scribe:
    """Joins the clique tables of worlds to cases, along the tree (see `grid`, reduction 3).

    Whoever agrees in what two neighbours share is matched, in any order; cases that are known
    are taken out before, and put back afterwards.
    """

    def __init__(self, grid: Grid) -> None:
        self.grid = grid
        self.names = list(grid.cliques[0])
        #: For each further clique: what it shares with those before it (their places in both),
        #: and the places of what it adds.
        self.steps: list[tuple[int, list[int], list[int], list[int]]] = []
        for _one, other in grid.tree:
            mine = grid.cliques[other]
            shared = [name for name in mine if name in self.names]
            added = [name for name in mine if name not in self.names]
            self.steps.append(
                (
                    other,
                    [self.names.index(name) for name in shared],
                    [mine.index(name) for name in shared],
                    [mine.index(name) for name in added],
                )
            )
            self.names += added
        self.version = cache(self._version)
        self._of = cache(self._of_case)

    def past(self, world: np.ndarray, first: Cells = ()) -> tuple[Past, set[Cells]]:
        """A past with the world's counts, and which of the true kinds of cases are in it.

        `first` is one of them if it can be; as many others follow as there is room for.
        """
        left = world.copy()
        known: set[Cells] = set()
        for case in (first, *self.grid.cases) if first else self.grid.cases:
            cells = list(case)
            if case not in known and left[cells].all():
                left[cells] -= 1
                known.add(case)
        tables: dict[tuple[int, int], list[Key]] = defaultdict(list)
        for number in np.flatnonzero(left).tolist():
            clique, time, key = self.grid.cells[number]
            tables[clique, time] += [key] * int(left[number])
        found: Counter[Version] = Counter({self._of(case): 1 for case in known})
        for time in range(len(self.grid.lifetimes)):
            found[self.version(time, None)] += 0
            for each in self._joined(tables, time):
                found[self.version(time, each)] += 1
        return found, known

    def _of_case(self, case: Cells) -> Version:
        time = self.grid.cells[case[0]][1]
        alone = {self.grid.cells[n][:2]: [self.grid.cells[n][2]] for n in case}
        (known,) = self._joined(defaultdict(list, alone), time)
        return self.version(time, known)

    def _joined(self, tables: dict[tuple[int, int], list[Key]], time: int) -> Iterable[Key]:
        cases = tables[0, time]
        for other, in_cases, in_other, added in self.steps:
            waiting = defaultdict(list)
            for key in tables[other, time]:
                waiting[tuple([key[n] for n in in_other])].append(tuple([key[n] for n in added]))
            if len(cases) != len(tables[other, time]):
                raise ValueError("cliques hold different numbers of cases")
            try:
                cases = [case + waiting[tuple([case[n] for n in in_cases])].pop() for case in cases]
            except IndexError:
                raise ValueError("neighbours do not agree in what they share") from None
        return cases

    def _version(self, time: int, key: Key | None) -> Version:
        case = {} if key is None else dict(zip(self.names, key, strict=True))
        lifetime = self.grid.lifetimes[time]
        until = STAYS if lifetime.until < 0 else lifetime.until
        path = tuple(self.grid.atoms[name][case.get(name, 0)] for name in DIMENSIONS)
        return Version(path, Life(lifetime.semester, lifetime.first, until))
