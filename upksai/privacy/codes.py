"""Finding what a receipt code belongs to: the same work and the same answer for every wrong one."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import TypeVar

from django.db.models import Model, QuerySet

from upksai.ui.refusals import TooMany

from . import budgets, receipts

#: Wrong secrets for one code before it stays shut for a while, whoever asks.
MOST_WRONG, SHUT_FOR = 10, timedelta(minutes=15)
#: Wrong codes of all people together: what guessing may cost the house (ADR 0012).
MOST_WRONG_OF_ALL, COUNTED_FOR = 1200, timedelta(minutes=10)
EVERYBODY = "wrong codes"
#: How long a code still opens what was finished.
OPEN_AFTER_THE_END = timedelta(days=365)
Found = TypeVar("Found", bound=Model)


def record_with_code(
    typed: str,
    *,
    records: QuerySet[Found],
    ended_at: Callable[[Found], datetime | None],
    at: datetime,
) -> Found | None:
    """The record a code opens, or None: unknown, wrong, mistyped, too old, or shut for a while.

    `records` have a `finder` and a `secret_hash`; `ended_at` says when one was finished, if it was.
    """
    if budgets.spent(EVERYBODY, within=COUNTED_FOR, at=at) >= MOST_WRONG_OF_ALL:
        raise TooMany
    code = receipts.typed_code(typed)
    this_code = f"code {records.model._meta.label} {code.finder}"
    is_shut = budgets.spent(this_code, within=SHUT_FOR, at=at) >= MOST_WRONG
    found = records.filter(finder=code.finder).first()
    fits = receipts.opens(code, found.secret_hash if found else None)  # type: ignore[attr-defined]  # whatever has receipts has their hash
    if found and fits and not is_shut and not _is_old(ended_at(found), at):
        budgets.forgive(this_code)
        return found
    budgets.spend(this_code, within=SHUT_FOR, at=at)
    budgets.spend(EVERYBODY, within=COUNTED_FOR, at=at)
    return None


def _is_old(ended_at: datetime | None, at: datetime) -> bool:
    return ended_at is not None and ended_at < at - OPEN_AFTER_THE_END
