"""What other pages show of complaints."""

from django import template

from cases.choices import Risk
from complaints import queries

register = template.Library()
TONES = {Risk.HIGH: "danger", Risk.MEDIUM: "warn"}


def _handles_complaints(user) -> bool:
    return user.is_intake or user.is_worker or user.is_head


@register.inclusion_tag("complaints/_urgency.html")
def urgency(complaint):
    """Tags for what makes a complaint urgent: emergency, risk, the police's clock."""
    return {"complaint": complaint, "tone": TONES.get(complaint.risk_level, "")}


@register.inclusion_tag("complaints/_new_complaints.html")
def new_complaints(user):
    """A panel with the most urgent complaints that nobody has looked at yet."""
    return {"complaints": queries.new_complaints(user), "is_for_verification": user.is_worker}


@register.inclusion_tag("complaints/_new_complaints_tile.html")
def new_complaints_tile(user):
    """How many complaints nobody has looked at yet, as a tile that leads to the queue."""
    may_see = _handles_complaints(user)
    return {
        "may_see": may_see,
        "count": queries.new_complaint_count(user) if may_see else 0,
        "is_for_verification": user.is_worker,
    }
