"""What other pages show of monitoring."""

from django import template
from django.urls import reverse
from django.utils import timezone

from monitoring import queries
from upksai.ui.paging import capped_count

register = template.Library()


@register.inclusion_tag("monitoring/_next_visits.html")
def next_visits(case):
    """The visits planned for a case, the next one first."""
    return {"visits": [visit for visit in queries.visits_of(case) if visit.is_planned]}


@register.inclusion_tag("monitoring/_tabs.html", takes_context=True)
def visit_tabs(context, current):
    """The lists of visits, with how many wait in each."""
    user, at = context["request"].user, timezone.now()
    return {"tabs": [_shown(tab, user, at, current) for tab in queries.TABS]}


def _shown(tab, user, at, current) -> dict:
    return {
        "label": tab.label,
        "url": f"{reverse('monitoring:list')}?tampil={tab.name}",
        "count": capped_count(queries.listed(tab, user=user, at=at)) if tab.is_counted else None,
        "is_current": current == tab.name,
    }
