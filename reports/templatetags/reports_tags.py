"""What other pages show of reports: a case's timeline, what was released, hidden numbers."""

from django import template
from django.utils import timezone
from django.utils.translation import gettext_lazy

from reports.disclosure import HIDDEN
from reports.figures import SOPS, headline
from reports.models import LedgerEntry
from reports.periods import year
from reports.released import Released
from reports.timeline import timeline
from upksai.ui.numbers import number, percent

register = template.Library()

SOP_LABELS = {
    "complaint-intake": gettext_lazy("Pengaduan"),
    "case-handling": gettext_lazy("Penanganan kasus"),
    "monitoring": gettext_lazy("Monitoring dan evaluasi"),
    "referral": gettext_lazy("Rujukan"),
    "information-request": gettext_lazy("Pelayanan data dan informasi"),
}


@register.inclusion_tag("reports/_timeline.html")
def case_timeline(case):
    """Everything that happened to the case, newest first."""
    return {"entries": timeline(case)}


#: How many figures stand side by side on the landing page.
MOST_ON_LANDING = 4


@register.inclusion_tag("reports/_landing_figures.html")
def landing_figures():
    """The cases of the last finished year, and shown figures of one released table about it."""
    last = year(timezone.localdate().year - 1)
    entries = LedgerEntry.objects.published().within(last.semesters[0], last.semesters[-1])
    releases = [entry.published for entry in entries]
    head = headline(last, releases)
    lists = [Released(one) for one in releases if one.table.period == last.semesters]
    short = [table for table in lists if table.shape == "list" and len(table.lines) < 5]
    lines = [line for table in short[:1] for line in table.lines if line.value is not None]
    told = {"head": head, "lines": lines[: MOST_ON_LANDING - 1], "year": last.first.year}
    return told | {"has_any": head.cases is not None}


@register.inclusion_tag("reports/_released.html")
def released_table(shown, heading="h2", key=None):
    """A released table with its bars or chart, and what its symbol means.

    `key` tells apart tables on one page that have no number of their own yet.
    """
    key = shown.number if key is None else key
    words = {"least": shown.release.k, "symbol": HIDDEN}
    return {"shown": shown, "h": heading, "key": key} | words


@register.filter
def shown_or_unreleased(value, unit="") -> str:
    """A figure of a report, in percent if asked; a dash where no release or too little says it."""
    if value is None:
        return "–"
    return percent(value, 2) if unit else number(value)


@register.filter
def shown_percent(value, digits=1) -> str:
    """A percentage as it may be read."""
    return HIDDEN if value is None else percent(value, digits)


@register.simple_tag
def timeliness_rows(figures):
    """Each SOP with the share of its steps that were taken in time."""
    return [(SOP_LABELS[sop], figures.timeliness[sop]) for sop in SOPS]
