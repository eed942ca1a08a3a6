"""What the settings pages read. Nothing here names a child or a reporter."""

from collections.abc import Iterable
from datetime import date

from .models import DayOverride, Institution, TimeLimit, YearFigure

#: How many changes a page tells of.
RECENT = 20


def institutions():
    """All partners, with those that no longer work with us."""
    return Institution.objects.all()


def overrides_from(day: date):
    """The office's own working and free days from `day` on."""
    return DayOverride.objects.filter(day__gte=day)


def override_on(day: str) -> DayOverride | None:
    """What the office decided about a day such as 2026-12-28, if it did."""
    try:
        return DayOverride.objects.filter(day=date.fromisoformat(day)).first()
    except ValueError:
        return None


def figures_by_year() -> dict[int, dict[str, YearFigure]]:
    """For each year, newest first, its figures by kind."""
    found: dict[int, dict[str, YearFigure]] = {}
    for figure in YearFigure.objects.order_by("-year", "kind"):
        found.setdefault(figure.year, {})[figure.kind] = figure
    return found


def changed_limits() -> dict[str, TimeLimit]:
    """The limits that the head has set, by key."""
    return TimeLimit.objects.in_bulk()


def recent_changes(model, **which) -> Iterable:
    """The latest changes of some rows, by whom and when, newest first."""
    rows = model.history.filter(**which).select_related("history_user")
    return rows.order_by("-history_date", "-history_id")[:RECENT]
