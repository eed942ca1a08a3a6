"""What is opened while one page is made: which fields, of which records, and on what ground."""

from collections.abc import Iterable
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any

from . import masking


class NothingDeclared(Exception):
    """A page opened sealed values without saying whose: it is not shown."""


@dataclass(frozen=True)
class Subject:
    """What a person looks at: the row of the audit trail, as far as the page knows it."""

    kind: str
    record: Any = None
    case: Any = None
    part: str = ""
    ground: str = "role"
    #: Or only named, on a page about something else.
    is_opened: bool = True

    def row(self, fields: set[str]) -> dict[str, Any]:
        """What the trail keeps of it."""
        told = self.__dict__ | {"fields": fields if self.is_opened else ()}
        del told["is_opened"]
        return told


@dataclass
class Sitting:
    """One request of one person, from its beginning to its answer."""

    fields: set[str] = field(default_factory=set)
    unreadable: set[str] = field(default_factory=set)
    subjects: dict[Subject, None] = field(default_factory=dict)
    listed: Subject | None = None

    def shown(self) -> list[Subject]:
        """Whose page this is; a list counts only if it opened something."""
        subjects = list(self.subjects)
        if not self.fields or any(subject.is_opened for subject in subjects):
            return subjects
        if self.listed is None:
            raise NothingDeclared(", ".join(sorted(self.fields)))
        return [self.listed, *subjects]


_now: ContextVar[Sitting | None] = ContextVar("sitting", default=None)


@contextmanager
def sitting():
    """Watch what is opened from here on."""
    begun = Sitting()
    token = _now.set(begun)
    try:
        yield begun
    finally:
        _now.reset(token)


def about(kind: str, **facts: Any) -> bool:
    """Say what the page at hand shows; whether there is a page at all that remembers it."""
    if (now := _now.get()) is None:
        return False
    now.subjects[Subject(kind, **facts)] = None
    return True


def hinted(records: Iterable[dict[str, Any]]) -> bool:
    """Say which records the page hints at without opening them; whether there are any."""
    subjects = [Subject("hints", **facts, is_opened=False) for facts in records]
    if (now := _now.get()) is not None:
        now.subjects |= dict.fromkeys(subjects)
    return bool(subjects)


def listing(part: str) -> None:
    """Say that the page at hand is a list of many records."""
    if (now := _now.get()) is not None:
        now.listed = Subject("list", part=part)


@contextmanager
def going_on():
    """The sitting that is going on, or one of its own for a part of a page."""
    if (now := _now.get()) is not None:
        yield now
    else:
        with sitting() as begun:
            yield begun


def opened(model, field_name: str) -> None:
    """A sealed value was opened."""
    if (now := _now.get()) is not None:
        now.fields.add(_name(model, field_name))


def could_not_open(model, field_name: str) -> None:
    """A sealed value could not be opened: a key is lost, or the value was changed."""
    if (now := _now.get()) is not None:
        now.unreadable.add(_name(model, field_name))


@contextmanager
def unwatched():
    """For the office's own machinery (an index, a check): what it opens nobody reads."""
    token = _now.set(None)
    try:
        with masking.names_shown_if(None):
            yield
    finally:
        _now.reset(token)


def _name(model, field_name: str) -> str:
    """A field by its model's label; an earlier version counts as the record itself."""
    return f"{getattr(model, 'instance_type', model)._meta.label_lower}.{field_name}"
