"""The head's dashboard: the unit's own numbers, with a way from each to the list behind it.

Nothing here leaves the office; what does is made in `figures`, from anonymous data.
"""

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, F, FilteredRelation, Q, QuerySet, Value
from django.db.models.functions import TruncMonth
from django.utils import timezone

from cases.choices import ACTIVE_STATES, Ppks
from cases.models import Case
from complaints.models import Complaint, ComplaintStep
from referrals.models import Referral
from upksai.directory.models import District

from .anonymise import month_of
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
class Load:
    """What one social worker carries."""

    worker: str
    pk: int
    active: int
    late: int
    ended: int


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


def dashboard(period: Period, *, at: datetime) -> Dashboard:
    """Count everything once: seven queries, whatever the number of cases."""
    opened = _opened(period)
    complaints = Complaint.objects.received_between(period.start, period.end)
    sent = Referral.objects.sent_between(period.start, period.end)
    carried = _carried(period)
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
        monthly_complaints=_monthly(complaints, period, months),
        month_labels=month_labels(period)[:months],
        categories=_categories(opened),
        ages=_ages([(at - case.opened_at).days for case in active]),
        loads=_loads(carried, at),
        tiles=_tiles(period),
    )


@dataclass(frozen=True)
class Opened:
    """The cases opened in a period: month and category of each, and the children in them."""

    months: dict
    categories: Counter
    children: set

    @property
    def months_count(self) -> Counter:
        """How many in each month, the period's first being 1."""
        return Counter(self.months.values())


def _opened(period: Period) -> Opened:
    months, categories, children = {}, {}, set()
    rows = Case.objects.opened_between(period.start, period.end).values_list(
        "pk", "opened_at", "ppks_category", "case_children__child"
    )
    for pk, opened_at, category, child in rows:
        months[pk], categories[pk] = month_of(period, opened_at), category
        children.add(child)
    return Opened(months, Counter(categories.values()), children - {None})


def _share_gone(period: Period, at: datetime) -> float:
    gone = (min(at, period.end) - period.start) / (period.end - period.start)
    return max(0.0, gone)


def _monthly(complaints, period: Period, months: int) -> list[int]:
    by_month = (
        complaints.annotate(month=TruncMonth("received_at"))
        .values_list("month")
        .annotate(n=Count("pk"))
        .order_by()
    )
    counts = {month_of(period, first): n for first, n in by_month}
    return [counts.get(month, 0) for month in range(1, months + 1)]


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


@dataclass(frozen=True)
class Carried:
    """A case that is being handled, or ended in the period, and who carries it now."""

    state: str
    opened_at: datetime
    due_at: datetime | None
    carrier_id: int | None
    carrier: str | None

    @property
    def is_active(self) -> bool:
        return self.state in ACTIVE_STATES

    def is_late(self, at: datetime) -> bool:
        return self.due_at is not None and self.due_at < at


def _carried(period: Period) -> list[Carried]:
    ended = Q(closed_at__gte=period.start, closed_at__lt=period.end)
    now = FilteredRelation("assignments", condition=Q(assignments__until=None))
    rows = Case.objects.filter(Q(state__in=ACTIVE_STATES) | ended).annotate(now=now)
    carrier = ("now__worker", "now__worker__full_name")
    return [Carried(*row) for row in rows.values_list("state", "opened_at", "due_at", *carrier)]


def _loads(carried: list[Carried], at: datetime) -> list[Load]:
    theirs: dict[tuple, list[Carried]] = defaultdict(list)
    for case in carried:
        if case.carrier_id:
            theirs[case.carrier, case.carrier_id].append(case)
    return [
        Load(
            worker,
            pk,
            active=sum(case.is_active for case in cases),
            late=sum(case.is_active and case.is_late(at) for case in cases),
            ended=sum(not case.is_active for case in cases),
        )
        for (worker, pk), cases in sorted(theirs.items())
    ]


def _tiles(period: Period) -> list[Tile]:
    received = "complaint__received_at"
    inside = Q(**{f"{received}__gte": period.start, f"{received}__lt": period.end})
    counted = District.objects.annotate(n=Count("complaint", filter=inside))
    return [Tile(district, district.n) for district in counted.order_by("row", "column")]
