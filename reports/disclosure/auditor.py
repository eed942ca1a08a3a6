"""The gate: proves that a release is safe together with every earlier one, or refuses.

It knows nothing of how the table was made. For both attackers (see `lifetimes`) it takes all
figures that must stay hidden – every hidden row of every release, and every cell of the base grid
that holds a sensitive count, for whatever shown figures give away by subtraction is a sum of such
cells, each then bounded by it – and looks for worlds that keep their intervals wide: first those
it has, then the vertices of the linear programme, then integer solutions. Hidden rows are audited
once more for each kind of case that somebody may know of.

What it finds it does not believe itself: the worlds are written out as cases (`proof`), and the
`witness`, who shares no code with planner, grid or solver, counts them again.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from time import monotonic

import numpy as np

from .certificate import Certificate, Refused
from .grid import Cells, Grid, TooLarge, grids
from .history import Past
from .proof import Proof
from .records import BrokenSnapshot
from .release import BrokenRelease, Ledger, Release
from .sensitive import Rules
from .targets import Target, targets
from .witness import confirm
from .worlds import Constraint, Pool, SolverFailed, Worlds, knowledge, solver_version

EASE = 1e-6
#: What rounding may have cost a bound from dual values; counts are whole, so it changes nothing.
SLACK = 1e-2


INFORMED, SCEPTIC = "informed", "sceptic"
#: Worlds that an attacker was shown, by grid and attacker.
Memory = defaultdict[tuple[object, str], list[np.ndarray]]


def audit(
    release: Release,
    ledger: Ledger,
    *,
    rules: Rules | None = None,
    time_limit: float = 20.0,
    memory: Memory | None = None,
) -> Certificate:
    """The certificate of a release on top of a ledger; raises `Refused`.

    `ledger` must know the release's snapshot (`Ledger.with_snapshot`) and all earlier releases.
    `memory`: worlds of earlier audits, to begin with; whatever is in it is checked like any other.
    """
    started = monotonic()
    rules = rules or Rules(release.k)
    memory = Memory(list) if memory is None else memory
    if release.k < rules.k or any(s.sha256 == release.snapshot for s in ledger.snapshots) is False:
        raise Refused("the release has a smaller k than the rules, or an unknown snapshot")
    if any(r.value is not None and rules.is_sensitive(r.value) for r in release.table.rows):
        raise Refused("a small count is shown")
    try:
        position = len(ledger.releases)
        parts = grids((*ledger.releases, release), ledger.snapshots, touched_by=position)
        audits = [
            Audit(part, rules, attacker, memory, deadline=started + time_limit)
            for part in parts
            for attacker in attackers(part, deadline=started + time_limit)
        ]
        for each in audits:
            each.face_the_public()
        for each in audits:
            each.face_insiders()
        pasts, beliefs = (
            [
                past
                for each in audits
                if each.attacker.is_right == is_right
                for past in each.proof(position)
            ]
            for is_right in (True, False)
        )
        testimony = confirm(
            release, ledger, pasts, rules, beliefs=beliefs, until=started + time_limit
        )
    except (SolverFailed, TooLarge, BrokenRelease, BrokenSnapshot, ValueError) as problem:
        raise Refused(f"nothing could be proven: {problem}") from problem
    return Certificate(
        release=release.sha256,
        snapshot=release.snapshot,
        ledger=ledger.sha256,
        k=rules.k,
        intervals=testimony.intervals,
        figures=sum(len(each.targets) for each in audits),
        guarded=sum(target.is_for_insiders for each in audits for target in each.targets),
        worlds=sum(each.pool.found for each in audits),
        pasts=testimony.pasts,
        attackers=tuple(sorted({each.attacker.name for each in audits})),
        solver=solver_version(),
        seconds=round(monotonic() - started, 3),
    )


class Attacker:
    """Somebody's knowledge; `is_right` if the truth is among the worlds."""

    def __init__(
        self,
        name: str,
        known: list[Constraint],
        told: Sequence[tuple[Cells, int]],
        *,
        is_right: bool,
    ) -> None:
        self.name = name
        self.known = known
        self.told = told
        self.is_right = is_right


def attackers(grid: Grid, *, deadline: float) -> Iterator[Attacker]:
    """The informed one, and the sceptic if he believes in fewer corrections than there were."""
    for figure in grid.figures:
        if figure.shown is not None and figure.shown != figure.truth:
            raise BrokenRelease("a shown figure is not what its snapshot counts")
        if figure.below is not None and figure.truth >= figure.below:
            raise BrokenRelease("a figure is not below what is said")
    yield Attacker(INFORMED, knowledge(grid), grid.irregular, is_right=True)
    corrected = tuple(cell for cells, _count in grid.irregular for cell in cells)
    if corrected:
        known = knowledge(grid, sceptic=True)
        fewest = Worlds(len(grid.cells), known, deadline=deadline).reach(corrected, highest=False)
        if fewest is None:
            raise SolverFailed("not even the truth was found to fit")
        if fewest[0] < grid.value(corrected):
            known.append(Constraint(corrected, (), 0, fewest[0]))
            told = [(corrected, int(fewest[0]))]
            # That he takes a correction for none is his belief, not something he was told.
            worlds = Worlds(len(grid.cells), known, deadline=deadline)
            for cells, _count in grid.irregular:
                most = worlds.reach(cells, highest=True)
                if most is None:
                    raise SolverFailed("no world fits the fewest corrections")
                told.append((cells, int(most[0])))
            yield Attacker(SCEPTIC, known, told, is_right=False)


class Audit:
    """One attacker against one component."""

    def __init__(
        self, grid: Grid, rules: Rules, attacker: Attacker, memory: Memory, *, deadline: float
    ) -> None:
        self.grid = grid
        self.rules = rules
        self.attacker = attacker
        self.targets = targets(grid, rules, told=attacker.told)
        self.worlds = Worlds(len(grid.cells), attacker.known, deadline=deadline)
        self.pool = Pool([target.cells for target in self.targets], len(grid.cells))
        if attacker.is_right:
            truth = np.array(grid.truth, dtype=np.int64)
            if not self.worlds.is_world(truth):
                raise BrokenRelease("the truth does not fit what was published")
            self.pool.add(truth)
        self.memory = memory[grid.cells, attacker.name]
        for world in self.memory:
            if self.worlds.is_world(world):
                self.pool.add(world)

    def face_the_public(self) -> None:
        """Widen every interval as far as it must be; raises `Refused` where that is impossible."""
        self._prove(())

    def face_insiders(self) -> None:
        """The same for everybody who knows one case; takes longer, so comes last."""
        if self.attacker.is_right and any(target.is_for_insiders for target in self.targets):
            for case in self.grid.cases:
                self._prove(case)

    def proof(self, newest: int) -> list[Past]:
        """Worlds that prove it, written out as cases."""
        proof = Proof(
            self.grid, self.targets, self.pool, k=self.rules.k, deadline=self.worlds.deadline
        )
        proof.face_the_public(newest)
        if self.attacker.is_right:
            proof.face_insiders()
        return list(proof.pasts())

    def _prove(self, case: Cells) -> None:
        """All intervals for somebody who knows the case (nobody's: for the public)."""
        self.worlds.know(case)
        self.low, self.high = self.pool.intervals(case)
        for number, target in enumerate(self.targets):
            if target.is_for_insiders or not case:
                self._widen(number, target.known_by(case))

    def _keep(self, world: np.ndarray) -> None:
        self.memory.append(world)
        values = self.pool.add(world)
        if (self.high < self.low).all():
            self.low, self.high = values, values
        self.low, self.high = np.minimum(self.low, values), np.maximum(self.high, values)

    def _widen(self, number: int, target: Target) -> None:
        """Find worlds until the interval is as wide as it must be; `Refused` if it cannot be."""

        def is_wide() -> bool:
            return target.is_wide(int(self.low[number]), int(self.high[number]))

        for ask in (self.worlds.bound, self.worlds.reach):
            outer: dict[bool, float] = {}
            for highest in (False, True):
                if is_wide():
                    return
                if not highest and self.low[number] == 0 <= self.high[number]:
                    outer[highest] = 0.0
                    continue
                found = ask(target.cells, highest=highest)
                if found is None:
                    raise Refused("no world fits", figure=target.name)
                outer[highest] = found[0]
                if ask == self.worlds.bound and not highest and self._is_harmless(target):
                    return
                world = np.rint(found[1]).astype(np.int64)
                if self.worlds.is_world(world):
                    self._keep(world)
            if is_wide():
                return
            low, high = int(np.ceil(outer[False] - EASE)), int(np.floor(outer[True] + EASE))
            if not target.is_met(low, high):
                who = "somebody who knows one case" if self.worlds.case else "anybody"
                raise Refused(
                    f"{who} could compute a figure too closely",
                    figure=target.name,
                    low=low,
                    high=high,
                )
        raise SolverFailed("bounds and worlds disagree")

    def _is_harmless(self, target: Target) -> bool:
        proven = self.worlds.proven_low(target.cells)
        return bool(np.ceil(proven - SLACK) >= target.harmless)
