"""Working days in Semarang: weekends, holidays, cuti bersama, and what the office decides."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from upksai.directory.calendar import add_working_days, is_working_day
from upksai.directory.models import DayOverride

JAKARTA = ZoneInfo("Asia/Jakarta")


def due(start, days):
    return add_working_days(start, days).astimezone(JAKARTA)


@pytest.mark.parametrize(
    ("day", "is_working"),
    [
        (date(2026, 11, 23), True),  # a Monday
        (date(2026, 11, 21), False),  # a Saturday
        (date(2026, 8, 17), False),  # Independence Day
        (date(2026, 12, 25), False),  # Christmas
    ],
)
def test_the_office_works_from_monday_to_friday_but_not_on_holidays(day, is_working):
    assert is_working_day(day, {}) == is_working


def test_ten_working_days_over_idulfitri_take_much_longer():
    """Idulfitri 1447 H: 20–21 March 2026, with the days of cuti bersama around it."""
    asked = datetime(2026, 3, 13, 10, tzinfo=JAKARTA)
    without_holidays = date(2026, 3, 27)

    answer_by = due(asked, 10)

    assert answer_by.date() > without_holidays
    assert not is_working_day(date(2026, 3, 20), {})
    assert not is_working_day(date(2026, 3, 23), {})
    assert is_working_day(answer_by.date(), {})


def test_the_day_of_receipt_does_not_count_and_the_last_day_counts_to_its_end(now):
    end = due(now, 1)

    assert end == datetime(2026, 11, 24, 23, 59, 59, tzinfo=JAKARTA)


def test_late_at_night_by_utc_is_already_the_next_day_here():
    start = datetime(2026, 11, 23, 18, tzinfo=ZoneInfo("UTC"))  # Tuesday, 01.00 WIB

    assert due(start, 1).date() == date(2026, 11, 25)


def test_the_office_s_own_decision_beats_the_national_calendar(now):
    DayOverride.objects.create(day=date(2026, 11, 24), is_working=False, reason="Pemilihan")
    DayOverride.objects.create(day=date(2026, 11, 28), is_working=True, reason="Pengganti")

    assert due(now, 1).date() == date(2026, 11, 25)
    assert due(now, 4).date() == date(2026, 11, 28)


def test_a_deadline_may_cross_the_year():
    assert due(datetime(2026, 12, 31, 9, tzinfo=JAKARTA), 1).date() == date(2027, 1, 4)
