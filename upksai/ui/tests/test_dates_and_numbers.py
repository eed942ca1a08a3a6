import datetime as dt
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from django.utils import translation

from upksai.ui import dates, numbers

JAKARTA = ZoneInfo("Asia/Jakarta")
MONDAY = dt.datetime(2026, 11, 23, 9, 12, tzinfo=JAKARTA)


def test_dates_are_written_in_indonesian_whatever_the_machine_speaks():
    with translation.override(None):
        assert dates.long_date(MONDAY) == "23 November 2026"
        assert dates.short_date(dt.date(2026, 8, 1)) == "1 Agu 2026"
        assert dates.day_date(MONDAY) == "Senin, 23 November 2026"
        assert dates.clock(MONDAY) == "09.12 WIB"
        assert dates.moment(MONDAY) == "23 November 2026, 09.12 WIB"


def test_a_moment_is_shown_on_semarangs_clock():
    late_evening_in_london = dt.datetime(2026, 11, 22, 23, 30, tzinfo=dt.UTC)

    assert dates.moment(late_evening_in_london) == "23 November 2026, 06.30 WIB"
    assert dates.iso(late_evening_in_london) == "2026-11-23T06:30+07:00"


def test_nothing_is_written_for_no_date():
    written = [dates.long_date, dates.short_date, dates.day_date, dates.clock, dates.moment]

    assert [write(None) for write in written] == [""] * 5


def test_a_plain_date_has_no_clock():
    assert dates.moment(dt.date(2026, 11, 23)) == "23 November 2026"
    assert dates.iso(dt.date(2026, 11, 23)) == "2026-11-23"


@pytest.mark.parametrize(
    ("first", "last", "written"),
    [
        (dt.date(2026, 1, 1), dt.date(2026, 11, 23), "1 Januari–23 November 2026"),
        (dt.date(2026, 11, 1), dt.date(2026, 11, 23), "1–23 November 2026"),
        (dt.date(2025, 12, 1), dt.date(2026, 1, 3), "1 Desember 2025–3 Januari 2026"),
        (dt.date(2026, 1, 1), dt.date(2026, 1, 1), "1 Januari 2026"),
    ],
)
def test_a_range_repeats_only_what_differs(first, last, written):
    assert dates.date_range(first, last) == written


@pytest.mark.parametrize(
    ("when", "tone", "words"),
    [
        (dt.date(2026, 11, 21), "danger", "Terlambat 2 hari"),
        (dt.datetime(2026, 11, 22, 23, 0, tzinfo=JAKARTA), "danger", "Terlambat 1 hari"),
        (dt.datetime(2026, 11, 23, 6, 0, tzinfo=JAKARTA), "danger", "Terlambat 3 jam"),
        (dt.datetime(2026, 11, 23, 9, 0, tzinfo=JAKARTA), "danger", "Terlambat 12 menit"),
        (dt.datetime(2026, 11, 23, 13, 0, tzinfo=JAKARTA), "warn", "Hari ini"),
        (dt.date(2026, 11, 23), "warn", "Hari ini"),
        (dt.date(2026, 11, 24), "warn", "Besok"),
        (dt.date(2026, 11, 25), "", ""),
    ],
)
def test_a_deadline_says_how_near_it_is(when, tone, words):
    due = dates.due(when, MONDAY)

    assert (due.tone, due.words) == (tone, words)
    assert due.day == dates.short_date(when)


def test_a_child_of_29_february_turns_a_year_on_1_march():
    born = dt.date(2020, 2, 29)

    assert dates.age_years(born, dt.date(2025, 2, 28)) == 4
    assert dates.age_years(born, dt.date(2025, 3, 1)) == 5


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (1234.5, "1.234,5"),
        (1234, "1.234"),
        (Decimal("0.05"), "0,1"),
        (0.04, "0"),
        (-3.25, "−3,3"),
        (100, "100"),
        (10_000_000, "10.000.000"),
        (None, ""),
        ("", ""),
    ],
)
def test_numbers_are_written_the_indonesian_way(value, written):
    assert numbers.number(value) == written


def test_percentages_have_a_decimal_only_when_they_need_one():
    assert numbers.percent(92) == "92%"
    assert numbers.percent(145.83) == "145,8%"
    assert numbers.percent(0) == "0%"
    assert numbers.percent(None) == "–"


def test_money_is_written_in_rupiah():
    assert numbers.rupiah(1_250_000) == "Rp1.250.000"
    assert numbers.rupiah(Decimal("-1250.50")) == "−Rp1.250,5"
    assert numbers.rupiah(0) == "Rp0"
