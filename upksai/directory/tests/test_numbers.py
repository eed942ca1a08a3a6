"""Numbers of the registers: none is skipped, none given twice."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, transaction

from upksai.directory.services import may_be_number, next_number


@pytest.mark.parametrize("text", ["K", "rm-2026", "K-2026-1000", "2026-014", "14", "P-"])
def test_what_may_become_a_number_is_looked_for(text):
    assert may_be_number(text)


@pytest.mark.parametrize("text", ["Ani", "3374106112129001", "0812-3456-7890", "081234567", "K 1"])
def test_a_name_or_a_telephone_is_no_number(text):
    assert not may_be_number(text)


def test_each_register_and_year_counts_for_itself():
    assert [next_number("K", 2026) for _time in range(2)] == ["K-2026-001", "K-2026-002"]
    assert next_number("K", 2027) == "K-2027-001"
    assert next_number("P", 2026) == "P-2026-001"


def test_a_number_of_something_that_was_not_saved_is_given_again():
    with transaction.atomic():
        next_number("K", 2026)
        transaction.set_rollback(True)

    assert next_number("K", 2026) == "K-2026-001"


def test_after_nine_hundred_ninety_nine_numbers_grow_longer():
    from upksai.directory.models import NumberSeries

    NumberSeries.objects.create(prefix="K", year=2026, last=999)

    assert next_number("K", 2026) == "K-2026-1000"


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_many_at_once_get_each_their_own_number_without_a_gap():
    def take(_turn):
        try:
            return next_number("K", 2026)
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        given = list(pool.map(take, range(40)))

    assert sorted(given) == [f"K-2026-{number:03}" for number in range(1, 41)]
