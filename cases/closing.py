"""What must be finished before a case may close, or move on.

Later apps add their own checks, as they would add a Django system check, so `cases` need not
know who comes after it.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Check:
    """One line of a checklist: what is expected, and what still stands in the way."""

    label: str
    open: tuple[str, ...]

    @property
    def is_done(self) -> bool:
        return not self.open


closing_checks: list[tuple[str, Callable[..., Iterable[str]]]] = []
monitoring_checks: list[tuple[str, Callable[..., Iterable[str]]]] = []


def closing_check(label):
    """Register a function that takes a case and a moment and says what still stands in the way of closing it."""
    return _register(closing_checks, label)


def monitoring_check(label):
    """Register a function that says what is missing before the case goes on to monitoring."""
    return _register(monitoring_checks, label)


def _register(checks, label):
    def register(check):
        checks.append((label, check))
        return check

    return register


def checklist(checks, case, at: datetime) -> list[Check]:
    """Every check of a gate, with what is still open for this case."""
    return [Check(str(label), tuple(str(r) for r in check(case, at))) for label, check in checks]


def nothing_unfinished(case, at: datetime) -> list[str]:
    """Guard of closing: the reasons from every app."""
    return [reason for line in checklist(closing_checks, case, at) for reason in line.open]


def ready_for_monitoring(case, at: datetime) -> list[str]:
    """Guard of monitoring: the reasons from every app."""
    return [reason for line in checklist(monitoring_checks, case, at) for reason in line.open]
