"""No page of the office without its row in the audit trail: both in one transaction, or neither."""

from collections.abc import Callable
from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone

from . import audit, reading

#: Answers that show nothing of a record.
SENT_ELSEWHERE = range(300, 400)
NOT_FOUND = 404


class EveryReadingRemembered:
    """Makes a page for somebody who has signed in, and remembers what it opened.

    The last middleware: what it calls is the page itself. It does so before the answer leaves, so
    a row that cannot be written is an answer that is not given.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs) -> HttpResponseBase | None:
        """Public pages know no person, and a receipt's holder is nobody's colleague."""
        if not (request.user.is_authenticated and getattr(view, "login_required", True)):
            return None
        with transaction.atomic(), reading.sitting() as sitting:
            response = view(request, *args, **kwargs)
            if hasattr(response, "render"):
                response = response.render()
            if response.status_code != NOT_FOUND and response.status_code not in SENT_ELSEWHERE:
                _remember(request.user, sitting)
        return response


def _remember(person: Any, sitting: reading.Sitting) -> None:
    """One row for each record that the page is about; nearly always that is one."""
    for subject in sitting.shown():
        audit.remember(
            actor=person,
            action="read",
            fields=sitting.fields,
            at=timezone.now(),
            **subject.__dict__,
        )
