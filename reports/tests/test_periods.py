from datetime import date

import pytest

from reports.periods import half_year, offered, read_period, run_of_years, year

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("2024", year(2024)),
        ("2025-S2", half_year(2025, 2)),
        ("2021-2022", run_of_years(2021, 2022)),
        ("", year(2026)),
        ("semalam", year(2026)),
        ("1999", year(2026)),
        ("2027", year(2026)),
        ("2026-2021", year(2026)),
        ("2025-S3", year(2026)),
    ],
)
def test_an_address_names_a_period_or_this_year_is_meant(text, period):
    assert read_period(text, today=TODAY) == period


def test_a_period_ends_with_the_last_moment_of_its_last_day():
    period = half_year(2026, 1)

    assert (period.start.isoformat(), period.end.isoformat()) == (
        "2026-01-01T00:00:00+07:00",
        "2026-07-01T00:00:00+07:00",
    )
    assert period.months == 6


def test_no_half_year_is_offered_before_it_has_begun():
    slugs = [period.slug for period in offered(date(2026, 3, 1))]

    assert "2026-S1" in slugs
    assert "2026-S2" not in slugs
