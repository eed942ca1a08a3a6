"""The pages for when something is not there, not allowed, or went wrong."""

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

from .context import office
from .incoming import METHODS
from .logs import new_reference


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer 404, word for word the same for what is hidden and for what never was."""
    return plain("404.html", 404)


def not_allowed(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer 403: this is known to be there, and is not for this person."""
    return plain("403.html", 403)


def too_many(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer 429: tried too often, wait."""
    return plain("429.html", 429)


def form_expired(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer a form whose secret token is missing or too old."""
    return plain("403_csrf.html", 403)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer 400: this was not made by our pages; 413 where it was only too big."""
    return refused(request, 413 if isinstance(exception, RequestDataTooBig) else 400)


def refused(request: HttpRequest, status: int, allowed: str = ", ".join(METHODS)) -> HttpResponse:
    """Answer 400, 405, 413 or 414, each with its sentence."""
    response = plain(f"{status}.html", status)
    if status == 405:
        response["Allow"] = allowed
    return response


def went_wrong(request: HttpRequest) -> HttpResponse:
    """Answer 500 with the code under which the log names the cause; asks no database."""
    request.reference = new_reference()  # type: ignore[attr-defined]  # read by logs.WithoutPeople
    return plain("500.html", 500, reference=request.reference)  # type: ignore[attr-defined]  # set by the middleware


def plain(template: str, status: int, **context: str) -> HttpResponse:
    """A page without the request: no user, no menu, no query."""
    html = render_to_string(template, {"office": office(), "demo": False} | context)
    return HttpResponse(html, status=status)
