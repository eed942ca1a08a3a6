"""What is opened while one page is made: which fields, of which records."""

from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field


@dataclass
class Sitting:
    """One request of one person, from its beginning to its answer."""

    fields: set[str] = field(default_factory=set)
    unreadable: set[str] = field(default_factory=set)


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
        now.fields.add(f"{model._meta.model_name}.{field_name}")


def could_not_open(model, field_name: str) -> None:
    """A sealed value could not be opened: a key is lost, or the value was changed."""
    if (now := _now.get()) is not None:
        now.unreadable.add(f"{model._meta.model_name}.{field_name}")


@contextmanager
def unwatched():
    """For the office's own machinery (an index, a check): what it opens nobody reads."""
    token = _now.set(None)
    try:
        yield
    finally:
        _now.reset(token)
