"""What of the statistics is published, proposed, safe or unsafe to ask: one line for each topic."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from reports.choices import ReleaseState
from reports.disclosure.categories import DIMENSIONS
from reports.disclosure.release import SEMESTER
from reports.models import LedgerEntry, StatPlan, StatRelease
from reports.periods import FIRST_YEAR, Period, year

#: What every year is expected to say, one dimension each.
TOPICS = (*DIMENSIONS, SEMESTER)


@dataclass(frozen=True)
class Cell:
    """One topic of one year: how far it has come, and where to read more."""

    status: str
    url: str
    topic: str
    period: Period

    @property
    def words(self) -> str:
        return str(STATUS[self.status][0])

    @property
    def tone(self) -> str:
        return STATUS[self.status][1]


STATUS: dict[str, tuple[Any, str]] = {
    "published": (_("Terbit"), "tag-ok"),
    "proposed": (_("Diusulkan"), "tag-info"),
    "safe": (_("Aman diminta"), "tag-info"),
    "refused": (_("Tidak aman"), "tag-warn"),
    "unknown": (_("Belum diperiksa"), ""),
}


def ledger_hash() -> str:
    """The hash of the ledger as it stands, without reading the releases themselves."""
    hashes = LedgerEntry.objects.order_by("number").values_list("sha256", flat=True)
    return hashlib.sha256("\n".join(hashes).encode()).hexdigest()


def askable(today: date) -> list[tuple[str, list[Cell]]]:
    """For every finished year the state of each topic; what was planned on an older ledger has
    to be planned again.
    """
    found: dict[tuple[str, str], tuple[str, str]] = {}
    plans = StatPlan.objects.filter(ledger=ledger_hash(), corrects=None).order_by("asked_at", "pk")
    for plan in plans.defer("options").only("pk", "dimensions", "period", "reasons"):
        found[plan.dimensions, plan.period] = ("safe", plan.get_absolute_url())
    for plan in plans.refused().only("pk", "dimensions", "period"):
        found[plan.dimensions, plan.period] = ("refused", plan.get_absolute_url())
    alive = (ReleaseState.PROPOSED, ReleaseState.PUBLISHED)
    releases = StatRelease.objects.filter(state__in=alive).select_related("plan")
    for one in releases.only("pk", "state", "plan__dimensions", "plan__period").order_by("pk"):
        key = (one.plan.dimensions, one.plan.period)
        if found.get(key, ("", ""))[0] != "published":
            found[key] = (one.state, one.get_absolute_url())
    years = [year(number) for number in range(today.year - 1, FIRST_YEAR - 1, -1)]
    return [(period.label, _cells(period, found)) for period in years]


def _cells(period: Period, found: dict[tuple[str, str], tuple[str, str]]) -> list[Cell]:
    nothing = ("unknown", "")
    return [Cell(*found.get((topic, period.slug), nothing), topic, period) for topic in TOPICS]


def topic_labels() -> Sequence[str]:
    """The topics in words, in the order of the cells."""
    return [str(_("Semester") if t == SEMESTER else DIMENSIONS[t].label) for t in TOPICS]
