"""Asking again who sits there, before something that would be hard to undo.

A view guarded by `recently_confirmed` opens only within ten minutes of signing in or of the last
confirmation. What was sent is kept (sealed, in the session) and goes on after the confirmation.
"""

import time
from collections.abc import Callable
from datetime import datetime
from functools import wraps

from allauth.account.internal.flows.login import get_authentication_records
from allauth.core.exceptions import ReauthenticationRequired
from django.conf import settings
from django.http import HttpRequest

from .sessions import SIGNED_IN_AT


def is_recent(request: HttpRequest) -> bool:
    """Whether the person has shown who they are within the last ten minutes."""
    records = get_authentication_records(request, request.user)
    moments = [one["at"] for one in records if one.get("reauthenticated")]
    if began := request.session.get(SIGNED_IN_AT):
        moments.append(datetime.fromisoformat(began).timestamp())
    return time.time() - max(moments, default=0) < settings.ACCOUNT_REAUTHENTICATION_TIMEOUT


def recently_confirmed(view: Callable) -> Callable:
    """Open a view only to somebody who has just shown who they are."""

    @wraps(view)
    def guarded(request, *args, **kwargs):
        if not is_recent(request):
            raise ReauthenticationRequired
        return view(request, *args, **kwargs)

    return guarded


def confirmed_to_write(view: Callable) -> Callable:
    """The same where looking is harmless: only sending the form asks."""
    asking = recently_confirmed(view)

    @wraps(view)
    def guarded(request, *args, **kwargs):
        chosen = view if request.method in {"GET", "HEAD"} else asking
        return chosen(request, *args, **kwargs)

    return guarded
