"""Time as an attacker sees it: in which snapshots a version of a record can have been counted.

A base cell is a *record version*: its finest categories, its semester, the first snapshot that
holds it and the first that does not any more. Every figure of every release counts versions, so
the whole ledger is 0/1 rows over one fixed set of cells, whatever was corrected in between.

Most versions are *regular*: a case of semester t is first seen in a snapshot taken during t or in
the first one taken when t was over, and stays as it is. All others (late entries, corrected or
deleted records) are *irregular*; only the irregular lifetimes that truly occurred are cells. Two
attackers are audited, both stronger than anybody real:

- the *informed* one knows how many versions had each irregular lifetime that some published figure
  tells apart from the regular ones. Who knows less allows more worlds and learns less; of
  corrections that nothing published shows only the office's own staff can know (ADR 20);
- the *sceptic* believes in as few corrections as the figures allow – in none, if that is
  consistent. He may be wrong, but would still be believed.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from .records import Snapshot

Path = tuple[str, ...]


@dataclass(frozen=True, order=True)
class Lifetime:
    """A semester and the used snapshots [first, until) that hold the version; until -1 = stays."""

    semester: str
    first: int
    until: int = -1

    def is_seen_in(self, moment: int) -> bool:
        """Whether the snapshot at that position holds it."""
        return self.first <= moment and (self.until < 0 or moment < self.until)


def regular_lifetimes(semester: str, snapshots: Sequence[Snapshot]) -> set[Lifetime]:
    """The lifetimes of cases that are entered in time and never changed."""
    found = set()
    for moment, snapshot in enumerate(snapshots):
        if snapshot.taken >= semester:
            found.add(Lifetime(semester, moment))
            if snapshot.complete or snapshot.taken > semester:
                break
    return found


def histories(snapshots: Sequence[Snapshot]) -> list[list[tuple[Path, Lifetime]]]:
    """For every record its versions over the snapshots, in the order they were taken."""
    paths = [{record.key: record.path for record in s.records} for s in snapshots]
    found = []
    for key in sorted({key for known in paths for key in known}):
        first, history = 0, []
        for moment in range(1, len(paths) + 1):
            before = paths[moment - 1].get(key)
            now = paths[moment].get(key) if moment < len(paths) else None
            if now == before and moment < len(paths):
                continue
            if before is not None:
                until = moment if moment < len(paths) else -1
                history.append((before[:-1], Lifetime(before[-1], first, until)))
            first = moment
        found.append(history)
    return found


def in_order(snapshots: Iterable[Snapshot]) -> list[Snapshot]:
    """Snapshots by number; refuses some that go back in time."""
    ordered = sorted(snapshots, key=lambda snapshot: snapshot.number)
    if [s.moment for s in ordered] != sorted(s.moment for s in ordered):
        raise ValueError("snapshots go back in time")
    return ordered
