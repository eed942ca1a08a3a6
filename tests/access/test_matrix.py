"""Every address, tried by everyone, with every method: no cell says more than the table."""

from collections import Counter

import pytest
from django.db import transaction

from . import table
from .world import ROLES, World, address, every_address

METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
#: What a page answers to somebody for whom it exists: never 404, never 500.
ANSWERS = {200, 302, 400, 403, 405}
NAMES = [name for name, _pattern in every_address()]
PRINCIPALS = [*ROLES, table.VISITOR, table.HOLDER]


@pytest.fixture
def world():
    return World()


def test_every_address_has_a_row_and_every_row_an_address():
    assert set(NAMES) == set(table.ROWS)
    assert len(NAMES) == len(set(NAMES))


def test_the_table_has_enough_cells():
    assert len(NAMES) * len(METHODS) * len(PRINCIPALS) >= 5_000


@pytest.mark.parametrize("person", PRINCIPALS)
def test_nobody_gets_further_than_the_table_says(world, person):
    client = world.client(person)
    wrong = []
    for name in NAMES:
        for method in METHODS:
            if complaint := _judge(world, client, name, person, method):
                wrong.append(f"{method} {name}: {complaint}")
    assert wrong == [], Counter(line.split(": ")[-1] for line in wrong)


def _ask(client, method: str, url: str):
    """Ask, and undo what the answer did."""
    with transaction.atomic():
        answer = client.generic(method, url)
        transaction.set_rollback(True)
    return answer.status_code, answer.headers.get("Location", ""), b"".join(answer)


def _judge(world, client, name: str, person: str, method: str) -> str:
    answer = _ask(client, method, address(name, world.arguments(name)))
    status, location, _body = answer
    if person in table.ROWS[name]:
        to_sign_in = location.startswith("/masuk/") and name != "account_logout"
        return "" if status in ANSWERS and not to_sign_in else f"{status} {location}"
    if person in table.OUTSIDE:
        return "" if location.startswith("/masuk/?next=") else f"{status}, not sent to sign in"
    made_up = world.arguments(name, made_up=True)
    if status == 404 and made_up and answer != _ask(client, method, address(name, made_up)):
        return "differs from what never was"
    return "" if status in {404, 405} else f"{status} although it is hidden"
