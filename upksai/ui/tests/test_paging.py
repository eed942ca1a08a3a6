import datetime as dt

import pytest
from django.contrib.auth import get_user_model
from django.contrib.sessions.models import Session
from django.db.models import F
from django.http import QueryDict

from upksai.ui.paging import capped_count, keyset_page

User = get_user_model()
NOON = dt.datetime(2026, 11, 23, 12, 0, 0, 123456, tzinfo=dt.UTC)


@pytest.fixture
def people():
    """Eleven people: some signed in at the same moment, some never."""
    hours = [3, 1, None, 1, 2, None, 1, 5, None, 4, 1]
    User.objects.bulk_create(
        User(
            username=f"u{i}",
            full_name=f"Orang {i}",
            role="worker",
            last_login=None if hour is None else NOON + dt.timedelta(hours=hour),
        )
        for i, hour in enumerate(hours)
    )
    return User.objects.filter(username__startswith="u")


def walked(queryset, order, query="", size=3):
    """Every page, forwards, then back to the start."""
    pages, params = [], QueryDict(query)
    while True:
        page = keyset_page(queryset, params, order=order, size=size)
        pages.append(page.rows)
        if not page.next_query:
            break
        params = QueryDict(page.next_query[1:])
    back = [page.rows]
    while page.previous_query:
        page = keyset_page(queryset, QueryDict(page.previous_query[1:]), order=order, size=size)
        back.insert(0, page.rows)
    return pages, back


@pytest.mark.parametrize("is_descending", [False, True])
def test_the_pages_together_are_the_whole_list_once(people, is_descending):
    order = ("-last_login", "pk") if is_descending else ("last_login", "pk")
    column, key = F("last_login"), F("pk")
    expected = people.order_by(
        *(
            [column.desc(nulls_last=True), key.desc()]
            if is_descending
            else [column.asc(nulls_last=True), key.asc()]
        )
    )

    pages, _back = walked(people, order)

    assert [row for page in pages for row in page] == list(expected)
    assert [len(page) for page in pages] == [3, 3, 3, 2]


@pytest.mark.parametrize("order", [("last_login", "pk"), ("-last_login", "pk"), ("-pk",), ("pk",)])
def test_going_back_shows_the_pages_that_were_seen(people, order):
    people = people.exclude(username__in=["u0", "u1"])  # nine rows: whole pages of three

    pages, back = walked(people, order)

    assert back == pages


def test_keys_may_be_text():
    Session.objects.bulk_create(
        Session(session_key=f"k{i}", session_data="", expire_date=NOON) for i in range(5)
    )

    pages, _back = walked(Session.objects.all(), ("expire_date", "pk"), size=2)

    assert [row.pk for page in pages for row in page] == ["k0", "k1", "k2", "k3", "k4"]


def test_rows_may_be_dictionaries_and_columns_may_be_computed(people):
    rows = people.annotate(seen=F("last_login")).values("pk", "seen")

    pages, _back = walked(rows, ("seen", "pk"))

    assert sum(len(page) for page in pages) == 11


def test_the_first_page_has_nothing_before_it(people):
    page = keyset_page(people, {}, order=("pk",), size=3)

    assert (page.first_query, page.previous_query) == ("", "")
    assert page.next_query
    assert len(page) == 3
    assert list(page) == page.rows


def test_filters_stay_in_the_links(people):
    page = keyset_page(people, QueryDict("role=a&role=b&q=x y"), order=("pk",), size=3)
    after = keyset_page(people, QueryDict(page.next_query[1:]), order=("pk",), size=3)

    assert "role=a&role=b&q=x+y&after=" in page.next_query
    assert after.first_query == "?role=a&role=b&q=x+y"
    assert after.next_query.count("after=") == 1


@pytest.mark.parametrize("token", ["x", "eyJhIjoxfQ:forged", "\x00", "after", "a:b:c", "[]:é"])
@pytest.mark.parametrize("direction", ["after", "before"])
def test_a_made_up_cursor_means_the_first_page(people, token, direction):
    page = keyset_page(people, {direction: token}, order=("pk",), size=3)

    assert page.rows == list(people.order_by("pk")[:3])


def test_a_cursor_of_another_sorting_means_the_first_page(people):
    other = keyset_page(people, {}, order=("last_login", "pk"), size=3).next_query

    page = keyset_page(people, QueryDict(other[1:]), order=("-last_login", "pk"), size=3)

    assert not page.first_query


def test_a_page_emptied_meanwhile_leads_back_to_the_first(people):
    page = keyset_page(people, {}, order=("pk",), size=10)
    people.filter(pk__gt=page.rows[-1].pk).delete()

    after = keyset_page(people, QueryDict(page.next_query[1:]), order=("pk",), size=10)

    assert after.rows == page.rows


def test_a_page_is_one_query_without_offset_or_count(people, django_assert_num_queries):
    page = keyset_page(people, {}, order=("last_login", "pk"), size=3)

    with django_assert_num_queries(1) as queries:
        keyset_page(people, QueryDict(page.next_query[1:]), order=("last_login", "pk"), size=3)

    sql = queries.captured_queries[0]["sql"]
    assert "OFFSET" not in sql
    assert "COUNT" not in sql


@pytest.mark.parametrize(("size", "is_all"), [(3, False), (10, False), (11, True), (12, True)])
def test_a_page_knows_whether_it_is_all(people, size, is_all):
    assert keyset_page(people, {}, order=("pk",), size=size).is_all is is_all


def test_the_last_page_is_not_all(people):
    first = keyset_page(people, {}, order=("pk",), size=10)
    last = keyset_page(people, QueryDict(first.next_query[1:]), order=("pk",), size=10)

    assert not last.is_all


def test_an_empty_list_is_an_empty_page():
    page = keyset_page(User.objects.none(), {}, order=("pk",))

    assert (page.rows, page.first_query, page.next_query) == ([], "", "")


def test_counting_stops_at_the_cap(people):
    assert str(capped_count(people)) == "11"
    assert str(capped_count(people, cap=5)) == "4+"
    assert int(capped_count(people, cap=5)) == 4
    assert not capped_count(people.none())
