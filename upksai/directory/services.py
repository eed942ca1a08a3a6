"""Numbers from the registers, and what the office decides for itself: limits, days, partners."""

import re
from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from .models import DayOverride, Institution, NumberSeries, TimeLimit, YearFigure

#: A register's letters, its year and the number in it, or the beginning or the end of that.
BEGUN_NUMBER = re.compile(r"[A-Za-z]{0,2}-?(\d{1,4}(-\d{0,5})?)?")


@transaction.atomic
def next_number(prefix: str, year: int) -> str:
    """Give out a register's next number, such as K-2026-009; none is skipped or doubled."""
    NumberSeries.objects.get_or_create(prefix=prefix, year=year)
    series = NumberSeries.objects.select_for_update().get(prefix=prefix, year=year)
    series.last += 1
    series.save()
    return f"{prefix}-{year}-{series.last:03}"


def may_be_number(text: str) -> bool:
    """Whether somebody may have begun to type a register's number.

    Only then is it compared in the database: people type names and telephone numbers into every
    search, and a database may be made to write down what it was asked.
    """
    return BEGUN_NUMBER.fullmatch(text) is not None


@transaction.atomic
def change_limit(*, key: str, amount: int, unit: str, by, at: datetime) -> TimeLimit:
    """Set a time limit in place of the one written in the SOP; it counts from the next step on."""
    limit = TimeLimit.objects.filter(key=key).first() or TimeLimit(key=key)
    return _save(limit, by=by, at=at, amount=amount, unit=unit)


@transaction.atomic
def reset_limit(*, key: str, by, at: datetime) -> None:
    """Go back to the limit written in the SOP."""
    for changed in TimeLimit.objects.filter(key=key):
        _remove(changed, by=by, at=at)


def add_day(*, day: date, by, at: datetime, **facts: Any) -> DayOverride:
    """Mark a day on which the office's calendar differs from the national one."""
    return _add(DayOverride, by=by, at=at, day=day, **facts)


@transaction.atomic
def remove_day(override: DayOverride, *, by, at: datetime) -> None:
    """Let the national calendar decide about a day again."""
    _remove(override, by=by, at=at)


def add_institution(*, by, at: datetime, **facts: Any) -> Institution:
    """Add a partner, which can then be chosen for referrals."""
    return _add(Institution, by=by, at=at, **facts)


@transaction.atomic
def change_institution(institution: Institution, *, by, at: datetime, **facts: Any) -> Institution:
    """Correct what is known of a partner, or end the cooperation."""
    return _save(institution, by=by, at=at, **facts)


def add_figure(*, by, at: datetime, **facts: Any) -> YearFigure:
    """Write down a year's target or number of children in need."""
    return _add(YearFigure, by=by, at=at, **facts)


@transaction.atomic
def change_figure(figure: YearFigure, *, by, at: datetime, **facts: Any) -> YearFigure:
    """Correct a year's figure."""
    return _save(figure, by=by, at=at, **facts)


def _add(model, *, by, at: datetime, **facts: Any):
    """Add a row; the same form sent twice finds the row it has added."""
    try:
        with transaction.atomic():
            return _save(model(), by=by, at=at, **facts)
    except (ValidationError, IntegrityError):
        if found := model.objects.filter(**facts).first():
            return found
        raise


def _save(record, *, by, at: datetime, **facts: Any):
    for name, value in facts.items():
        setattr(record, name, value)
    record._history_user, record._history_date = by, at
    record.full_clean()
    record.save()
    return record


def _remove(record, *, by, at: datetime) -> None:
    record._history_user, record._history_date = by, at
    record.delete()
