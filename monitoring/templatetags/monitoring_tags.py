"""What other pages show of monitoring."""

from django import template
from django.urls import reverse
from django.utils import timezone

from monitoring import queries
from upksai.ui.paging import CappedCount, KeysetPage, capped_count

register = template.Library()


@register.inclusion_tag("monitoring/_next_visits.html")
def next_visits(case):
    """The visits planned for a case, the next one first."""
    return {"visits": [visit for visit in queries.visits_of(case) if visit.is_planned]}


@register.inclusion_tag("monitoring/_tabs.html", takes_context=True)
def visit_tabs(context, current, page):
    """The lists of visits, with how many wait in each; `page` is what is shown of the current."""
    user, at = context["request"].user, timezone.now()
    tabs = [_shown(tab, user, at, page if tab is current else None) for tab in queries.TABS]
    return {"tabs": tabs}


def _shown(tab, user, at, page: KeysetPage | None) -> dict:
    return {
        "label": tab.label,
        "url": f"{reverse('monitoring:list')}?tampil={tab.name}",
        "count": _count(tab, user, at, page) if tab.is_counted else None,
        "is_current": page is not None,
    }


def _count(tab, user, at, page: KeysetPage | None) -> CappedCount:
    if page is not None and page.is_all:
        return CappedCount(len(page), is_capped=False)
    return capped_count(queries.listed(tab, user=user, at=at))
