"""Asking for a page as somebody would, and seeing what it answered and whether it wrote."""

import re
from contextlib import contextmanager
from types import SimpleNamespace
from typing import NamedTuple

from django.core.handlers.base import BaseHandler
from django.db import connection, transaction
from django.test import Client, RequestFactory
from django.utils import timezone

from complaints.views import traces
from upksai.accounts.models import User
from upksai.accounts.second_factor import SET_UP_HERE

from . import table
from .world import ROLES, World

#: Answered before any page is reached.
AT_THE_DOOR = ("PUT", "PATCH", "DELETE", "OPTIONS")
METHODS = ("GET", "HEAD", "POST", *AT_THE_DOOR)
#: Looking, being signed in and guessing leave their own traces.
BOOKS = {"privacy_auditentry", "privacy_audithead", "privacy_budget", "accounts_staffsession"}
WRITING = re.compile(r'(?:INSERT INTO|UPDATE|DELETE FROM) "(\w+)"')
#: Differs from one answer to the next by nature.
RANDOM = {"Date", "Set-Cookie"}


class Answer(NamedTuple):
    """What came back, and the tables that were written in."""

    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes
    written: frozenset[str]

    @property
    def location(self) -> str:
        return dict(self.headers).get("Location", "")


class Person:
    """Somebody at a browser, signed in if they can. Whatever is answered, the browser stays so."""

    def __init__(self, world: World, name: str):
        if name == table.STRICT_INTAKE:
            world.close_the_case()
        client = Client()
        if name in ROLES:
            client.force_login(world.people[name])
        if name != table.VISITOR:
            _remember(client.session, world, name)
        if name == table.DEACTIVATED:
            User.objects.filter(pk=world.people[name].pk).update(is_active=False)
        # Django's client would spend as long on an answer as the page itself.
        self.browser = RequestFactory()
        self.browser.cookies = client.cookies
        self.office = BaseHandler()
        self.office.load_middleware()

    def ask(self, method: str, url: str, fields: dict | None = None) -> Answer:
        """Ask, and undo what the answer did to the records and to the session."""
        browser = self.browser
        request = browser.post(url, fields) if fields else browser.generic(method, url)
        request._dont_enforce_csrf_checks = True  # the forms of our own pages
        if method in AT_THE_DOOR:
            return self._answer(request)
        with transaction.atomic():
            answer = self._answer(request)
            transaction.set_rollback(True)
        return answer

    def _answer(self, request) -> Answer:
        with _writings() as written:
            answer = self.office.get_response(request)
            body = b"".join(answer)
        headers = sorted(one for one in answer.headers.items() if one[0] not in RANDOM)
        return Answer(answer.status_code, tuple(headers), body, frozenset(written))


def _remember(session, world: World, name: str) -> None:
    """What the session holds: the second factor shown, or the report opened with its code."""
    if name in ROLES.keys() - table.WAITING.keys():
        session[SET_UP_HERE] = True
    if name == table.HOLDER:
        traces.open_report(SimpleNamespace(session=session), world.complaint, timezone.now())
    session.save()


@contextmanager
def _writings():
    """The tables that are written in, but for the books that every visit is entered in."""
    written: set[str] = set()

    def watch(execute, sql, params, many, context):
        if (found := WRITING.match(sql)) and found[1] not in BOOKS:
            written.add(found[1])
        return execute(sql, params, many, context)

    with connection.execute_wrapper(watch):
        yield written
