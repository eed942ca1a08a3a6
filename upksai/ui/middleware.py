"""What every answer says to browsers and proxies, and what never reaches a page."""

from collections.abc import Callable

from django.conf import settings
from django.db import DataError
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed

from . import views
from .form_pages import form_status
from .incoming import refusal
from .refusals import TooMany

#: Said even where another part of the house answers before a page is reached.
ALWAYS = {
    "Cache-Control": "no-store",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": settings.SECURE_REFERRER_POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": settings.X_FRAME_OPTIONS,
}


def guarded(get_response: Callable[[HttpRequest], HttpResponse]):
    """Keep every answer out of caches, histories and other people's pages.

    Static files, which hold nothing of anybody, say for themselves how long they may be kept.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        for name, value in ALWAYS.items():
            response.headers.setdefault(name, value)
        return response

    return middleware


class Doorkeeper:
    """Turns away what no page should have to think about."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if status := refusal(request):
            return views.refused(request, status)
        response = self.get_response(request)
        if isinstance(response, HttpResponseNotAllowed) and not response.content:
            return views.refused(request, 405, allowed=response["Allow"])
        return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Answer what was asked too often, and values that no calendar or column can hold."""
        if isinstance(exception, TooMany):
            return views.too_many(request, exception)
        if isinstance(exception, DataError | OverflowError):
            return views.bad_request(request, exception)
        return None


class FormsOfOthers:
    """Answers 4xx where a page that is not of our making, such as signing in, refuses its form."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_template_response(self, request: HttpRequest, response):
        """Before the page is drawn one may look at the forms on it."""
        if response.status_code == 200:
            response.status_code = form_status(request, response.context_data)
        return response
