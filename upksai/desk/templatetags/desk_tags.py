"""What other pages show of somebody's work list."""

from django import template
from django.utils import timezone

from upksai.desk.work import work_of

register = template.Library()


@register.inclusion_tag("desk/_decisions.html")
def waiting_decisions(user):
    """The head's open decisions, the most urgent first."""
    work = work_of(user, timezone.now()) if user.is_head else None
    tasks = [task for _id, _label, group in work.groups for task in group] if work else []
    return {"tasks": tasks[:6], "count": len(tasks), "user": user}
