"""The frozen, pseudonymous records that statistics are counted from.

A record holds the finest public categories and a key that means nothing outside the snapshots:
no name, no date, no case number. A snapshot is never changed; a correction is a later snapshot.
"""

import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, fields
from functools import cached_property
from typing import Any

from .categories import DIMENSIONS

SEMESTER = re.compile(r"\d{4}-[12]")
KEY = re.compile(r"[0-9a-f]{16,64}")


class BrokenSnapshot(ValueError):
    """A snapshot that is not what its hash says, or holds what it must not."""


@dataclass(frozen=True, order=True)
class StatRecord:
    """One case as the public may see it; `key` is an HMAC that ties versions of it together."""

    key: str
    type: str
    age: str
    sex: str
    district: str
    channel: str
    outcome: str
    semester: str

    def __post_init__(self) -> None:
        if not KEY.fullmatch(self.key):
            raise BrokenSnapshot("the key of a record is 16 to 64 hexadecimal digits")
        if not SEMESTER.fullmatch(self.semester):
            raise BrokenSnapshot(f"not a semester: {self.semester!r}")
        for dimension in DIMENSIONS.values():
            value = dimension.current(getattr(self, dimension.name))
            if value not in dimension.values:
                raise BrokenSnapshot(f"unknown {dimension.name}: {value!r}")
            object.__setattr__(self, dimension.name, value)

    @property
    def path(self) -> tuple[str, ...]:
        """The finest categories in the order of `DIMENSIONS`, then the semester."""
        return (*(getattr(self, name) for name in DIMENSIONS), self.semester)


FIELDS = tuple(field.name for field in fields(StatRecord))


@dataclass(frozen=True)
class Snapshot:
    """Everything that was known at one moment; `number` orders snapshots in time.

    `taken` is the latest semester it covers, `complete` whether that semester was over: more of
    its cases are expected in later snapshots only if it was not.
    """

    number: int
    taken: str
    records: tuple[StatRecord, ...]
    complete: bool = True

    def __post_init__(self) -> None:
        if not SEMESTER.fullmatch(self.taken):
            raise BrokenSnapshot(f"not a semester: {self.taken!r}")
        if list(self.records) != sorted(self.records):
            raise BrokenSnapshot("records are sorted by key, so that one content has one hash")
        if len({record.key for record in self.records}) != len(self.records):
            raise BrokenSnapshot("two records have one key")
        if any(record.semester > self.taken for record in self.records):
            raise BrokenSnapshot("a record lies after the snapshot")

    @classmethod
    def of(
        cls, records: Iterable[StatRecord], *, number: int, taken: str, complete: bool = True
    ) -> "Snapshot":
        """A snapshot of records in any order."""
        return cls(number, taken, tuple(sorted(records)), complete)

    @property
    def moment(self) -> tuple[str, bool]:
        """Never goes back from one snapshot to the next."""
        return self.taken, self.complete

    @cached_property
    def sha256(self) -> str:
        """The hash of the canonical serialisation, as it was when the snapshot was taken."""
        return _hash(self.as_data())

    def as_data(self) -> dict[str, Any]:
        """Plain data, for storage."""
        return {
            "number": self.number,
            "taken": self.taken,
            "complete": self.complete,
            "records": [asdict(record) for record in self.records],
        }

    @classmethod
    def from_data(cls, data: Mapping[str, Any], *, sha256: str) -> "Snapshot":
        """A stored snapshot; refuses one whose content no longer fits its hash."""
        if any(set(record) != set(FIELDS) for record in data["records"]):
            raise BrokenSnapshot("a record has other fields than the public ones")
        snapshot = cls(
            data["number"],
            data["taken"],
            tuple(StatRecord(**record) for record in data["records"]),
            data["complete"],
        )
        # What is stored is hashed: categories may have been renamed since, and are read so.
        if _hash({name: data[name] for name in snapshot.as_data()}) != sha256:
            raise BrokenSnapshot("the content of the snapshot does not fit its hash")
        snapshot.__dict__["sha256"] = sha256
        return snapshot


def _hash(data: Mapping[str, Any]) -> str:
    text = json.dumps(data, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
