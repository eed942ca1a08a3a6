"""Which bytes a browser asks for."""

import pytest

from upksai.ui.ranges import CannotServe, asked_range


@pytest.mark.parametrize(
    ("asked", "given"),
    [
        ("", None),
        ("bytes=0-0", (0, 1)),
        ("bytes=2-", (2, 10)),
        ("bytes=-3", (7, 10)),
        ("bytes=-99", (0, 10)),
        ("bytes=0-99", (0, 10)),
        ("bytes = 1 - 2", (1, 3)),
    ],
)
def test_one_range_is_served(asked, given):
    assert asked_range(asked, 10) == given


@pytest.mark.parametrize(
    "asked",
    [
        *("bytes=10-", "bytes=5-4", "bytes=-0", "bytes=-", "bytes=0-1,3-4", "rows=1-2"),
        *("bytes=1--2", "bytes=a-b", "bytes=٣-٤", "bytes=" + "9" * 99),
    ],
)
def test_all_else_is_refused(asked):
    with pytest.raises(CannotServe):
        asked_range(asked, 10)


def test_nothing_of_an_empty_file_can_be_asked_for():
    with pytest.raises(CannotServe):
        asked_range("bytes=0-", 0)
