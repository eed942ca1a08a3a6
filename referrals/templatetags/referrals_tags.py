"""What other pages show of referrals."""

from django import template
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from referrals import queries
from upksai.ui.paging import capped_count

register = template.Library()


@register.simple_tag
def referral_count(case, tab: str) -> int:
    """How many referrals a case has had; its summary reads them all anyway."""
    return len(queries.referrals_of(case)) if tab == "summary" else case.referrals.count()


@register.inclusion_tag("referrals/_tasks.html")
def referral_tasks(case):
    """What is still to be done about a case's referrals, the most urgent first."""
    return {"referrals": [r for r in queries.referrals_of(case) if r.duty]}


@register.inclusion_tag("referrals/_tabs.html", takes_context=True)
def referral_tabs(context, current):
    """The lists of referrals this person has, with how many wait in each."""
    user, at = context["request"].user, timezone.now()
    outgoing = [] if user.is_intake else [_outgoing(tab, user, at, current) for tab in queries.TABS]
    incoming = {
        "label": _("Masuk"),
        "url": reverse("referrals:incoming"),
        "count": capped_count(queries.incoming_of(user).in_progress()),
        "is_current": current == "masuk",
    }
    return {"tabs": [*outgoing, incoming]}


def _outgoing(tab, user, at, current) -> dict:
    return {
        "label": tab.label,
        "url": f"{reverse('referrals:list')}?tampil={tab.name}",
        "count": capped_count(queries.listed(tab, user=user, at=at)) if tab.is_counted else None,
        "is_current": current == tab.name,
    }
