"""Writes worlds of a grid out as the cases of other pasts, for the witness to count."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from functools import cache

import numpy as np

from .categories import DIMENSIONS
from .grid import Cells, Grid
from .history import STAYS, Life, Past, Version

Key = tuple[int, ...]
#: How far on the next part begins among the true kinds of cases.
STRIDE = 7


class Scribe:
    """Joins the clique tables of worlds to cases, along the tree (see `grid`, reduction 3).

    Whoever agrees in what two neighbours share is matched, in any order; cases that are known
    are taken out before, and put back afterwards. Each time atom is a problem of its own.
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
        self.times = range(len(grid.lifetimes))
        self.cells = [[n for n, cell in enumerate(grid.cells) if cell[1] == t] for t in self.times]
        self.kinds: list[list[Cells]] = [[] for _time in self.times]
        for time, kind in sorted({kind for case in grid.cases for kind in self.versions(case)}):
            self.kinds[time].append(kind)
        self._version = cache(self._version_of)
        self._turn = 0
        self._of = cache(self._of_kind)

    def versions(self, case: Cells) -> list[tuple[int, Cells]]:
        """The atoms of time that a case lies in, and its cells there: one, or more if corrected."""
        found: dict[int, Cells] = {}
        for cell in case:
            time = self.grid.cells[cell][1]
            found[time] = (*found.get(time, ()), cell)
        return list(found.items())

    def part(self, world: np.ndarray, time: int, first: Cells = ()) -> tuple[Past, set[Cells]]:
        """Cases of one time with the world's counts, and which of the true kinds are among them.

        `first` is one of them if it can be; as many others follow as there is room for, in
        another order each time: so all are in some.
        """
        past: Counter[Version] = Counter({self._version(time, None): 0})
        known: set[Cells] = set()
        self._turn += 1
        kinds = self.kinds[time]
        start = self._turn * STRIDE % max(1, len(kinds))
        cells = self.cells[time]
        left = dict(zip(cells, world[cells].tolist(), strict=True))
        for kind in (first, *kinds[start:], *kinds[:start]):
            if kind and kind not in known and all(left[cell] for cell in kind):
                for cell in kind:
                    left[cell] -= 1
                past[self._of(kind, time)] += 1
                known.add(kind)
        for key, many in self._joined(left):
            past[self._version(time, key)] += many
        return past, known

    def _of_kind(self, kind: Cells, time: int) -> Version:
        ((key, _one),) = self._joined(dict.fromkeys(kind, 1))
        return self._version(time, key)

    def _joined(self, counts: dict[int, int]) -> Sequence[tuple[Key, int]]:
        """The cases that these cells of one time hold, and how many of each."""
        tables: dict[int, list[tuple[Key, int]]] = defaultdict(list)
        for number, count in counts.items():
            if count:
                clique, _time, key = self.grid.cells[number]
                tables[clique].append((key, count))
        cases = tables[0]
        for other, in_cases, in_other, added in self.steps:
            waiting: dict[Key, list[tuple[Key, int]]] = defaultdict(list)
            for key, many in tables[other]:
                rest = tuple([key[n] for n in added])
                waiting[tuple([key[n] for n in in_other])].append((rest, many))
            cases = [
                (key + rest, many)
                for key, wanted in cases
                for rest, many in _taken(waiting[tuple([key[n] for n in in_cases])], wanted)
            ]
            if any(waiting.values()):
                raise ValueError("cliques hold different numbers of cases")
        return cases

    def _version_of(self, time: int, key: Key | None) -> Version:
        case = {} if key is None else dict(zip(self.names, key, strict=True))
        lifetime = self.grid.lifetimes[time]
        until = STAYS if lifetime.until < 0 else lifetime.until
        path = tuple(self.grid.atoms[name][case.get(name, 0)] for name in DIMENSIONS)
        return Version(path, Life(lifetime.semester, lifetime.first, until))


def _taken(waiting: list[tuple[Key, int]], wanted: int) -> Iterator[tuple[Key, int]]:
    """So many of those that wait."""
    while wanted:
        if not waiting:
            raise ValueError("neighbours do not agree in what they share")
        rest, many = waiting.pop()
        if many > wanted:
            waiting.append((rest, many - wanted))
        yield rest, min(many, wanted)
        wanted -= min(many, wanted)
