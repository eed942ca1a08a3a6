"""Every address, tried by everyone, with every method: no cell says more than the table."""

from collections.abc import Iterator
from functools import cache
from urllib.parse import quote

import pytest
from django.db import transaction
from django.urls import reverse

from upksai.ui import views as plain
from upksai.ui.context import office

from . import table
from .addresses import address, every_address, made_up
from .asking import AT_THE_DOOR, METHODS, Answer, Person
from .world import ROLES, World

# Twenty thousand requests say nothing about lines that other tests do not.
pytestmark = pytest.mark.uncounted
NAMES = list(every_address())
PRINCIPALS = [*ROLES, table.VISITOR, table.HOLDER]
NEVER = "/petugas/tidak-pernah-ada/"


@pytest.fixture(autouse=True)
def _as_in_the_office(settings, monkeypatch):
    """The second factor is asked for. What takes long is not drawn, or drawn once."""
    settings.SECOND_FACTOR_REQUIRED = True
    for user in ("referrals.letters", "reports.services.issuing"):
        monkeypatch.setattr(f"{user}.to_pdf", lambda html: b"%PDF")
    # Refusals are drawn from these words alone; were the request passed on, this would fail.
    draw = plain.render_to_string
    once = cache(lambda name, told: draw(name, dict(told) | {"office": office()}))
    monkeypatch.setattr(plain, "render_to_string", lambda name, told: once(name, _words(told)))


def _words(told: dict) -> tuple:
    return tuple((name, word) for name, word in told.items() if name != "office")


def test_every_address_has_one_row_and_every_row_an_address():
    assert sorted(NAMES) == sorted(name for name, _row in table.LINES)


def test_the_table_names_everyone_who_is_tried():
    assert set(PRINCIPALS) == table.EVERYBODY
    assert len(NAMES) * len(METHODS) * len(PRINCIPALS) >= 5_000


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker, _keys):
    """One office for everyone: what somebody does in it is undone at once."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield World()
        transaction.set_rollback(True)


@pytest.mark.parametrize("name", PRINCIPALS)
def test_nobody_gets_further_than_the_table_says(world, name):
    visit = Visit(world, name)
    wrong = [line for page in NAMES for line in visit.judge(page)]
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("name", sorted(table.STAFF))
def test_the_search_finds_a_number_only_for_those_who_may_open_the_record(world, name):
    person = Person(world, name)
    records = {
        world.case: table.READERS,
        world.complaint: table.COMPLAINT,
        world.referral: table.READERS,
        world.incoming: table.INCOMING,
        world.letter: table.COMPLAINT,
    }
    for record, who in records.items():
        page = person.ask("POST", reverse("desk:search"), {"q": record.number})
        assert (record.get_absolute_url().encode() in page.body) == (name in who), record


@pytest.mark.parametrize("name", sorted(table.STAFF))
def test_a_letter_that_became_the_case_is_read_by_those_who_read_its_complaint(world, name):
    person = Person(world, name)
    for page, who in table.LETTER.items():
        keys = {"pk": world.letter.pk} | ({"slug": "decline"} if page.endswith("_step") else {})
        answer = person.ask("GET", reverse(page, kwargs=keys))
        if name in who:
            assert answer.status in {200, 302}, page
        else:
            assert answer == person.ask("GET", NEVER), page


@pytest.mark.parametrize("name", [table.BREAKER, table.INTAKE_BREAKER])
def test_every_page_of_the_case_says_that_it_is_open_in_an_emergency(world, name):
    person = Person(world, name)
    pages = [page for page, (who, kind) in table.ROWS.items() if who == table.READERS]
    silent = set()
    for page in pages:
        answer = person.ask("GET", address(world, page))
        is_page = dict(answer.headers)["Content-Type"].startswith("text/html")
        if answer.status == 200 and is_page and b"Akses darurat sampai" not in answer.body:
            silent.add(page)
    assert len(pages) >= 15
    assert not silent


class Visit:
    """One person's way through all addresses."""

    def __init__(self, world: World, name: str):
        self.world, self.name = world, name
        self.person = Person(world, name)
        # At the door nobody is known yet: everyone gets what a stranger gets.
        asking = dict.fromkeys(AT_THE_DOOR, Person(world, table.VISITOR))
        self.never = {
            method: asking.get(method, self.person).ask(method, NEVER) for method in METHODS
        }
        self.hidden_words = [] if name in table.READERS else world.words_of_the_case()

    def judge(self, page: str) -> Iterator[str]:
        """What is wrong with the answers of one page, if anything is."""
        url = address(self.world, page)
        for method in METHODS:
            answer = self.person.ask(method, url)
            if wrong := self._judge(page, method, url, answer):
                yield f"{method} {page}: {wrong}"

    def _judge(self, page: str, method: str, url: str, answer: Answer) -> str:
        who, kind = table.ROWS[page]
        if method in AT_THE_DOOR:
            return self._same(answer, self.never[method], 405)
        exists = self.name in who
        if answer.written and not (exists and method in table.CHANGES.get(kind, ())):
            return f"writes in {sorted(answer.written)}"
        if exists:
            return self._judge_page(page, kind, method, answer)
        if self.name in table.OUTSIDE | table.WAITING.keys():
            return self._judge_way_in(url, answer)
        return self._judge_hidden(page, kind, method, url, answer)

    def _judge_page(self, page: str, kind: str, method: str, answer: Answer) -> str:
        """A page that exists is shown, or leads on; never out."""
        shown = {200, 302, 422} if method == "POST" else {200, 302}
        expected = shown if method in table.METHODS[kind] else {405}
        if method == "HEAD":
            expected = {200, 302, 405}
        if answer.status not in expected:
            return f"{answer.status} {answer.location} although it exists"
        if answer.location.startswith(reverse("account_login")) and page not in table.LEADS_OUT:
            return "leads to sign in"
        told = [word for word in self.hidden_words if word.encode() in answer.body]
        return f"tells of {told}" if told and page not in table.TELLING else ""

    def _judge_way_in(self, url: str, answer: Answer) -> str:
        way = f"{reverse('account_login')}?next={quote(url)}"
        if waits_for := table.WAITING.get(self.name):
            way = reverse(waits_for)
        is_way = (answer.status, answer.location) == (302, way)
        return "" if is_way else f"{answer.status} {answer.location} is no way in"

    def _judge_hidden(self, page: str, kind: str, method: str, url: str, answer: Answer) -> str:
        """Byte for byte what never was, and what a made-up key gets."""
        is_refused = answer.status == 405 and method not in table.METHODS[kind]
        if not is_refused and (wrong := self._same(answer, self.never[method], 404)):
            return wrong
        twin = made_up(self.world, page)
        if twin == url or method == "HEAD":  # the same code as by GET
            return ""
        return self._same(answer, self.person.ask(method, twin), answer.status)

    def _same(self, answer: Answer, twin: Answer, status: int) -> str:
        if answer.status != status:
            return f"{answer.status} {answer.location} instead of {status}"
        return "" if answer == twin else "differs from what never was"
