"""The attacker's knowledge in its plainest form: the full product of what the axes tell apart."""

from collections.abc import Iterable, Set
from dataclasses import dataclass
from itertools import chain, product

from reports.disclosure.categories import DIMENSIONS
from reports.disclosure.lifetimes import Lifetime, histories, regular_lifetimes
from reports.disclosure.release import SEMESTER, Ledger, Release


@dataclass(frozen=True)
class Line:
    """A published figure as a set of cells; value None = hidden."""

    cells: frozenset[int]
    value: int | None
    below: int | None
    truth: int
    name: str


@dataclass(frozen=True)
class Model:
    """All cells, all figures, and what the truth is (to judge the attack, not to make it)."""

    size: int
    lines: tuple[Line, ...]
    truth: tuple[int, ...]
    #: Cells of each irregular lifetime, and how many versions had it.
    irregular: tuple[tuple[frozenset[int], int], ...]

    @property
    def hidden(self) -> list[Line]:
        """Every figure that is not shown."""
        return [line for line in self.lines if line.value is None and line.below is None]


def model(ledger: Ledger, *, knows_unpublished: bool = False) -> Model:
    """The model of a whole ledger. Only for small ones: the product is not reduced.

    The attacker is told how many versions had each irregular lifetime that some figure tells apart
    from the regular ones; `knows_unpublished`: all of them, as only the office's staff could.
    """
    used = {release.snapshot for release in ledger.releases}
    snapshots = sorted(
        (s for s in ledger.snapshots if s.sha256 in used), key=lambda snapshot: snapshot.number
    )
    history = list(chain.from_iterable(histories(snapshots)))
    semesters = {s for release in ledger.releases for s in release.table.period}
    regular = {life for s in semesters for life in regular_lifetimes(s, snapshots)}
    lives = sorted({life for _path, life in history if life.semester in semesters} | regular)
    names = [name for name in DIMENSIONS if any(_groups(ledger, name))]
    parts = [sorted(set(_signatures(ledger, name).values())) for name in names]
    cells = {cell: number for number, cell in enumerate(product(lives, *parts))}
    truth = [0] * len(cells)
    for path, life in history:
        if life in lives:
            place = dict(zip(DIMENSIONS, path, strict=True))
            key = (life, *(_signatures(ledger, name)[place[name]] for name in names))
            truth[cells[key]] += 1
    lines: list[Line] = []
    counted: dict[Lifetime, set[tuple[int, frozenset[str]]]] = {life: set() for life in lives}
    for release in ledger.releases:
        moment = next(i for i, s in enumerate(snapshots) if s.sha256 == release.snapshot)
        lines += list(_lines(ledger, release, moment, names, cells, truth))
        for when in {release.table.semesters(row) for row in release.table.rows}:
            for life in lives:
                if _counts(life, when, moment):
                    counted[life].add((moment, when))
    looks_regular = [] if knows_unpublished else [counted[life] for life in regular]
    irregular = [
        (frozenset(n for cell, n in cells.items() if cell[0] == life), count)
        for life in lives
        if life not in regular and counted[life] not in looks_regular
        for count in [sum(1 for _path, other in history if other == life)]
    ]
    return Model(len(cells), tuple(lines), tuple(truth), tuple(irregular))


def _groups(ledger: Ledger, name: str) -> Iterable[frozenset[str]]:
    for release in ledger.releases:
        for axis in release.table.axes:
            if axis.dimension == name:
                yield from (frozenset(group.values) for group in axis.groups)


def _signatures(ledger: Ledger, name: str) -> dict[str, tuple[bool, ...]]:
    groups = list(dict.fromkeys(_groups(ledger, name)))
    return {v: tuple(v in group for group in groups) for v in DIMENSIONS[name].values}


def _lines(
    ledger: Ledger,
    release: Release,
    moment: int,
    names: list[str],
    cells: dict[tuple, int],
    truth: list[int],
) -> Iterable[Line]:
    table = release.table
    for row in table.rows:
        wanted: dict[str, set[tuple[bool, ...]]] = {}
        semesters = set(table.period)
        for axis, code in zip(table.axes, row.cell, strict=True):
            values = set(axis.group(code).values) if code is not None else set()
            if code is not None and axis.dimension == SEMESTER:
                semesters &= values
            elif code is not None:
                marks = _signatures(ledger, axis.dimension)
                wanted[axis.dimension] = {marks[value] for value in values}
        chosen = frozenset(
            number
            for (life, *marks), number in cells.items()
            if _counts(life, semesters, moment)
            and all(
                mark in wanted[name]
                for name, mark in zip(names, marks, strict=True)
                if name in wanted
            )
        )
        name = f"{release.number}:{'|'.join(code or '*' for code in row.cell)}"
        yield Line(chosen, row.value, row.below, sum(truth[n] for n in chosen), name)


def _counts(life: Lifetime, semesters: Set[str], moment: int) -> bool:
    return life.semester in semesters and life.is_seen_in(moment)
