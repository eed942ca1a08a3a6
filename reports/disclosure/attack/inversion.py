"""An attacker who knows the algorithm, but not its secret.

A world is ruled out if the algorithm would not have hidden the same rows in it, whatever the
secret. This one runs the planner on every world of a small first release with the costs that
favour what was published most: if it does not hide the same rows for those, it does not for any,
since fewer of them, or others, would do. With the costs of some secrets of his own instead he
finds which worlds are *likely*; he then rules out too many.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from reports.disclosure.candidate import table_at
from reports.disclosure.categories import DIMENSIONS
from reports.disclosure.lattice import Node
from reports.disclosure.records import Snapshot, StatRecord
from reports.disclosure.release import SEMESTER, Ledger, Release, Row, Table
from reports.disclosure.sensitive import Rules
from reports.disclosure.weights import DEAR, SPREAD, Cost

from .enumeration import interval, worlds
from .model import Line, Model, model


@dataclass(frozen=True)
class Inversion:
    """How far a hidden row can be narrowed: by figures alone, and by the algorithm as well."""

    name: str
    truth: int
    plain: tuple[int, int]
    inverted: tuple[int, int]


def favouring(release: Release) -> Cost:
    """The costs under which the rows that were hidden are as cheap as any secret can make them."""
    hidden = {row.cell for row in release.table.rows if row.value is None}

    def cost(_table: Table, row: Row) -> float:
        return (1 / SPREAD if row.cell in hidden else SPREAD) * (1.0 if any(row.cell) else DEAR)

    return cost


def invert(
    release: Release,
    snapshot: Snapshot,
    *,
    tries: Iterable[Cost] | None = None,
    most: int = 3_000,
) -> list[Inversion]:
    """Attack a release that is the only one; raises `TooMany` if its worlds cannot be listed.

    The attacker tries these costs, else those that favour the release, on every world, until
    what he cannot rule out is k wide everywhere, or he has tried them all.
    """
    plain = _as_published(release, snapshot)
    every = list(worlds(plain, most=most))
    left, possible = every, []
    for cost in tries or (favouring(release),):
        fits = [world for world in left if _would_be(release, snapshot, world, cost)]
        possible += fits
        left = [world for world in left if world not in set(fits)]
        intervals = [interval(line, possible) for line in plain.hidden] if possible else []
        if intervals and all(high - low >= release.k for low, high in intervals):
            break
    if plain.truth not in possible:
        raise ValueError("the attacker has the algorithm wrong: he rules out the truth")
    return [
        Inversion(line.name, line.truth, interval(line, every), interval(line, possible))
        for line in plain.hidden
    ]


def _as_published(release: Release, snapshot: Snapshot) -> Model:
    """The model whose cells are the table's own inner cells: what is finer, nobody is shown."""
    rows = release.table.rows
    truth = [line.truth for line in model(Ledger().with_release(release, snapshot)).lines]
    inner = [number for number, row in enumerate(rows) if None not in row.cell]
    lines = []
    for row, count in zip(rows, truth, strict=True):
        cells = frozenset(
            place
            for place, number in enumerate(inner)
            if all(
                code in (None, own) for code, own in zip(row.cell, rows[number].cell, strict=True)
            )
        )
        name = "|".join(code or "*" for code in row.cell)
        lines.append(Line(cells, row.value, row.below, count, name))
    return Model(len(inner), tuple(lines), tuple(truth[number] for number in inner), ())


def _would_be(release: Release, snapshot: Snapshot, world: Sequence[int], cost: Cost) -> bool:
    """Whether the algorithm would publish the same table if the world were the truth.

    How finely it looks into the groups is nothing to him: each stands for its first category.
    """
    axes, period = release.table.axes, release.table.period
    records: list[StatRecord] = []
    inner = (row.cell for row in release.table.rows if None not in row.cell)
    for codes, cases in zip(inner, world, strict=True):
        kind = {name: DIMENSIONS[name].values[0] for name in DIMENSIONS} | {SEMESTER: period[0]}
        for axis, code in zip(axes, codes, strict=True):
            kind[axis.dimension] = axis.group(code or "").values[0]
        records += [StatRecord(key=f"{len(records) + n:016x}", **kind) for n in range(cases)]
    there = Snapshot.of(
        records, number=snapshot.number, taken=snapshot.taken, complete=snapshot.complete
    )
    node = Node((), period, axes, 0.0)
    table = table_at(node, release.topic, there, cost=cost, rules=Rules(release.k))
    return table is not None and table.rows == release.table.rows
