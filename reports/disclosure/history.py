"""Time and figures as the witness sees them, straight from snapshots and releases.

What `lifetimes` and `grid` say for the planner and the auditor is said here a second time, in
another way and from nothing but the published objects, so that one fault cannot be in both.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from .categories import DIMENSIONS
from .records import Snapshot
from .release import Release, Row

NAMES = tuple(DIMENSIONS)
#: The end of what still stands: after every snapshot.
STAYS = 10**9


class Life(NamedTuple):
    """A semester, and the snapshots [first, until) that held a case of it as it was."""

    semester: str
    first: int
    until: int


class Version(NamedTuple):
    """A case as it stood for a time: its finest categories, in the order of `DIMENSIONS`."""

    path: tuple[str, ...]
    life: Life


#: How many of each version there were. It speaks of all lives that are named, also with 0 cases,
#: and of those that figures tie to them.
Past = Mapping[Version, int]


@dataclass(frozen=True)
class Line:
    """A published figure: which lives and which values of which dimensions it counts."""

    release: int
    row: Row
    lives: frozenset[Life]
    values: Mapping[str, frozenset[str]]

    def is_within(self, other: "Line") -> bool:
        """Whether whatever it counts, the other counts too."""
        return self.lives <= other.lives and all(
            name in self.values and self.values[name] <= values
            for name, values in other.values.items()
        )

    @cached_property
    def meaning(self) -> tuple:
        """Equal for figures that count the same."""
        return self.lives, frozenset(self.values.items())

    @property
    def name(self) -> str:
        """Which figure of which release it is."""
        return f"release {self.release} cell {'|'.join(code or '*' for code in self.row.cell)}"


def in_order(releases: Sequence[Release], snapshots: Iterable[Snapshot]) -> list[Snapshot]:
    """The snapshots that something was published from, from the first to the last."""
    used = {release.snapshot for release in releases}
    return sorted((s for s in snapshots if s.sha256 in used), key=lambda snapshot: snapshot.number)


def histories(snapshots: Sequence[Snapshot]) -> list[list[Version]]:
    """Every case as it truly stood, for as long as it stood so; one that was corrected, in turn."""
    stood: dict[str, tuple[tuple[str, ...], int]] = {}
    found: dict[str, list[Version]] = {}
    for moment, snapshot in enumerate(snapshots):
        now = {record.key: record.path for record in snapshot.records}
        for key, (path, first) in list(stood.items()):
            if now.get(key) != path:
                found[key].append(Version(path[:-1], Life(path[-1], first, moment)))
                del stood[key]
        for key, path in now.items():
            stood.setdefault(key, (path, moment))
            found.setdefault(key, [])
    for key, (path, first) in stood.items():
        found[key].append(Version(path[:-1], Life(path[-1], first, STAYS)))
    return list(found.values())


def lives_in_time(semester: str, snapshots: Sequence[Snapshot]) -> Iterator[Life]:
    """Of cases that came in time: first held by a snapshot until their half-year was over."""
    for moment, snapshot in enumerate(snapshots):
        if snapshot.taken >= semester:
            yield Life(semester, moment, STAYS)
            if snapshot.taken > semester or snapshot.complete:
                return


def lines(
    releases: Sequence[Release], snapshots: Sequence[Snapshot], lives: Sequence[Life]
) -> Iterator[Line]:
    """Every figure ever published."""
    moments = {snapshot.sha256: moment for moment, snapshot in enumerate(snapshots)}
    for number, release in enumerate(releases):
        moment, table = moments[release.snapshot], release.table
        counted = {
            semesters: frozenset(
                life
                for life in lives
                if life.semester in semesters and life.first <= moment < life.until
            )
            for semesters in {table.semesters(row) for row in table.rows}
        }
        for row in table.rows:
            values = {
                name: chosen
                for name, chosen in table.values(row).items()
                if not chosen >= set(DIMENSIONS[name].values)
            }
            yield Line(number, row, counted[table.semesters(row)], values)
