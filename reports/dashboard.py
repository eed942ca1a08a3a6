"""The head's dashboard: the unit's own numbers, with a way from each to the list behind it.

Nothing here leaves the office; what does is made in `figures`, from anonymous data. Totals against
the target are the unit's; whatever has a list behind it is counted as its reader may list it.
"""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, F, Q, QuerySet, Value
from django.db.models.functions import TruncMonth
from django.utils import timezone

from cases.choices import Ppks
from cases.models import Case
from complaints.models import Complaint, ComplaintStep
from referrals.models import Referral
from upksai.accounts.need_to_know import kept_from, not_sealed_from
from upksai.directory.models import District

from .anonymise import month_of
from .caseload import Load, carried_cases, loads_of
from .figures import percent, year_figures
from .periods import Period, month_labels

#: Days since opening, in the bands of the ageing table; None = no end.
AGE_BANDS = ((0, 30), (31, 90), (91, 180), (181, None))
#: How dark a tile of the map is: the n-th colour from this count on.
SHADES = (1, 3, 5, 8)


@dataclass(frozen=True)
class Ratio:
    """A part of a whole, with the share in percent that is aimed at."""

    part: int
    whole: int
    aim: int | None = None

    @property
    def percent(self) -> float | None:
        """In percent, one decimal; None of nothing."""
        return percent(self.part, self.whole)

    @property
    def is_reached(self) -> bool:
        return self.aim is None or (self.percent or 0) >= self.aim


@dataclass(frozen=True)
class Tile:
    """A kecamatan on the tile map."""

    district: District
    count: int

    @property
    def shade(self) -> int:
        """0 (none) to 4 (most)."""
        return sum(self.count >= least for least in SHADES)


@dataclass(frozen=True)
class Dashboard:
    """All that the head sees of a period at a glance."""

    period: Period
    today: date
    cases: int
    target: int
    pace_today: float
    children: int
    in_need: int | None
    screened: Ratio
    answered: Ratio
    late: Ratio
    monthly_cases: list[int]
    monthly_complaints: list[int]
    month_labels: list[str]
    categories: list[tuple[str, str, int]]
    ages: list[tuple[str, int]]
    loads: list[Load]
    tiles: list[Tile]

    @property
    def until(self) -> date:
        """The last day counted: today in a running period."""
        return min(self.period.last, self.today)

    @property
    def achievement(self) -> float | None:
        """P02 (domain §5.3)."""
        return percent(self.cases, self.target)

    @property
    def coverage(self) -> float | None:
        """P03 (domain §5.3), two decimals."""
        return percent(self.children, self.in_need, digits=2)

    @property
    def listed(self) -> int:
        """The period's cases that the reader finds in a list."""
        return sum(n for _code, _label, n in self.categories)

    @property
    def complaints(self) -> int:
        return sum(self.monthly_complaints)

    @property
    def cumulative(self) -> list[int]:
        """Cases opened so far, month by month."""
        return [sum(self.monthly_cases[: n + 1]) for n in range(len(self.monthly_cases))]

    @property
    def pace_rows(self) -> list[tuple[str, int, int]]:
        """Month, new cases, cases so far."""
        return list(zip(self.month_labels, self.monthly_cases, self.cumulative, strict=True))

    @property
    def scale(self) -> int:
        """What the bar of the target is measured against."""
        return max(self.cases, self.target, 1)

    @property
    def is_on_pace(self) -> bool:
        return self.cases >= int(self.pace_today)


def dashboard(period: Period, *, at: datetime, reader) -> Dashboard:
    """Count everything once: seven queries, whatever the number of cases."""
    opened = _opened(period, kept_from(reader))
    complaints = _complaints(period, reader)
    sent = Referral.objects.sent_between(period.start, period.end)
    carried = carried_cases(period, reader)
    active = [case for case in carried if case.is_active]
    screened, answered = _ratios(
        (_first_screenings(period), Q(at__lte=F("due_at")), 90),
        (sent, ~Q(answered_on=None), 80),
    )
    yearly = year_figures(period)
    months = period.months_begun(timezone.localdate(at))
    return Dashboard(
        period=period,
        today=timezone.localdate(at),
        cases=len(opened.months),
        target=yearly.target,
        pace_today=yearly.target * _share_gone(period, at),
        children=len(opened.children),
        in_need=yearly.children_in_need,
        screened=screened,
        answered=answered,
        late=Ratio(sum(case.is_late(at) for case in active), len(active)),
        monthly_cases=[opened.months_count[month] for month in range(1, months + 1)],
        monthly_complaints=_monthly(complaints, months),
        month_labels=month_labels(period)[:months],
        categories=_categories(opened),
        ages=_ages([(at - case.opened_at).days for case in active]),
        loads=loads_of(carried, at),
        tiles=_tiles(complaints),
    )


@dataclass(frozen=True)
class Opened:
    """The cases opened in a period: the month of each, and the children in them.

    The categories count only those that the reader finds in a list.
    """

    months: dict
    categories: Counter
    children: set

    @property
    def months_count(self) -> Counter:
        """How many in each month, the period's first being 1."""
        return Counter(self.months.values())


def _opened(period: Period, kept_out: set[UUID]) -> Opened:
    months, categories, children = {}, {}, set()
    rows = Case.objects.opened_between(period.start, period.end).values_list(
        "pk", "opened_at", "ppks_category", "case_children__child"
    )
    for pk, opened_at, category, child in rows:
        months[pk] = month_of(period, opened_at)
        children.add(child)
        if pk not in kept_out:
            categories[pk] = category
    return Opened(months, Counter(categories.values()), children - {None})


def _share_gone(period: Period, at: datetime) -> float:
    gone = (min(at, period.end) - period.start) / (period.end - period.start)
    return max(0.0, gone)


def _complaints(period: Period, reader) -> list[tuple[int, int | None, int]]:
    """How many complaints came in: month of the period, kecamatan, number."""
    received = Complaint.objects.received_between(period.start, period.end)
    listed = received.filter(not_sealed_from(reader), not_sealed_from(reader, "case"))
    rows = (
        listed.annotate(month=TruncMonth("received_at"))
        .values_list("month", "district")
        .annotate(n=Count("pk"))
        .order_by()
    )
    return [(month_of(period, first), district, n) for first, district, n in rows]


def _monthly(complaints, months: int) -> list[int]:
    counts: Counter[int] = Counter()
    for month, _district, n in complaints:
        counts[month] += n
    return [counts[month] for month in range(1, months + 1)]


def _ratios(*asked: tuple[QuerySet, Q, int]) -> list[Ratio]:
    """For each kind of record, how many reached what was aimed at; all in one query."""
    aims = [aim for _records, _reached, aim in asked]
    first, *others = (
        records.order_by()
        .annotate(of=Value(number))
        .values("of")
        .annotate(part=Count("pk", filter=reached), whole=Count("pk"))
        .values_list("of", "part", "whole")
        for number, (records, reached, _aim) in enumerate(asked)
    )
    counted = {of: (part, whole) for of, part, whole in first.union(*others, all=True)}
    return [Ratio(*counted.get(number, (0, 0)), aim) for number, aim in enumerate(aims)]


def _first_screenings(period: Period) -> QuerySet:
    return ComplaintStep.objects.filter(
        name="screen", source="received", at__gte=period.start, at__lt=period.end
    )


def _categories(opened: Opened) -> list[tuple[str, str, int]]:
    rows = [(code, str(Ppks(code).label), opened.categories[code]) for code in Ppks.values]
    return sorted(rows, key=lambda row: -row[2])


def _ages(days: list[int]) -> list[tuple[str, int]]:
    return [
        (f"{first}-{'' if last is None else last}", sum(first <= n <= (last or n) for n in days))
        for first, last in AGE_BANDS
    ]


def _tiles(complaints) -> list[Tile]:
    counts: Counter[Any] = Counter()
    for _month, district, n in complaints:
        counts[district] += n
    districts = District.objects.order_by("row", "column")
    return [Tile(district, counts[district.pk]) for district in districts]
