"""What a report says: released tables, and how well the office kept its own time limits."""

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from functools import cached_property
from typing import Any

from upksai.directory.models import YearFigure
from upksai.ui.dates import date_range

from .anonymise import AnonymousStep
from .disclosure import Release
from .disclosure.categories import DIMENSIONS
from .periods import FIRST_YEAR, Period, year
from .released import Released, drawn, left_behind

SOPS = (
    "complaint-intake",
    "case-handling",
    "monitoring",
    "referral",
    "information-request",
)
#: A share of fewer things says too much about each of them; shares are rounded to this.
LEAST_SHARED, ROUNDED_TO = 10, 5


@dataclass(frozen=True)
class Headline:
    """The cases of a period against its target, if a released table shows them."""

    period: str
    cases: int | None
    target: int
    children_in_need: int | None

    @property
    def achievement(self) -> float | None:
        """P02: cases of the target, in percent."""
        return percent(self.cases, self.target)

    @property
    def coverage(self) -> float | None:
        """P03: cases of the city's children in need, in percent, two decimals."""
        return percent(self.cases, self.children_in_need, digits=2)


@dataclass(frozen=True)
class Figures:
    """Everything a report says."""

    period: str
    starts_on: str
    ends_on: str
    target: int
    children_in_need: int | None
    cases: int | None
    releases: tuple[str, ...]
    #: Numbers of releases that a correction leaves behind, each with that of the correction.
    left_behind: tuple[tuple[int, int], ...]
    missing: tuple[str, ...]
    timeliness: dict[str, int | None]
    referrals_answered: int | None

    @property
    def span(self) -> str:
        """The period's first and last day in words."""
        return date_range(date.fromisoformat(self.starts_on), date.fromisoformat(self.ends_on))

    @property
    def headline(self) -> Headline:
        """The cases against the target."""
        return Headline(self.period, self.cases, self.target, self.children_in_need)

    @cached_property
    def tables(self) -> list[Released]:
        """The released tables, as they are drawn."""
        found = [Release.from_json(text) for text in self.releases]
        return drawn(found, dict(self.left_behind))

    def as_data(self) -> dict[str, Any]:
        """Plain data, for the register and for the fingerprint."""
        return asdict(self)

    @property
    def sha256(self) -> str:
        """The fingerprint of what the report says, whatever paper it is on."""
        text = json.dumps(self.as_data(), sort_keys=True, ensure_ascii=False, separators=(",", ":"))
        return hashlib.sha256(text.encode()).hexdigest()


def percent(part: int | None, whole: int | None, digits: int = 1) -> float | None:
    """Part of whole in percent; None if either is hidden, unknown or the whole is nothing."""
    if part is None or not whole:
        return None
    return round(part / whole * 100, digits)


def rounded_share(part: int, whole: int) -> int | None:
    """A share of the office's own work in percent, too coarse to be subtracted."""
    if whole < LEAST_SHARED:
        return None
    return round(100 * part / whole / ROUNDED_TO) * ROUNDED_TO


def compute(
    period: Period,
    *,
    releases: Sequence[Release],
    corrections: Sequence[Release],
    steps: Sequence[AnonymousStep],
    referrals: tuple[int, int],
) -> Figures:
    """Put together what may be said of a period."""
    yearly = year_figures(period)
    exact = [one for one in releases if one.table.period == period.semesters]
    return Figures(
        period=period.label,
        starts_on=period.first.isoformat(),
        ends_on=period.last.isoformat(),
        target=yearly.target,
        children_in_need=yearly.children_in_need,
        cases=known_total(exact),
        releases=tuple(one.json for one in releases),
        left_behind=tuple(sorted(left_behind(releases, corrections).items())),
        missing=_missing(exact),
        timeliness=_timeliness(steps),
        referrals_answered=rounded_share(*referrals),
    )


def known_total(releases: Iterable[Release]) -> int | None:
    """How many cases tables of the same period count, if one of the newest snapshot shows it."""
    ordered = sorted(releases, key=lambda one: one.number)
    newest = [one.table.total for one in ordered if one.snapshot == ordered[-1].snapshot]
    return next((total for total in newest if total is not None), None)


def headline(period: Period, releases: Iterable[Release]) -> Headline:
    """The cases of a period against its target, from tables about exactly this period."""
    yearly = year_figures(period)
    total = known_total(one for one in releases if one.table.period == period.semesters)
    return Headline(period.label, total, yearly.target, yearly.children_in_need)


@dataclass(frozen=True)
class YearLine:
    """A year in the list of all years; `is_counted`: some table is about exactly this year."""

    year: int
    cases: int | None
    is_counted: bool
    target: int | None
    tables: int


def year_by_year(releases: Sequence[Release], last: int) -> list[YearLine]:
    """The cases of each year as far as tables about it show them, up to the year `last`."""
    wanted = YearFigure.objects.filter(kind=YearFigure.Kind.TARGET)
    targets = dict(wanted.values_list("year", "amount"))
    found = []
    for number in range(FIRST_YEAR, last + 1):
        semesters = set(year(number).semesters)
        about = [one for one in releases if semesters & set(one.table.period)]
        exact = [one for one in about if set(one.table.period) == semesters]
        target = targets.get(number)
        line = YearLine(number, known_total(exact), bool(exact), target, len(about))
        found.append(line)
    return found


def _missing(releases: Iterable[Release]) -> tuple[str, ...]:
    told = {axis.dimension for one in releases for axis in one.table.axes}
    return tuple(str(kind.label) for name, kind in DIMENSIONS.items() if name not in told)


def _timeliness(steps: Sequence[AnonymousStep]) -> dict[str, int | None]:
    taken = Counter(step.sop for step in steps)
    kept = Counter(step.sop for step in steps if step.was_on_time)
    return {sop: rounded_share(kept[sop], taken[sop]) for sop in SOPS}


@dataclass(frozen=True)
class YearFigures:
    """What a period is measured against."""

    target: int
    children_in_need: int | None


def year_figures(period: Period) -> YearFigures:
    """The target of the period (a year's, half of it, several years' together), and the city's
    children in need as last counted by its end.
    """
    figures = list(YearFigure.objects.filter(year__lte=period.last.year).order_by("year"))
    targets = [
        figure.amount
        for figure in figures
        if figure.kind == YearFigure.Kind.TARGET and figure.year in period.years
    ]
    counted = [f.amount for f in figures if f.kind == YearFigure.Kind.CHILDREN_IN_NEED]
    whole = sum(targets)
    return YearFigures(
        target=round(whole / 2) if period.is_half_year else whole,
        children_in_need=counted[-1] if counted else None,
    )
