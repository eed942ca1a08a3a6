"""Measures planner and auditor on random offices: attackers, baselines, utility, time.

Every set of data has a number, which is its seed, and leaves one line of JSON; a run that was
stopped goes on where it was. Needs OR-tools (requirements-dev.txt).
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from hashlib import sha256
from itertools import pairwise
from pathlib import Path
from random import Random
from time import process_time
from typing import Any

from .attack import baselines
from .attack.cpsat import Attack, differences
from .attack.enumeration import TooMany, interval, worlds
from .attack.inversion import Favouring, invert
from .attack.model import model
from .attack.samples import YEAR, monthly, yearly
from .categories import DIMENSIONS
from .grid import Cells, Grid, grids
from .planner import Plan, plan
from .records import Snapshot
from .release import SEMESTER, Ledger, Release, Table
from .sensitive import Rules
from .tables import axis, count, hide
from .weights import SecretLots
from .worlds import Pool, SolverFailed, Worlds, knowledge

SIZES = (12, 35, 56, 60, 200)
SECRET = b"the secret of the benchmark"
K = Rules().k
#: Kinds of sets in turn; a month's series costs several times what a table costs.
KINDS = ("two-way", "three-way", "hierarchy", "linked")
MONTHLY = ("monthly", "monthly two-way")
MONTHLY_EVERY = 101
MOST_CELLS = 1_500
#: What one can list: larger ones hardly ever come to an end.
MOST_LISTED, MOST_WORLDS = 24, 300
#: Somebody who knows even of corrections that nothing published shows: measured, not demanded.
OMNISCIENT = "cp-sat, told all corrections"
#: Every world of every so many sets is planned once by whoever knows the algorithm.
INVERT_EVERY, MOST_INVERTED = 3, 100
#: And with so many secrets of his own, to find what is likely: measured, not demanded.
LIKELY, LIKELY_EVERY, SECRETS = "inversion, likely worlds alone", 176, 64

Result = dict[str, Any]
Request = tuple[Snapshot, tuple[str, ...], tuple[str, ...]]
ALL = (*DIMENSIONS, SEMESTER)


def requests(number: int) -> tuple[str, int, bool, list[Request]]:
    """What is asked of the set of that number: kind, size, skewed or even, and the requests."""
    random = Random(number)  # noqa: S311 -- invented offices, the same in every run
    size = SIZES[number // len(KINDS) % len(SIZES)]
    is_skewed = bool(number // (len(KINDS) * len(SIZES)) % 2)
    if number % MONTHLY_EVERY == MONTHLY_EVERY - 1:
        series = monthly(size, random, is_skewed=is_skewed)
        names = random.sample(("age", "sex", "district"), 1 + number // MONTHLY_EVERY % 2)
        kind = MONTHLY[len(names) - 1]
        return kind, size, is_skewed, [(s, tuple(names), _months(s)) for s in series]
    kind = KINDS[number % len(KINDS)]
    frozen = yearly(size, random, is_skewed=is_skewed)
    one, two, three = random.sample(ALL, 3)
    asked: dict[str, list[tuple[str, ...]]] = {
        "two-way": [(one, two)],
        "three-way": [("age", "sex", SEMESTER)],
        "hierarchy": [("district",), ("district", two if two != "district" else three)],
        "linked": [(one,), (one, two), (two, three), (three,)],
    }
    return kind, size, is_skewed, [(frozen, dims, YEAR) for dims in asked[kind]]


def _months(frozen: Snapshot) -> tuple[str, ...]:
    year = frozen.taken[:4]
    return tuple(s for s in (f"{year}-1", f"{year}-2") if s <= frozen.taken)


def run_set(number: int) -> Result:
    """Publish, attack, and compare one set."""
    kind, size, is_skewed, asked = requests(number)
    ledger, plans = Ledger(), []
    for frozen, dimensions, period in asked:
        started = process_time()
        answer = plan(kind, dimensions, period, frozen, ledger, secret=SECRET, alternatives=0)
        plans.append((len(dimensions), answer, process_time() - started))
        if answer.release:
            ledger = ledger.with_release(answer.release, frozen)
    return {
        "set": number,
        "kind": kind,
        "size": size,
        "skewed": is_skewed,
        "asked": len(plans),
        "published": sum(not answer.is_refused for _n, answer, _s in plans),
        "tables": sum(_has_axes(answer) for _n, answer, _s in plans),
        "shown": [
            round(answer.utility.nonzero_shown, 3)
            for _n, answer, _s in plans
            if answer.utility and _has_axes(answer)
        ],
        "seconds": [round(s, 3) for _n, _answer, s in plans],
        "attacks": attacks(ledger, number),
        "baselines": compare(asked),
    }


def _has_axes(answer: Plan) -> bool:
    return bool(answer.release and answer.release.table.axes)


def attacks(ledger: Ledger, number: int) -> dict[str, list[int]]:
    """For each attacker: hidden figures attacked, exact, narrower than k."""
    found = {"highs": _judge(highs(ledger.releases, ledger.snapshots, enough=K))}
    if not ledger.releases:
        return found
    plain = model(ledger)
    if plain.size <= MOST_CELLS:
        narrow = differences(plain, K)
        found["cp-sat"] = _judge(Attack(plain).seen(plain.hidden, K))
        found["differences"] = [1, len(narrow), len(narrow)]
        told = model(ledger, knows_unpublished=True)
        if told.irregular != plain.irregular:
            found[OMNISCIENT] = _judge(Attack(told).seen(told.hidden, K))
    if plain.size <= MOST_LISTED:
        with suppress(TooMany):
            every = list(worlds(plain, most=MOST_WORLDS))
            found["enumeration"] = _judge(interval(line, every) for line in plain.hidden)
    return found | inversions(ledger, number)


def inversions(ledger: Ledger, number: int) -> dict[str, list[int]]:
    """The attackers who know the algorithm, on what hides something and is of one snapshot."""
    releases = ledger.releases
    found: dict[str, list[int]] = {}
    shown = [row.value for release in releases for row in release.table.rows if not row.below]
    if len(ledger.snapshots) > 1 or all(value is not None for value in shown):
        return found

    def tries(key: int) -> Callable[[Release], SecretLots]:
        secret = sha256(b"%d" % key).digest() if key else SECRET
        return lambda release: SecretLots(secret, release.topic)

    for name, every_so_many, guesses in (
        ("inversion", INVERT_EVERY, (Favouring,)),
        (LIKELY, LIKELY_EVERY, map(tries, range(SECRETS))),
    ):
        if number % every_so_many == 0:
            with suppress(TooMany):
                inverted = invert(releases, ledger.snapshots[0], tries=guesses, most=MOST_INVERTED)
                found[name] = _judge(each.inverted for each in inverted)
    return found


def _judge(intervals: Iterable[tuple[int, int]]) -> list[int]:
    pairs = list(intervals)
    exact = sum(low == high for low, high in pairs)
    return [len(pairs), exact, sum(high - low < K for low, high in pairs)]


def highs(
    releases: Sequence[Release], snapshots: Iterable[Snapshot], *, enough: int
) -> Iterator[tuple[int, int]]:
    """The informed attacker's interval of every hidden row, or so much that it is `enough` wide.

    Every world found for one figure also shows values of all others.
    """
    for grid in grids(releases, snapshots) if releases else ():
        attacker = Worlds(len(grid.cells), knowledge(grid), deadline=float("inf"))
        figures = list(dict.fromkeys(_hidden(grid)))
        pool = Pool(figures, len(grid.cells))
        for number, cells in enumerate(figures):
            for highest in (True, False):
                low, high = pool.intervals()
                if high[number] - low[number] < enough:
                    found = attacker.reach(cells, highest=highest)
                    if found is None:
                        raise SolverFailed("no world fits what was published")
                    pool.add(found[1])
            low, high = pool.intervals()
            yield int(low[number]), int(high[number])


def _hidden(grid: Grid) -> Iterator[Cells]:
    return (f.cells for f in grid.figures if f.shown is None and f.below is None)


BASELINES: Mapping[str, Callable[[Table], Table]] = {
    "plain": lambda full: hide(full, baselines.plain(full)),
    "next": lambda full: hide(full, baselines.next_smallest(full)),
    "acro": baselines.acro,
}


def compare(asked: Sequence[Request]) -> dict[str, dict[str, int]]:
    """What baselines leak and show of the same requests, each at its middle recode."""
    found = {}
    fulls = [(frozen, _middle(frozen, dims, period)) for frozen, dims, period in asked]
    for name, rule in BASELINES.items():
        tables = [(frozen, full, rule(full)) for frozen, full in fulls]
        nonzero = [
            (row.value, shown.value)
            for _f, full, table in tables
            for row, shown in zip(full.rows, table.rows, strict=True)
            if row.value and None not in row.cell
        ]
        leaks = sum(_leaks(frozen, table) for frozen, _full, table in tables if name != "acro")
        found[name] = {
            "tables": len(tables),
            "exact": leaks,
            "differences": _steps([table for _f, _full, table in tables]),
            "cells": len(nonzero),
            "shown": sum(shown is not None for _true, shown in nonzero),
        }
    return found


def _middle(frozen: Snapshot, dimensions: Sequence[str], period: Sequence[str]) -> Table:
    recodes = {
        name: DIMENSIONS[name].recodes[min(1, len(DIMENSIONS[name].recodes) - 1)].name
        for name in dimensions
        if name != SEMESTER
    }
    axes = [axis(name, recodes.get(name, "semester"), period) for name in dimensions]
    return count(axes, period, frozen)


def _leaks(frozen: Snapshot, table: Table) -> bool:
    """Whether a hidden count becomes exact from this table alone."""
    one = Release(1, "baseline", table, frozen.sha256, K)
    return any(low == high for low, high in highs((one,), (frozen,), enough=1))


def _steps(tables: Sequence[Table]) -> int:
    """Tables from which, minus the one before, a count of 1 to 4 can be read."""
    return sum(
        any(
            before.value is not None and now.value is not None and 0 < now.value - before.value < K
            for before, now in zip(one.rows, other.rows, strict=True)
        )
        for one, other in pairwise(tables)
        if one.axes == other.axes and one.period == other.period
    )


def run(
    store: Path, numbers: Sequence[int], *, progress: Callable[[str], object] = lambda _text: None
) -> list[Result]:
    """Run those sets that the store does not hold yet; returns all it holds."""
    results = load(store)
    done = {result["set"] for result in results}
    todo = [number for number in numbers if number not in done]
    with store.open("a", encoding="utf-8") as lines:
        for place, number in enumerate(todo, 1):
            results.append(run_set(number))
            lines.write(json.dumps(results[-1]) + "\n")
            lines.flush()
            if place % 25 == 0:
                progress(f"{place} / {len(todo)}")
    return results


def load(store: Path) -> list[Result]:
    """What a store holds."""
    if not store.exists():
        return []
    return [json.loads(line) for line in store.read_text(encoding="utf-8").splitlines()]
