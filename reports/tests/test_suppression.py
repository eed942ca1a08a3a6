from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.suppression import (
    K,
    Table,
    hide_count,
    hide_share,
    hide_small,
    safe_pace,
)

counts = st.dictionaries(
    st.sampled_from("abcdefg"), st.integers(min_value=0, max_value=30), min_size=1, max_size=7
)


@pytest.mark.parametrize(("count", "shown"), [(0, 0), (1, None), (4, None), (5, 5), (61, 61)])
def test_small_numbers_are_hidden(count, shown):
    assert hide_count(count) == shown


def test_one_small_count_takes_a_second_one_with_it():
    """Otherwise the total minus the rest would give it away."""
    table = hide_small({"a": 3, "b": 7, "c": 20})

    assert table == Table({"a": None, "b": None, "c": 20}, 30)


def test_two_ones_are_not_shown_as_a_hidden_two():
    """1 + 1 = 2 is known as soon as both are known to be hidden counts."""
    table = hide_small({"a": 1, "b": 1, "c": 20, "d": 9})

    assert table.cells == {"a": None, "b": None, "c": 20, "d": None}


def test_a_table_that_cannot_be_made_safe_hides_its_total_too():
    assert hide_small({"a": 2, "b": 0}) == Table({"a": None, "b": None}, None)


def test_a_table_of_large_counts_is_shown_whole():
    assert hide_small({"a": 12, "b": 0, "c": 5}) == Table({"a": 12, "b": 0, "c": 5}, 17)


@given(counts)
def test_no_reader_can_compute_a_hidden_count(counts):
    """Knowing the total and that hidden counts are at least 1, each could be K or more values."""
    table = hide_small(counts)
    hidden = [name for name, shown in table.cells.items() if shown is None]

    assert all(not 0 < shown < K for shown in table.cells.values() if shown is not None)
    if hidden and table.total is not None:
        left = table.total - sum(shown for shown in table.cells.values() if shown is not None)
        assert len(hidden) > 1
        assert left - len(hidden) >= K


@pytest.mark.parametrize(
    ("part", "whole", "is_shown"), [(40, 50, True), (47, 50, False), (3, 50, False), (3, 4, False)]
)
def test_a_share_is_hidden_when_its_part_or_its_rest_is_small(part, whole, is_shown):
    assert (hide_share(part, whole).percent is not None) is is_shown


def test_a_share_of_nothing_has_no_percentage():
    assert hide_share(0, 0).percent is None


@given(st.lists(st.integers(min_value=0, max_value=12), min_size=1, max_size=36))
def test_the_pace_line_never_rises_by_a_small_count(monthly):
    points = safe_pace(monthly)
    heights = [0, *(height for _month, height in points)]
    rises = [after - before for before, after in pairwise(heights)]

    assert all(rise == 0 or rise >= K for rise in rises)
    if points:
        assert points[-1] == (len(monthly), sum(monthly))
