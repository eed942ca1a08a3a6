"""Which days the office works: Indonesian holidays and cuti bersama, corrected by the office."""

from datetime import date, datetime, timedelta
from functools import cache

import holidays
from django.utils import timezone

from .models import DayOverride


@cache
def _free_days(year: int) -> frozenset[date]:
    return frozenset(
        holidays.country_holidays("ID", years=year, categories=("public", "government"))
    )


def is_working_day(day: date, overrides: dict[date, bool]) -> bool:
    """Whether the office is open on `day`; an override beats the national calendar."""
    if day in overrides:
        return overrides[day]
    return day.weekday() < 5 and day not in _free_days(day.year)


def add_working_days(start: datetime, days: int) -> datetime:
    """The end (23.59.59 local time) of the `days`-th working day after `start`'s day.

    The day of receipt does not count (UU 14/2008 art. 22 counts from receipt).
    """
    day = timezone.localtime(start).date()
    horizon = day + timedelta(days=days * 3 + 60)
    overrides = dict(
        DayOverride.objects.filter(day__gt=day, day__lte=horizon).values_list("day", "is_working")
    )
    while days > 0:
        day += timedelta(days=1)
        days -= is_working_day(day, overrides)
    end = datetime.combine(day, datetime.max.time().replace(microsecond=0))
    return timezone.make_aware(end)


def working_days_left(now: datetime, due_at: datetime) -> int:
    """Working days from tomorrow up to the day of the deadline; below zero when it has passed."""
    today, last = timezone.localdate(now), timezone.localdate(due_at)
    first, end = sorted((today, last))
    overrides = dict(
        DayOverride.objects.filter(day__gt=first, day__lte=end).values_list("day", "is_working")
    )
    days = (first + timedelta(days=n) for n in range(1, (end - first).days + 1))
    counted = sum(is_working_day(day, overrides) for day in days)
    return counted if last >= today else -counted


def national_holidays(year: int) -> list[tuple[date, str]]:
    """Holidays and cuti bersama of a year by name, in order; some are estimates until decreed."""
    named = holidays.country_holidays(
        "ID", years=year, categories=("public", "government"), language="id"
    )
    return sorted(named.items())
