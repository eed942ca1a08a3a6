"""How long a session lasts, and that nobody works without a second factor."""

from collections.abc import Callable
from datetime import datetime, timedelta

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from .kept_forms import KEPT, drop_form, keep_form
from .models import StaffSession
from .second_factor import has_second_factor, is_proved
from .sessions import SIGNED_IN_AT

IDLE = timedelta(minutes=15)
LONGEST = timedelta(hours=12)
#: A session in use is written down this often.
GRAIN = timedelta(seconds=10)
#: A request with this header was not made by a person: it doesn't keep a session alive.
BACKGROUND = "X-Upksai-Background"
OFFICE = "/petugas/"

#: Where somebody without a second factor may go: to set one up, to confirm, to sign out.
TO_SET_UP = {"mfa_index", "mfa_activate_totp", "mfa_add_webauthn", "account_reauthenticate"}
#: Where somebody goes who has one but has not shown it in this session.
TO_SHOW = {"mfa_reauthenticate", "mfa_reauthenticate_webauthn"}


class SessionLimits:
    """Ends a session after 15 idle minutes or 12 hours, and keeps what was being typed."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request):
        at = timezone.now()
        if request.session.session_key and request.user.is_authenticated:
            if _is_over(request.session, at):
                request.ended_for = str(request.user.pk)
                request.session.flush()
                request.user = AnonymousUser()
            elif BACKGROUND not in request.headers:
                _touch(request.session, at)
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        """Tell why, once Django has made sure that a form came from our own page."""
        if not request.path.startswith(OFFICE):
            return
        if person := getattr(request, "ended_for", None):
            kept = request.method == "POST" and keep_form(request, person)
            messages.warning(request, _ended(kept=kept))
        elif request.method == "POST" and request.session.get(KEPT, {}).get("path") == (
            request.get_full_path()
        ):
            drop_form(request)


def _is_over(session, at: datetime) -> bool:
    began = datetime.fromisoformat(session[SIGNED_IN_AT])
    return at - began > LONGEST or at - session.seen_at > IDLE


def _touch(session, at: datetime) -> None:
    if at - session.seen_at > GRAIN:
        session.seen_at = at
        StaffSession.objects.touch(session.row_key, at)


def _ended(*, kept: bool) -> str:
    ended = _("Sesi Anda berakhir. Masuk lagi untuk melanjutkan.")
    if kept:
        return (
            f"{ended} {_('Isian yang belum terkirim disimpan sampai Anda masuk (kecuali berkas).')}"
        )
    return ended


class SecondFactorFirst:
    """Outside the demo every page of the office waits until the second factor is there."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        """Send everyone else to the page on which they set it up or show it."""
        if not settings.SECOND_FACTOR_REQUIRED or not getattr(view, "login_required", True):
            return None
        if not request.user.is_authenticated or is_proved(request):
            return None
        has_one = has_second_factor(request.user)
        allowed = {"account_logout"} | (TO_SHOW if has_one else TO_SET_UP)
        if request.resolver_match.view_name in allowed:
            return None
        return redirect("mfa_reauthenticate" if has_one else "mfa_index")
