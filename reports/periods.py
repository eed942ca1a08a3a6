"""The periods a report can cover: half years, years, runs of years.

Nothing finer leaves the office: two reports over nearly the same days would show who came between.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import gettext as _

FIRST_YEAR = 2020
SPELLING = re.compile(r"(?P<first>\d{4})(?:-(?:S(?P<half>[12])|(?P<last>\d{4})))?")


@dataclass(frozen=True)
class Period:
    """From the first day up to and including the last."""

    slug: str
    label: str
    first: date
    last: date

    @property
    def start(self) -> datetime:
        """The first moment."""
        return timezone.make_aware(datetime.combine(self.first, datetime.min.time()))

    @property
    def end(self) -> datetime:
        """The first moment after it."""
        after = date.fromordinal(self.last.toordinal() + 1)
        return timezone.make_aware(datetime.combine(after, datetime.min.time()))

    @property
    def years(self) -> range:
        """The calendar years it touches."""
        return range(self.first.year, self.last.year + 1)

    @property
    def months(self) -> int:
        """How many months it has."""
        return (self.last.year - self.first.year) * 12 + self.last.month - self.first.month + 1

    def months_begun(self, today: date) -> int:
        """How many of its months have begun, at least one."""
        begun = (today.year - self.first.year) * 12 + today.month - self.first.month + 1
        return max(1, min(self.months, begun))

    @property
    def semesters(self) -> tuple[str, ...]:
        """Its half years, as statistics call them: 2026-1, 2026-2."""
        if self.is_half_year:
            return (semester_of(self.first),)
        return tuple(f"{year}-{half}" for year in self.years for half in (1, 2))

    @property
    def is_half_year(self) -> bool:
        return self.months == 6


def semester_of(day: date) -> str:
    """The half year a day lies in."""
    return f"{day.year}-{1 if day.month <= 6 else 2}"


def last_finished(day: date) -> str:
    """The last half year that was over on a day."""
    return f"{day.year - 1}-2" if day.month <= 6 else f"{day.year}-1"


MONTHS = ("Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agu", "Sep", "Okt", "Nov", "Des")


def month_labels(period: Period) -> list[str]:
    """Its months by name; with the year where there are several."""
    first = period.first.year * 12 + period.first.month - 1
    months = [divmod(first + n, 12) for n in range(period.months)]
    if period.months <= 12:
        return [MONTHS[month] for _year, month in months]
    return [f"{MONTHS[month]} {number % 100:02}" for number, month in months]


def year(number: int) -> Period:
    """One calendar year."""
    label = _("Tahun %(year)d") % {"year": number}
    return Period(str(number), label, date(number, 1, 1), date(number, 12, 31))


def half_year(number: int, half: int) -> Period:
    """The first or the second half of a year."""
    label = _("Semester %(half)s %(year)d") % {"half": "I" * half, "year": number}
    first, last = (date(number, 1, 1), date(number, 6, 30))
    if half == 2:
        first, last = date(number, 7, 1), date(number, 12, 31)
    return Period(f"{number}-S{half}", label, first, last)


def run_of_years(first: int, last: int) -> Period:
    """Several years together."""
    label = _("Tahun %(first)d–%(last)d") % {"first": first, "last": last}
    return Period(f"{first}-{last}", label, date(first, 1, 1), date(last, 12, 31))


def read_period(text: str, *, today: date) -> Period:
    """The period an address names; this year if it names none that can be."""
    match = SPELLING.fullmatch(text or "")
    if not match or not FIRST_YEAR <= int(match["first"]) <= today.year:
        return year(today.year)
    first = int(match["first"])
    if match["half"]:
        return half_year(first, int(match["half"]))
    if match["last"] and first < int(match["last"]) <= today.year:
        return run_of_years(first, int(match["last"]))
    return year(first)


def offered(today: date) -> list[Period]:
    """The periods offered in a menu, newest first."""
    years = range(today.year, FIRST_YEAR - 1, -1)
    halves = [half_year(n, h) for n in list(years)[:2] for h in (2, 1)]
    begun = [period for period in halves if period.first <= today]
    runs = [run_of_years(2021, 2022), run_of_years(2021, today.year)]
    return [year(n) for n in years] + begun + runs


#: How many years together the longest period of a published table has.
LONGEST_RUN = 3


def finished(today: date) -> list[Period]:
    """Periods of which statistics may be asked: all over, newest first; years before halves."""
    last = today.year - 1
    years = [year(n) for n in range(last, FIRST_YEAR - 1, -1)]
    halves = [half_year(n, h) for n in range(today.year, FIRST_YEAR - 1, -1) for h in (2, 1)]
    runs = [
        run_of_years(n - length + 1, n)
        for n in range(last, FIRST_YEAR, -1)
        for length in range(2, LONGEST_RUN + 1)
        if n - length + 1 >= FIRST_YEAR
    ]
    return [*years, *(half for half in halves if half.last < today), *runs]


def period_words(semesters: Sequence[str]) -> str:
    """Half years in a row, in words: a half, a year, several years."""
    first, last = semesters[0], semesters[-1]
    if len(semesters) == 1:
        return half_year(int(first[:4]), int(first[5])).label
    if first[5] == "1" and last[5] == "2":
        if first[:4] == last[:4]:
            return year(int(first[:4])).label
        return run_of_years(int(first[:4]), int(last[:4])).label
    return _("%(first)s sampai %(last)s") % {
        "first": period_words([first]),
        "last": period_words([last]),
    }
