"""What must be finished before a case may close, or move on.

Later apps add their own checks, as they would add a Django system check, so `cases` need not
know who comes after it.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from .choices import REACHED, CaseState


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
    """Register a function that says, of a case at a moment, what stands in the way of closing."""
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


@dataclass(frozen=True)
class Gate:
    """The checklist that a case stands before, with its guard."""

    title: str | Promise
    checks: list[Check]
    guard: Callable[..., Iterable[str]]

    @property
    def reasons(self) -> list[str]:
        """What still stands in the way, line by line."""
        return [reason for check in self.checks for reason in check.open]

    @property
    def done(self) -> int:
        """How many lines are in order."""
        return sum(check.is_done for check in self.checks)

    @property
    def missing(self) -> int:
        """How many lines are still open."""
        return len(self.checks) - self.done


def gate_before(case, at: datetime) -> Gate | None:
    """The gate that comes next for a case, if there is one where it stands."""
    if case.state == CaseState.INTERVENTION:
        checks = checklist(monitoring_checks, case, at)
        return Gate(_("Syarat masuk Monitoring"), checks, ready_for_monitoring)
    if case.state in {CaseState.MONITORING, CaseState.CLOSURE_REVIEW}:
        return Gate(_("Syarat penutupan"), checklist(closing_checks, case, at), nothing_unfinished)
    return None


def success_is_claimed(case) -> bool:
    """Whether the case closes, or is about to, because its goals were reached.

    A child who moved away or died cannot be visited again: such a reason asks for less.
    """
    if case.closing_reason:
        return case.closing_reason in REACHED
    return case.state == CaseState.MONITORING


def nothing_unfinished(case, at: datetime) -> list[str]:
    """Guard of closing: the reasons from every app."""
    return [reason for line in checklist(closing_checks, case, at) for reason in line.open]


def ready_for_monitoring(case, at: datetime) -> list[str]:
    """Guard of monitoring: the reasons from every app."""
    return [reason for line in checklist(monitoring_checks, case, at) for reason in line.open]
