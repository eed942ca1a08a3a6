"""An attacker who knows the algorithm, but not its secret.

A world is ruled out if the algorithm would not have published the same tables in it, whatever the
secret. This one runs the planner on every world of a small ledger with the lots that favour what
was published most: if it does not hide the same rows for those, it does not for any, since fewer
of them, or others, would do. With the lots of some secrets of his own instead he finds which
worlds are *likely*; he then rules out too many.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import product

from reports.disclosure.candidate import table_at
from reports.disclosure.categories import DIMENSIONS
from reports.disclosure.lattice import Node
from reports.disclosure.records import Snapshot, StatRecord
from reports.disclosure.release import SEMESTER, Ledger, Release, Row, Table
from reports.disclosure.sensitive import Rules
from reports.disclosure.weights import DEAR, DOUBT, SPREAD, Lots

from .enumeration import interval, worlds
from .model import Line, Model

#: A case as far as the tables tell cases apart: one category of each dimension, for its group.
Kind = dict[str, str]


@dataclass(frozen=True)
class Inversion:
    """How far a hidden row can be narrowed: by figures alone, and by the algorithm as well."""

    name: str
    truth: int
    plain: tuple[int, int]
    inverted: tuple[int, int]


class Favouring:
    """The lots by which what was hidden is as likely to be hidden as any secret can make it."""

    def __init__(self, release: Release) -> None:
        self.hidden = {row.cell for row in release.table.rows if row.value is None}

    def cost(self, _table: Table, row: Row) -> float:
        """What hiding a row costs."""
        spread = 1 / SPREAD if row.cell in self.hidden else SPREAD
        return spread * (1.0 if any(row.cell) else DEAR)

    def hides_k(self, _table: Table, row: Row) -> bool:
        """Whether the row is hidden if it counts exactly k."""
        return any(row.cell) and row.cell in self.hidden and DOUBT > 0


def invert(
    releases: Sequence[Release],
    snapshot: Snapshot,
    *,
    tries: Iterable[Callable[[Release], Lots]] = (Favouring,),
    most: int = 3_000,
) -> list[Inversion]:
    """Attack releases, all of one snapshot; raises `TooMany` if their worlds cannot be listed.

    The attacker tries these lots on every world until what he cannot rule out is k wide
    everywhere, or he has tried them all.
    """
    kinds = list(_kinds(releases))
    plain = _as_published(releases, snapshot, kinds)
    every = list(worlds(plain, most=most))
    left, possible = every, []
    for lots in tries:
        fits = [world for world in left if _would_be(releases, snapshot, kinds, world, lots)]
        possible += fits
        left = [world for world in left if world not in set(fits)]
        intervals = [interval(line, possible) for line in plain.hidden] if possible else []
        if intervals and all(high - low >= releases[0].k for low, high in intervals):
            break
    if plain.truth not in possible:
        raise ValueError("the attacker has the algorithm wrong: he rules out the truth")
    return [
        Inversion(line.name, line.truth, interval(line, every), interval(line, possible))
        for line in plain.hidden
    ]


def _kinds(releases: Sequence[Release]) -> Iterator[Kind]:
    """All kinds of cases that the tables tell apart; what is finer, nobody is shown."""
    tables = [release.table for release in releases]
    axes = [axis for table in tables for axis in table.axes]
    semesters = sorted({semester for table in tables for semester in table.period})
    parts: list[list[str]] = []
    for name in (*DIMENSIONS, SEMESTER):
        groups = [group.values for axis in axes if axis.dimension == name for group in axis.groups]
        if name == SEMESTER:
            groups += [table.period for table in tables]
        first: dict[tuple[bool, ...], str] = {}
        for value in semesters if name == SEMESTER else DIMENSIONS[name].values:
            first.setdefault(tuple(value in group for group in groups), value)
        parts.append(list(first.values()))
    for values in product(*parts):
        yield dict(zip((*DIMENSIONS, SEMESTER), values, strict=True))


def _counts(table: Table, row: Row, kind: Kind) -> bool:
    return kind[SEMESTER] in table.period and all(
        code is None or kind[axis.dimension] in axis.group(code).values
        for axis, code in zip(table.axes, row.cell, strict=True)
    )


def _as_published(releases: Sequence[Release], snapshot: Snapshot, kinds: list[Kind]) -> Model:
    rows = [(release, row) for release in releases for row in release.table.rows]
    marks = [tuple(_counts(release.table, row, kind) for release, row in rows) for kind in kinds]
    place = {mark: number for number, mark in enumerate(marks)}
    truth = [0] * len(kinds)
    for record in snapshot.records:
        kind = {name: getattr(record, name) for name in (*DIMENSIONS, SEMESTER)}
        mark = tuple(_counts(release.table, row, kind) for release, row in rows)
        if any(mark):
            truth[place[mark]] += 1
    lines = []
    for number, (release, row) in enumerate(rows):
        cells = frozenset(cell for cell, mark in enumerate(marks) if mark[number])
        name = f"{release.number}:{'|'.join(code or '*' for code in row.cell)}"
        lines.append(Line(cells, row.value, row.below, sum(truth[cell] for cell in cells), name))
    return Model(len(kinds), tuple(lines), tuple(truth), ())


def _would_be(
    releases: Sequence[Release],
    snapshot: Snapshot,
    kinds: list[Kind],
    world: Sequence[int],
    lots: Callable[[Release], Lots],
) -> bool:
    """Whether the algorithm would publish the same tables if the world were the truth."""
    cases = [kind for kind, number in zip(kinds, world, strict=True) for _case in range(number)]
    there = Snapshot.of(
        [StatRecord(key=f"{number:016x}", **case) for number, case in enumerate(cases)],
        number=snapshot.number,
        taken=snapshot.taken,
        complete=snapshot.complete,
    )
    ledger = Ledger()
    for release in releases:
        node = Node((), release.table.period, release.table.axes, 0.0)
        if node.axes:  # a total alone is not chosen but left over
            found = table_at(
                node, release.topic, there, ledger, lots=lots(release), rules=Rules(release.k)
            )
            if found is None or found.rows != release.table.rows:
                return False
        ledger = ledger.with_release(replace(release, snapshot=there.sha256), there)
    return True
