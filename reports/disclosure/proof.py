"""As few of the worlds that were found as prove a release, written out for the witness."""

from collections.abc import Iterable, Iterator, Sequence
from time import monotonic

from .grid import Cells, Grid
from .history import Past, Version
from .pasts import Scribe
from .targets import Target
from .worlds import Pool, SolverFailed


class Proof:
    """The pasts of one attacker: all targets are as open in them as they must be."""

    def __init__(
        self, grid: Grid, targets: Sequence[Target], pool: Pool, *, k: int, deadline: float
    ) -> None:
        self.grid, self.targets, self.pool, self.k = grid, targets, pool, k
        self.deadline = deadline
        self.scribe = Scribe(grid)
        #: For each world and each time: its cases, written in one or several ways.
        self._parts: dict[int, list[list[Past]]] = {}
        #: The true kinds of cases that are in the parts of each world.
        self._knowing: dict[int, set[Cells]] = {}
        self._published = [n for n, target in enumerate(targets) if target.is_published]

    def pasts(self) -> Iterator[Past]:
        """All parts, put together to whole pasts; as many of a world as its longest row of parts.

        No figure tells which part of one time goes with which of another.
        """
        for times in self._parts.values():
            for number in range(max(map(len, times))):
                past: dict[Version, int] = {}
                for parts in times:
                    past |= parts[min(number, len(parts) - 1)]
                yield past

    def face_the_public(self, newest: int) -> None:
        """Hidden rows are wide, those of the newest release as wide as they were found; of no
        cell can be told that it holds few.
        """
        if not self.pool.found:  # an attacker from whom there is nothing to be kept
            return
        mine = {f.cells for f in self.grid.figures if f.release == newest}
        self._write(
            self.pool.extremes([n for n in self._published if self.targets[n].cells in mine])
        )
        widths = [self.targets[n].width for n in self._published]
        self._write(self.pool.spread(self._published, widths, list(self._knowing)))
        few = [
            n
            for n, target in enumerate(self.targets)
            if not target.is_published and self.grid.value(target.cells) < self.k
        ]
        widths = [self.targets[n].width for n in few]
        self._write(self.pool.reaching(few, widths, list(self._knowing)))

    def face_insiders(self) -> None:
        """Hidden rows are nearly as wide in the pasts that hold a case, whichever it is."""
        guarded = [n for n in self._published if self.targets[n].is_for_insiders]
        for case in self.grid.cases if guarded else ():
            with_case = [number for number, cases in self._knowing.items() if case in cases]
            self._write(self.pool.spread(guarded, [self.k] * len(guarded), with_case, case), case)

    def _write(self, worlds: Iterable[int], case: Cells = ()) -> None:
        for world in worlds:
            if world not in self._parts:
                self._parts[world] = [[] for _time in self.scribe.times]
                self._knowing[world] = set()
                for time in self.scribe.times:
                    self._write_part(world, time)
            if case and case not in self._knowing[world]:
                self._write_with(world, case)

    def _write_with(self, world: int, case: Cells) -> None:
        """Parts with each version of the case, at one place: they come into the same past."""
        parts, versions = self._parts[world], self.scribe.versions(case)
        place = max(len(parts[time]) for time, _kind in versions)
        for time, kind in versions:
            parts[time] += parts[time][-1:] * (place - len(parts[time]))
            self._write_part(world, time, kind)
        self._knowing[world].add(case)

    def _write_part(self, world: int, time: int, kind: Cells = ()) -> None:
        if monotonic() > self.deadline:
            raise SolverFailed("time ran out")
        part, kinds = self.scribe.part(self.pool.world(world), time, kind)
        self._parts[world][time].append(part)
        self._knowing[world] |= kinds
