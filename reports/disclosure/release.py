"""What is published: one object from which page, chart, CSV and PDF all derive.

A hidden value is not in the object at all (`None`), so nothing that is drawn from it can betray
it. `below` says "less than so many" and is known to the public as well.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import cached_property
from typing import Any

from .categories import DIMENSIONS
from .records import Snapshot

#: The one symbol for everything that is not shown (tidak ditampilkan).
HIDDEN = "t.d."
#: The axis along which time is told apart.
SEMESTER = "semester"


class BrokenRelease(ValueError):
    """A release or ledger that contradicts itself."""


@dataclass(frozen=True)
class Group:
    """A category of a table as it was published: what it was called and what it held."""

    code: str
    label: str
    values: tuple[str, ...]


@dataclass(frozen=True)
class Axis:
    """One dimension of a table at the recode that was used."""

    dimension: str
    label: str
    recode: str
    groups: tuple[Group, ...]

    def group(self, code: str) -> Group:
        """The group of that code."""
        return next(group for group in self.groups if group.code == code)


@dataclass(frozen=True)
class Row:
    """One published figure: a group code per axis (None = all), and its value or None = hidden."""

    cell: tuple[str | None, ...]
    value: int | None
    below: int | None = None


@dataclass(frozen=True)
class Table:
    """Rows over axes, counted among the cases of the semesters `period`; margins are rows too."""

    axes: tuple[Axis, ...]
    period: tuple[str, ...]
    rows: tuple[Row, ...]

    def __post_init__(self) -> None:
        if not self.period or list(self.period) != sorted(set(self.period)):
            raise BrokenRelease("a period is one or more semesters in order")
        if len({row.cell for row in self.rows}) != len(self.rows):
            raise BrokenRelease("one cell stands twice in the table")
        if any(len(row.cell) != len(self.axes) for row in self.rows):
            raise BrokenRelease("a cell names one group for each axis")
        if any(row.value is not None and row.below is not None for row in self.rows):
            raise BrokenRelease("a figure is shown, hidden, or said to be below a number")

    def row(self, cell: Sequence[str | None]) -> Row:
        """The figure of a cell."""
        return self._rows[tuple(cell)]

    @cached_property
    def _rows(self) -> dict[tuple[str | None, ...], Row]:
        return {row.cell: row for row in self.rows}

    @property
    def total(self) -> int | None:
        """How many cases the table counts, if that is shown."""
        row = self._rows.get((None,) * len(self.axes))
        return row.value if row else None

    def values(self, row: Row) -> dict[str, frozenset[str]]:
        """Which finest values of which dimensions a figure counts (left-out dimensions: any)."""
        return {
            axis.dimension: frozenset(
                map(DIMENSIONS[axis.dimension].current, axis.group(code).values)
            )
            for axis, code in zip(self.axes, row.cell, strict=True)
            if code is not None and axis.dimension != SEMESTER
        }

    def semesters(self, row: Row) -> frozenset[str]:
        """The semesters a figure counts."""
        for axis, code in zip(self.axes, row.cell, strict=True):
            if axis.dimension == SEMESTER and code is not None:
                return frozenset(axis.group(code).values)
        return frozenset(self.period)

    def label(self, row: Row, *, whole: str = "Jumlah") -> tuple[str, ...]:
        """What each axis calls the cell."""
        return tuple(
            whole if code is None else axis.group(code).label
            for axis, code in zip(self.axes, row.cell, strict=True)
        )

    @staticmethod
    def text(row: Row) -> str:
        """The figure as it is shown."""
        if row.below is not None:
            return f"kurang dari {row.below}"
        return HIDDEN if row.value is None else str(row.value)

    def percent(self, row: Row, *, of: Row | None = None) -> int | None:
        """Whole percent of another shown figure (default: the total); None unless both shown."""
        whole = of.value if of else self.total
        if row.value is None or not whole:
            return None
        return round(100 * row.value / whole)

    def lines(self) -> Iterator[tuple[tuple[str, ...], str]]:
        """Labels and text of every figure in the order of the groups, never of the counts."""
        for row in self.rows:
            yield self.label(row), self.text(row)


@dataclass(frozen=True)
class Release:
    """One act of publishing. It is never unsaid: withdrawn or corrected, it stays known."""

    number: int
    topic: str
    table: Table
    snapshot: str
    k: int
    corrects: int | None = None

    @cached_property
    def json(self) -> str:
        """The canonical serialisation."""
        return json.dumps(asdict(self), sort_keys=True, ensure_ascii=False, separators=(",", ":"))

    @cached_property
    def sha256(self) -> str:
        """The hash of the canonical serialisation."""
        return hashlib.sha256(self.json.encode()).hexdigest()

    @classmethod
    def from_json(cls, text: str, *, sha256: str | None = None) -> "Release":
        """A stored release; refuses one that no longer fits its hash."""
        data = json.loads(text)
        release = cls(
            number=data["number"],
            topic=data["topic"],
            table=_table(data["table"]),
            snapshot=data["snapshot"],
            k=data["k"],
            corrects=data["corrects"],
        )
        if sha256 is not None and release.sha256 != sha256:
            raise BrokenRelease("the content of the release does not fit its hash")
        return release


def _table(data: Mapping[str, Any]) -> Table:
    axes = tuple(
        Axis(
            axis["dimension"],
            axis["label"],
            axis["recode"],
            tuple(Group(g["code"], g["label"], tuple(g["values"])) for g in axis["groups"]),
        )
        for axis in data["axes"]
    )
    rows = tuple(Row(tuple(row["cell"]), row["value"], row["below"]) for row in data["rows"])
    return Table(axes, tuple(data["period"]), rows)


@dataclass(frozen=True)
class Ledger:
    """Every release ever made, withdrawn and corrected ones too, with their snapshots."""

    releases: tuple[Release, ...] = ()
    snapshots: tuple[Snapshot, ...] = ()

    def __post_init__(self) -> None:
        if len({snapshot.number for snapshot in self.snapshots}) != len(self.snapshots):
            raise BrokenRelease("two snapshots have one number")
        missing = {r.snapshot for r in self.releases} - {s.sha256 for s in self.snapshots}
        if missing:
            raise BrokenRelease("the snapshot of a release is missing or was changed")

    @cached_property
    def sha256(self) -> str:
        """The hash of all releases in order: the state that an audit speaks of."""
        text = "\n".join(release.sha256 for release in self.releases)
        return hashlib.sha256(text.encode()).hexdigest()

    @property
    def next_number(self) -> int:
        """The number of the release that would come next."""
        return max((release.number for release in self.releases), default=0) + 1

    def with_snapshot(self, snapshot: Snapshot) -> "Ledger":
        """The ledger with one more snapshot at hand (its hash stays: nothing was published)."""
        if any(known.sha256 == snapshot.sha256 for known in self.snapshots):
            return self
        return Ledger(self.releases, (*self.snapshots, snapshot))

    def with_release(self, release: Release, snapshot: Snapshot) -> "Ledger":
        """The ledger after one more release."""
        return Ledger((*self.releases, release), self.with_snapshot(snapshot).snapshots)


def rounded_median(numbers: Sequence[float], *, least: int = 10, to: int = 5) -> int | None:
    """The median of at least `least` numbers, rounded to `to`; None of fewer."""
    if len(numbers) < least:
        return None
    ordered = sorted(numbers)
    middle = len(ordered) // 2
    median = ordered[middle] if len(ordered) % 2 else (ordered[middle - 1] + ordered[middle]) / 2
    return round(median / to) * to
