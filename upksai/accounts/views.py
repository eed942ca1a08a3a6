"""One's own account: second factor, browsers that are signed in, a form not sent in time."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from . import queries, services
from .kept_forms import drop_form, kept_form
from .second_factor import is_proved
from .stepup import recently_confirmed


@require_safe
def security(request):
    """What protects the account: the app, the passkeys, the recovery codes."""
    shown = queries.factors_of(request.user) | {"is_proved": is_proved(request)}
    return render(request, "mfa/index.html", shown)


@require_safe
def sessions(request):
    """Where one is signed in now."""
    mine = queries.sessions_of(request.user, timezone.now())
    here = request.session.row_key
    return render(request, "account/sessions.html", {"sessions": mine, "here": here})


@require_POST
@recently_confirmed
def session_end(request):
    """Sign out one browser, or all but this one."""
    if key := request.POST.get("key"):
        services.end_session(request.user, key=key)
    else:
        services.end_sessions(request.user, but=request.session.row_key)
    messages.success(request, _("Perangkat dikeluarkan."))
    return redirect("account_sessions")


@require_http_methods(["GET", "POST"])
def unsent_form(request):
    """What was being typed when the session ended: send it now, or throw it away."""
    kept = kept_form(request)
    if kept and request.method == "GET":
        return render(request, "account/kept_form.html", {"kept": kept})
    drop_form(request)
    return redirect("desk:home")
