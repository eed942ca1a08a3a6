"""What the pages about accounts read."""

from datetime import datetime
from typing import Any

from allauth.mfa.models import Authenticator
from django.db.models import Exists, OuterRef, Prefetch, Q

from .models import LostFactor, RoleRequest, StaffSession, User, Vouch
from .second_factor import is_theirs
from .vouching import COUNTS

#: How many changes a page tells of.
RECENT = 20


def staff():
    """Everyone who has or had an account, and whether something waits for a head."""
    waiting = RoleRequest.objects.open().filter(person=OuterRef("pk"))
    return User.objects.annotate(is_waiting=Exists(waiting))


def changes_of(person: User):
    """What was changed about an account, newest first; signing in is no change."""
    changed = Q(history_type="+") | Q(history_change_reason__isnull=False)
    rows = person.history.filter(changed).select_related("history_user")
    return rows.order_by("-history_date", "-history_id")[:RECENT]


def sessions_of(person: User, at: datetime):
    """Where somebody is signed in, the browser used last first."""
    return StaffSession.objects.of(person).filter(expire_date__gt=at)


def factors_of(person: User) -> dict[str, Any]:
    """The code app (or None), the passkeys, and how many recovery codes are left."""
    kinds = Authenticator.Type
    mine = list(filter(is_theirs, Authenticator.objects.filter(user=person).order_by("pk")))
    by_kind = {one.type: one for one in mine}
    codes = by_kind.get(kinds.RECOVERY_CODES)
    return {
        "app": by_kind.get(kinds.TOTP),
        "keys": [one for one in mine if one.type == kinds.WEBAUTHN],
        "codes_left": len(codes.wrap().get_unused_codes()) if codes else None,
    }


def open_lost_factors(at: datetime):
    """Colleagues who wait until two others vouch for them, with the words that count."""
    waiting = LostFactor.objects.open_at(at).select_related("person", "opened_by")
    words = Prefetch("vouches", Vouch.objects.filter(COUNTS).select_related("by"))
    return waiting.prefetch_related(words).order_by("opened_at", "pk")
