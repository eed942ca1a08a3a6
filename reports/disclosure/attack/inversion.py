"""An attacker who knows the algorithm, but not its secret.

A world is ruled out if the algorithm would not have hidden the same rows in it, whatever the
secret. This one tries some secrets of his own on every world of a small first release; a world
for which none of them gives the published pattern is ruled out. (With few secrets he rules out
too many, which only makes him look more dangerous than he is.)
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from hashlib import sha256

from reports.disclosure.grid import Grid, grids
from reports.disclosure.planner import shows_enough
from reports.disclosure.records import Snapshot
from reports.disclosure.relaxation import Unsolved
from reports.disclosure.release import Ledger, Release, Row, Table
from reports.disclosure.sensitive import Rules
from reports.disclosure.suppress import CannotHide, Suppression
from reports.disclosure.tables import hide
from reports.disclosure.utility import utility
from reports.disclosure.weights import weight

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
    (grid,) = grids((release,), (snapshot,))
    every = list(worlds(plain, most=most))
    rules = Rules(release.k)
    hidden = frozenset(n for n, row in enumerate(release.table.rows) if row.value is None)
    left, possible = every, []
    for number in range(tries):
        key = secret if number == 0 else sha256(b"%d" % number).digest()
        fits = [w for w in left if _hides(release, grid, plain, w, key, rules) == hidden]
        possible += fits
        left = [world for world in left if world not in set(fits)]
        intervals = [interval(line, possible) for line in plain.hidden] if possible else []
        if intervals and all(high - low >= release.k for low, high in intervals):
            break
    return [
        Inversion(line.name, line.truth, interval(line, every), interval(line, possible))
        for line in plain.hidden
    ]


def _hides(
    release: Release, grid: Grid, plain: Model, world: Sequence[int], secret: bytes, rules: Rules
) -> frozenset[int] | None:
    """What the algorithm would hide if the world were the truth."""
    counts = [sum(world[cell] for cell in line.cells) for line in plain.lines]
    small = {n for n, value in enumerate(counts) if rules.is_sensitive(value)}
    if any(release.table.rows[n].value is not None for n in small):
        return None
    rows = [Row(r.cell, v) for r, v in zip(release.table.rows, counts, strict=True)]
    full = Table(release.table.axes, release.table.period, tuple(rows))
    by_cells = {frozenset(f.cells): f.row for f in grid.figures if len(f.cells) == 1}
    truth = [counts[by_cells[frozenset({cell})]] for cell in range(len(grid.cells))]
    figures = tuple(replace(f, shown=counts[f.row], truth=counts[f.row]) for f in grid.figures)
    cases = tuple((cell,) for cell, value in enumerate(truth) if value)
    changed = replace(grid, figures=figures, truth=tuple(truth), cases=cases)
    weights = [weight(secret, release.topic, full, row) for row in full.rows]
    search = Suppression(changed, 0, weights, rules, deadline=float("inf"))
    try:
        return search.solve(lambda h: shows_enough(utility(hide(full, h), counts)))
    except (CannotHide, Unsolved):
        return None
