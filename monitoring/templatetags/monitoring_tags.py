"""What other pages show of monitoring."""

from django import template
from django.urls import reverse
from django.utils import timezone

from monitoring import queries
from monitoring.models import Visit
from upksai.ui.paging import capped_count

register = template.Library()


@register.simple_tag(takes_context=True)
def visit_count(context, case) -> int:
    """How many visits were made to a case, as far as the reader may know."""
    return Visit.objects.visible_to(context["request"].user).filter(case=case).done().count()


@register.inclusion_tag("monitoring/_next_visits.html", takes_context=True)
def next_visits(context, case):
    """The visits planned for a case, the next one first."""
    visible = Visit.objects.visible_to(context["request"].user).filter(case=case)
    return {"visits": visible.planned().order_by("due_at", "pk")}


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
