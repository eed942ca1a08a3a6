"""How time and memory grow with the ledger, and what N = 12 and N = 35 get of each topic."""

from collections.abc import Iterator, Sequence
from random import Random
from resource import RUSAGE_SELF, getrusage
from time import process_time

from .attack.samples import YEAR, several_years, yearly
from .benchmark import ALL, SECRET
from .planner import plan
from .records import Snapshot
from .release import Ledger
from .sensitive import Rules

FIRST, LAST = 2020, 2026
TOPICS: tuple[tuple[str, ...], ...] = (
    *((name,) for name in ALL),
    ("age", "sex"),
    ("type", "sex"),
    ("district", "semester"),
)


#: What each rule costs is what comes without it.
WITHOUT = {
    "all rules": Rules(),
    "k = 3": Rules(3),
    "no insider": Rules(insiders=False),
    "zeros may be shown": Rules(zeros=False),
    "neither": Rules(insiders=False, zeros=False),
}


def topics(
    size: int, sets: int, *, keep_total: bool = True, rules: Rules | None = None
) -> Iterator[tuple[str, int, int, float]]:
    """For each topic: how often it was asked, how often its table came, mean share shown."""
    for dimensions in TOPICS:
        shares = []
        for seed in range(sets):
            frozen = yearly(size, Random(seed), is_skewed=seed % 2 == 1)  # noqa: S311 -- invented offices, the same in every run
            answer = plan(
                "topic",
                dimensions,
                YEAR,
                frozen,
                Ledger(),
                secret=SECRET,
                alternatives=0,
                keep_total=keep_total,
                rules=rules,
            )
            if answer.release and len(answer.release.table.axes) == len(dimensions):
                shares.append(answer.utility.nonzero_shown if answer.utility else 0.0)
        mean = sum(shares) / len(shares) if shares else 0.0
        yield " × ".join(dimensions), sets, len(shares), mean


def costs(size: int, sets: int) -> Iterator[tuple[str, dict[str, tuple[float, float]]]]:
    """For each rule left out: share of offices that got each topic, and non-zero cells shown."""
    for name, rules in WITHOUT.items():
        found = topics(size, sets, rules=rules)
        yield name, {topic: (came / asked, shown) for topic, asked, came, shown in found}


def growth(size: int, lengths: Sequence[int]) -> Iterator[tuple[int, int, float, float, float]]:
    """A new table with its audit on ledgers of these lengths: releases, asked, mean and most
    seconds (CPU), peak memory in MB. Seven years of yearly snapshots; the office asks its topics
    of every year and of all years, and when it has no new question, publishes old answers anew.
    """
    years = range(FIRST, LAST + 1)
    snapshots = several_years(size, years, Random(1), is_skewed=True)  # noqa: S311 -- invented offices
    ledger, spent = Ledger(), []
    questions = list(_questions(snapshots))
    length = 0
    for goal in sorted(lengths):
        while length < goal and questions:
            frozen, dimensions, period = questions.pop(0)
            started = process_time()
            answer = plan(
                "growth", dimensions, period, frozen, ledger, secret=SECRET, alternatives=0
            )
            spent.append(process_time() - started)
            if answer.release:
                ledger = ledger.with_release(answer.release, frozen)
            length = len(ledger.releases)
        while length < goal:
            again = ledger.releases[length % max(1, length // 2)]
            ledger = ledger.with_release(
                again, next(s for s in ledger.snapshots if s.sha256 == again.snapshot)
            )
            length += 1
        last = spent[-10:]
        yield length, len(spent), sum(last) / len(last), max(spent), _memory()
        frozen = snapshots[-1]
        started = process_time()
        plan("growth", ("sex", "outcome"), YEAR, frozen, ledger, secret=SECRET)
        spent.append(process_time() - started)


def _questions(
    snapshots: Sequence[Snapshot],
) -> Iterator[tuple[Snapshot, tuple[str, ...], tuple[str, ...]]]:
    for frozen in snapshots:
        year = int(frozen.taken[:4])
        this = (f"{year}-1", f"{year}-2")
        known = tuple(f"{y}-{half}" for y in range(FIRST, year + 1) for half in "12")
        for dimensions in TOPICS:
            yield frozen, dimensions, this
        for dimensions in (("age",), ("type",), ("sex",)):
            yield frozen, dimensions, known


def _memory() -> float:
    return getrusage(RUSAGE_SELF).ru_maxrss / 1024
