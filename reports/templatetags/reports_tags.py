"""What other pages show of reports: a case's timeline, the year's totals, hidden numbers."""

from django import template
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.choices import ClosureReason, Ppks
from reports.figures import SOPS
from reports.periods import year
from reports.services.issuing import figures_of
from reports.suppression import HIDDEN, Share
from reports.timeline import timeline
from upksai.ui import charts
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


@register.inclusion_tag("reports/_landing_figures.html")
def landing_figures():
    """Totals of the last finished year, as published."""
    today = timezone.localdate()
    last = today.year - 1
    return {"figures": figures_of(year(last), today=today), "year": last}


@register.filter
def shown(count) -> str:
    """A count as it may be read; one symbol for everything hidden."""
    return HIDDEN if count is None else number(count)


@register.filter
def shown_percent(value, digits=1) -> str:
    """A percentage as it may be read."""
    return HIDDEN if value is None else percent(value, digits)


@register.filter
def shown_share_percent(share: Share) -> str:
    """The percentage of a share; a dash where there was nothing to share."""
    return "–" if share.whole == 0 else shown_percent(share.percent)


@register.filter
def shown_share(share: Share) -> str:
    """x of y with its percentage, or the symbol."""
    if share.whole == 0:
        return "–"
    if share.part is None:
        return HIDDEN
    words = {"part": number(share.part), "whole": shown(share.whole)}
    return _("%(part)s dari %(whole)s") % words + f" ({shown_percent(share.percent)})"


@register.simple_tag
def category_rows(figures):
    """The categories with their words and counts."""
    return [(Ppks(code).label, count) for code, count in figures.categories.cells.items()]


@register.simple_tag
def outcome_rows(figures):
    """The reasons of closing that occurred, or are hidden."""
    return [
        (ClosureReason(code).label, count)
        for code, count in figures.outcomes.cells.items()
        if count != 0
    ]


@register.simple_tag
def timeliness_rows(figures):
    """Each SOP with the share of its steps that were taken in time."""
    return [(SOP_LABELS[sop], figures.timeliness[sop]) for sop in SOPS]


@register.simple_tag
def safe_pace_chart(figures):
    """The line of cases against the target, drawn only through points that may be shown."""
    last = max(month for month, _count in figures.pace)
    values: list[int | None] = [None] * last
    for month, count in figures.pace:
        values[month - 1] = count
    return charts.pace(
        figures.months,
        values,
        figures.target,
        title=_("Kasus dibanding target"),
        desc=_("Jumlah kumulatif kasus baru dan laju target %(target)d.")
        % {"target": figures.target},
    )
