"""Reads about referrals: the tabs of the list, and what one page about a referral needs."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Prefetch, prefetch_related_objects
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cases.matches import Matches, possible_matches
from cases.models import Case
from upksai.privacy import reading

from .choices import ReferralState
from .guards import consent_covers_the_partner
from .models import IncomingReferral, Referral

FINISHED = (ReferralState.CLOSED, ReferralState.WITHDRAWN)


@dataclass(frozen=True)
class Tab:
    """One tab: its name in the address, its words, what it keeps and how it is sorted."""

    name: str
    label: str | Promise
    narrow: Callable[[Any, Any, datetime], Any]
    order: tuple[str, ...] = ("due_at", "pk")
    is_counted: bool = True


TABS = (
    Tab(
        "menunggu",
        _("Menunggu jawaban"),
        lambda found, user, at: found.filter(state=ReferralState.SENT),
    ),
    Tab("terlambat", _("Terlambat"), lambda found, user, at: found.overdue(at)),
    Tab("saya", _("Perlu tindakan saya"), lambda found, user, at: found.waiting_for(user)),
    Tab(
        "berjalan",
        _("Semua yang berjalan"),
        lambda found, user, at: found.in_progress(),
        is_counted=False,
    ),
    Tab(
        "selesai",
        _("Selesai"),
        lambda found, user, at: found.filter(state__in=FINISHED),
        order=("-state_since", "pk"),
        is_counted=False,
    ),
)


def referrals_of(case: Any) -> list[Referral]:
    """All referrals of a case, for what a page shows of them; asked for once on a page."""
    if not hasattr(case, "referrals_shown"):
        shown = ("case", "number", "state", "due_at", "institution__name")
        found = Referral.objects.select_related("institution").only(*shown)
        found = found.order_by("due_at", "pk")
        prefetch_related_objects([case], Prefetch("referrals", found, to_attr="referrals_shown"))
    return case.referrals_shown


def tab_named(name: str) -> Tab:
    """The tab with this name in the address; else the first."""
    return next((tab for tab in TABS if tab.name == name), TABS[0])


def listed(tab: Tab, *, user, at: datetime):
    """The referrals of one tab that this person may see, with what a line of the list shows."""
    visible = Referral.objects.visible_to(user).select_related("case", "institution")
    return tab.narrow(visible, user, at)


def partners_with_consent(case) -> list:
    """The partners with whom this child's data may be shared, by a consent that stands."""
    consents = case.consents.in_force().exclude(recipient=None).select_related("recipient")
    return [consent.recipient for consent in consents]


def consent_gaps(referral, at: datetime) -> list[str]:
    """What consent is still missing before this referral may leave the office."""
    if referral.sent_at or not referral.is_unfinished:
        return []
    return list(consent_covers_the_partner(referral, at))


def can_be_handed_over(referral, user) -> bool:
    """Whether this person may now move the case to the partner that accepted it."""
    case = referral.case
    return (
        user.is_head and referral.moves_the_case and case.state in case.workflow["transfer"].source
    )


def incoming_of(user):
    """Incoming referrals this person may see, with what their pages show."""
    return IncomingReferral.objects.visible_to(user).select_related(
        "institution", "case", "subdistrict__district"
    )


def case_behind(incoming, user):
    """The case an incoming referral became, if this person may open it."""
    return Case.objects.visible_to(user).filter(pk=incoming.case_id).first()


def known_already(incoming, reader) -> Matches:
    """Cases that may be about the child a partner sends, as far as the reader may know."""
    with reading.unwatched():
        child: dict[str, Any] = {
            "name": incoming.child_name,
            "birth_date": incoming.child_birth_date,
        }
    return possible_matches(reader=reader, **child)
