"""Forms of the public pages: open to all, and no cookie before it is needed."""

from functools import wraps
from urllib.parse import urlsplit

from django.contrib.auth.decorators import login_not_required
from django.views.decorators.csrf import csrf_exempt

from .views import form_expired


def open_form(view):
    """Let anyone send this form without a cookie, but only from a page of our own.

    A CSRF token would leave a cookie on the device of somebody who only looked. These forms start
    a session and act for nobody, so it is enough to ask the browser where the form was filled in.
    """

    @wraps(view)
    def guarded(request, *args, **kwargs):
        if request.method == "POST" and not is_from_here(request):
            return form_expired(request)
        return view(request, *args, **kwargs)

    return login_not_required(csrf_exempt(guarded))


def typed(request):
    """What was typed, also when it was nothing at all; None while the form is only looked at."""
    return request.POST if request.method == "POST" else None


def is_from_here(request) -> bool:
    """Whether the browser says that one of our own pages sent this."""
    if getattr(request, "_dont_enforce_csrf_checks", False):  # Django's test client
        return True
    if site := request.headers.get("Sec-Fetch-Site"):
        return site == "same-origin"
    origin = request.headers.get("Origin") or request.headers.get("Referer", "")
    return _host_in(origin) == request.get_host()


def _host_in(address: str) -> str:
    """The host in an address; none in what is no address at all."""
    try:
        return urlsplit(address).netloc
    except ValueError:
        return ""
