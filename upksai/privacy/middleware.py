"""No page of the office without its row in the audit trail: both in one transaction, or neither."""

from collections.abc import Callable
from contextlib import ExitStack
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

    The last middleware: only the page itself is inside. The row is written before the answer
    leaves, so a row that cannot be written is an answer that is not given.
    """

    def __init__(self, get_response: Callable[[Any], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        visit = request.visit = Visit()  # type: ignore[attr-defined]  # set here for all that follow
        with visit.until_answered:
            response = self.get_response(request)
            visit.end(request.user if visit.sitting else None, response.status_code)
        return response

    def process_view(self, request, view, args, kwargs) -> None:
        """Public pages know no person, and whoever holds a receipt is nobody's colleague."""
        if getattr(view, "login_required", True):
            request.visit.begin()

    def process_exception(self, request, exception) -> None:
        """What a page did before it failed is taken back, whatever is answered instead."""
        request.visit.has_failed = True


class Visit:
    """One person's one look at one page."""

    def __init__(self) -> None:
        self.until_answered = ExitStack()
        self.sitting: reading.Sitting | None = None
        self.has_failed = False

    def begin(self) -> None:
        """From here on, what is read and written belongs together."""
        self.until_answered.enter_context(transaction.atomic())
        self.sitting = self.until_answered.enter_context(reading.sitting())

    def end(self, person: Any, status: int) -> None:
        """One row for each record that the page was about; nearly always that is one."""
        if self.sitting is None:
            return
        if self.has_failed:
            transaction.set_rollback(True)
        elif status != NOT_FOUND and status not in SENT_ELSEWHERE:
            told = {"actor": person, "action": "read", "at": timezone.now()}
            shown = [subject.row(self.sitting.fields) for subject in self.sitting.shown()]
            audit.remember_together(told | row for row in shown)
