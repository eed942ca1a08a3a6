"""An attacker who knows the algorithm, but not its secret.

A world is ruled out if the algorithm would not have hidden the same rows in it, whatever the
secret. This one tries some secrets of his own on every world of a small first release; a world
for which none of them gives the published pattern is ruled out. (With few secrets he rules out
too many, which only makes him look more dangerous than he is.)
"""

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256

from reports.disclosure.candidate import table_at
from reports.disclosure.categories import DIMENSIONS
from reports.disclosure.lattice import Node
from reports.disclosure.records import Snapshot, StatRecord
from reports.disclosure.release import SEMESTER, Ledger, Release
from reports.disclosure.sensitive import Rules

from .enumeration import interval, worlds
from .model import Model, model


@dataclass(frozen=True)
class Inversion:
    """How far a hidden row can be narrowed: by figures alone, and by the algorithm as well."""

    name: str
    truth: int
    plain: tuple[int, int]
    inverted: tuple[int, int]


def invert(
    release: Release, snapshot: Snapshot, secret: bytes, *, most: int = 3_000, tries: int = 64
) -> list[Inversion]:
    """Attack a release that is the only one; raises `TooMany` if its worlds cannot be listed.

    The attacker tries the true secret (so that the truth is among his worlds) and others, until
    what he cannot rule out is k wide everywhere, or he has tried them all.
    """
    plain = model(Ledger().with_release(release, snapshot))
    every = list(worlds(plain, most=most))
    left, possible = every, []
    for number in range(tries):
        key = secret if number == 0 else sha256(b"%d" % number).digest()
        fits = [world for world in left if _would_be(release, snapshot, plain, world, key)]
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


def _would_be(
    release: Release, snapshot: Snapshot, plain: Model, world: Sequence[int], secret: bytes
) -> bool:
    """Whether the algorithm would publish the same table if the world were the truth.

    How finely it looks into the groups is nothing to him: each stands for its first category.
    """
    axes, period = release.table.axes, release.table.period
    records: list[StatRecord] = []
    for row, line in zip(release.table.rows, plain.lines, strict=True):
        if None not in row.cell:
            kind = {name: DIMENSIONS[name].values[0] for name in DIMENSIONS} | {SEMESTER: period[0]}
            for axis, code in zip(axes, row.cell, strict=True):
                kind[axis.dimension] = next(g.values[0] for g in axis.groups if g.code == code)
            for _case in range(sum(world[cell] for cell in line.cells)):
                records.append(StatRecord(key=f"{len(records):016x}", **kind))
    there = Snapshot.of(
        records, number=snapshot.number, taken=snapshot.taken, complete=snapshot.complete
    )
    node = Node((), period, axes, 0.0)
    table = table_at(node, release.topic, there, secret=secret, rules=Rules(release.k))
    return table is not None and table.rows == release.table.rows
