"""Random offices: snapshots with few or many cases, skewed or even, frozen once or every month."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from random import Random
from typing import Any

from reports.disclosure.categories import DIMENSIONS, UNKNOWN
from reports.disclosure.records import Snapshot, StatRecord

YEAR = ("2026-1", "2026-2")


@dataclass(frozen=True)
class Office:
    """How cases fall on the categories: values and weights for each dimension."""

    weights: Mapping[str, tuple[Sequence[str], Sequence[float]]]

    @classmethod
    def at_random(cls, random: Random, *, is_skewed: bool) -> "Office":
        """Even, or each value half, a third, a quarter … as likely as the first."""
        weights = {}
        for name, dimension in DIMENSIONS.items():
            values = [value for value in dimension.values if value != UNKNOWN]
            random.shuffle(values)
            chances = [1 / (1 + place) if is_skewed else 1.0 for place in range(len(values))]
            weights[name] = (values, chances)
        return cls(weights)

    def value(self, name: str, random: Random) -> str:
        """A category drawn at random."""
        values, chances = self.weights[name]
        return random.choices(values, chances)[0]

    def record(self, number: int, semester: str, random: Random) -> StatRecord:
        """A case drawn at random."""
        drawn: dict[str, Any] = {name: self.value(name, random) for name in DIMENSIONS}
        return StatRecord(key=f"{number:016x}", semester=semester, **drawn)


def yearly(size: int, random: Random, *, is_skewed: bool) -> Snapshot:
    """One year's cases, frozen at its end."""
    office = Office.at_random(random, is_skewed=is_skewed)
    records = [office.record(n, random.choice(YEAR), random) for n in range(size)]
    return Snapshot.of(records, number=1, taken=YEAR[-1])


def several_years(
    size: int, years: Sequence[int], random: Random, *, is_skewed: bool
) -> list[Snapshot]:
    """About `size` cases a year, frozen at the end of each year."""
    office = Office.at_random(random, is_skewed=is_skewed)
    records: list[StatRecord] = []
    found: list[Snapshot] = []
    for year in years:
        for _case in range(max(1, size + random.randint(-size // 5, size // 5))):
            semester = f"{year}-{random.choice('12')}"
            records.append(office.record(len(records), semester, random))
        found.append(Snapshot.of(records, number=len(found) + 1, taken=f"{year}-2"))
    return found


def monthly(
    size: int,
    random: Random,
    *,
    months: int = 24,
    first_year: int = 2025,
    corrections: float = 0.3,
    is_skewed: bool = True,
) -> list[Snapshot]:
    """Frozen every month, `size` cases a year; with late entries, corrected and deleted cases."""
    office = Office.at_random(random, is_skewed=is_skewed)
    records: dict[int, StatRecord] = {}
    found: list[Snapshot] = []
    number = 0
    for month in range(months):
        semester = f"{first_year + month // 12}-{1 + month % 12 // 6}"
        arrivals = sum(random.random() < size / 240 for _chance in range(20))
        for _case in range(arrivals):
            late = found and random.random() < corrections / 10
            records[number] = office.record(number, found[0].taken if late else semester, random)
            number += 1
        if records and random.random() < corrections:
            chosen = random.choice(sorted(records))
            if random.random() < 0.2:
                del records[chosen]
            else:
                name = random.choice(list(DIMENSIONS))
                change: dict[str, Any] = {name: office.value(name, random)}
                records[chosen] = replace(records[chosen], **change)
        found.append(
            Snapshot.of(records.values(), number=month + 1, taken=semester, complete=month % 6 == 5)
        )
    return found
