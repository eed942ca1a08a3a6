"""Reads about visits and meetings: the tabs of the list, and what the pages of a case show."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Prefetch, prefetch_related_objects
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from upksai.accounts.roles import Role
from upksai.ui.dates import long_date

from .models import Visit

MINUTE_TAKERS = (Role.HEAD, Role.DATA_OFFICER)


@dataclass(frozen=True)
class Tab:
    """One tab: its name in the address, its words, what it keeps and how it is sorted."""

    name: str
    label: str | Promise
    narrow: Callable[[Any, datetime], Any]
    order: tuple[str, ...] = ("due_at", "pk")
    is_counted: bool = True


def _this_week(visits, at: datetime):
    today = timezone.localtime(at).replace(hour=0, minute=0, second=0, microsecond=0)
    monday = today - timedelta(days=today.weekday())
    return visits.planned().filter(due_at__gte=monday, due_at__lt=monday + timedelta(days=7))


TABS = (
    Tab("terlambat", _("Terlambat"), lambda visits, at: visits.planned().overdue(at)),
    Tab("minggu-ini", _("Minggu ini"), _this_week),
    Tab("semua", _("Semua rencana"), lambda visits, at: visits.planned(), is_counted=False),
    Tab(
        "sudah",
        _("Sudah dilakukan"),
        lambda visits, at: visits.done(),
        order=("-visited_on", "pk"),
        is_counted=False,
    ),
)


def tab_named(name: str) -> Tab:
    """The tab with this name in the address; else this week's."""
    return next((tab for tab in TABS if tab.name == name), TABS[1])


def listed(tab: Tab, *, user, at: datetime):
    """The visits of one tab that this person may see, with what a line of the list shows."""
    return tab.narrow(Visit.objects.visible_to(user).select_related("case"), at)


def visits_of(case) -> list[Visit]:
    """All visits of a case, for what a page shows of them; asked for once on a page."""
    if not hasattr(case, "visits_shown"):
        visits = Visit.objects.order_by("due_at", "pk")
        prefetch_related_objects([case], Prefetch("visits", visits, to_attr="visits_shown"))
    return case.visits_shown


def next_visit(case) -> Visit | None:
    """The visit that is planned next for a case."""
    return Visit.objects.filter(case=case).planned().order_by("due_at", "pk").first()


def what_is_next(case) -> str:
    """When the next visit is due, in words; nothing when none is planned."""
    visit = next_visit(case)
    if visit is None or visit.due_at is None:
        return ""
    words = {"kind": visit.get_kind_display(), "day": long_date(visit.due_at)}
    return _t("%(kind)s berikutnya %(day)s.") % words


def visits_made(case):
    """The visits made to a case, the latest first."""
    return Visit.objects.filter(case=case).done().order_by("-visited_on", "-state_since")


def functioning_at_start(case) -> dict:
    """How the child was doing when this episode's first assessment was made."""
    first = case.assessments.filter(episode=case.episode).order_by("done_on", "pk").first()
    return {"functioning_before": first.functioning} if first else {}


def writes_minutes(user) -> bool:
    """Whether this person keeps the minutes of meetings."""
    return user.role in MINUTE_TAKERS
