"""The figures of a report, computed from anonymous dataclasses alone."""

import hashlib
import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from cases.choices import ClosureReason, Ppks
from upksai.directory.models import YearFigure
from upksai.ui.dates import date_range

from .anonymise import AnonymousCase, AnonymousComplaint, AnonymousStep
from .periods import Period, month_labels
from .suppression import Share, Table, hide_count, hide_share, hide_small, safe_pace

SOPS = (
    "complaint-intake",
    "case-handling",
    "monitoring",
    "referral",
    "information-request",
)


@dataclass(frozen=True)
class Figures:
    """Everything a report says. What is hidden is already hidden here."""

    period: str
    starts_on: str
    ends_on: str
    complaints: int | None
    cases: int | None
    target: int
    children_served: int | None
    children_in_need: int | None
    closed: int | None
    referrals_answered: Share
    pace: list[tuple[int, int]]
    months: list[str]
    categories: Table
    outcomes: Table
    timeliness: dict[str, Share]

    @property
    def span(self) -> str:
        """The period's first and last day in words."""
        return date_range(date.fromisoformat(self.starts_on), date.fromisoformat(self.ends_on))

    @property
    def achievement(self) -> float | None:
        """P02: cases of the target, in percent."""
        return percent(self.cases, self.target)

    @property
    def coverage(self) -> float | None:
        """P03: children served of the city's children in need, in percent, two decimals."""
        return percent(self.children_served, self.children_in_need, digits=2)

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


def compute(
    period: Period,
    *,
    cases: Sequence[AnonymousCase],
    complaints: Sequence[AnonymousComplaint],
    steps: Sequence[AnonymousStep],
    referrals: tuple[int, int],
    today: date,
) -> Figures:
    """Count, hide what is small, and keep only that."""
    opened = [case for case in cases if case.opened_in_month]
    closed = [case for case in cases if case.closed_in_period]
    yearly = year_figures(period)
    monthly = [0] * period.months_begun(today)
    for case in opened:
        monthly[min(case.opened_in_month, len(monthly)) - 1] += 1
    return Figures(
        period=period.label,
        starts_on=period.first.isoformat(),
        ends_on=period.last.isoformat(),
        complaints=hide_count(len(complaints)),
        cases=hide_count(len(opened)),
        target=yearly.target,
        children_served=hide_count(sum(case.children for case in opened)),
        children_in_need=yearly.children_in_need,
        closed=hide_count(len(closed)),
        referrals_answered=hide_share(*referrals),
        pace=safe_pace(monthly),
        months=month_labels(period),
        categories=_table(Ppks.values, [case.category for case in opened]),
        outcomes=_table(ClosureReason.values, [case.closing_reason for case in closed]),
        timeliness=_timeliness(steps),
    )


def _table(names: Sequence[str], found: Sequence[str]) -> Table:
    counts = Counter(found)
    return hide_small({name: counts[name] for name in names})


def _timeliness(steps: Sequence[AnonymousStep]) -> dict[str, Share]:
    taken = Counter(step.sop for step in steps)
    kept = Counter(step.sop for step in steps if step.was_on_time)
    return {sop: hide_share(kept[sop], taken[sop]) for sop in SOPS}


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
