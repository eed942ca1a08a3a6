"""What is frozen and what is published: nothing of a child, and nothing that can change."""

from dataclasses import fields, replace

import pytest

from reports.disclosure import (
    HIDDEN,
    Ledger,
    Release,
    Row,
    Snapshot,
    StatRecord,
    Table,
    audit,
    rounded_median,
)
from reports.disclosure import records as stat_records
from reports.disclosure.recodes import Dimension, Recode
from reports.disclosure.records import BrokenSnapshot
from reports.disclosure.release import BrokenRelease

from .offices import PLAIN, YEAR, ages, naive, published, records, release, snapshot

AGE = [("age", "3")]


def test_a_record_holds_nothing_but_public_categories():
    """A new field is a decision about children's privacy."""
    assert {field.name for field in fields(StatRecord)} == {*PLAIN, "key"}


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("key", "UPKSAI-2026-001"),
        ("semester", "2026-01-07"),
        ("semester", "2026-3"),
        ("age", "7"),
        ("district", "Tugu"),
    ],
)
def test_a_record_refuses_what_is_not_public(field, value):
    with pytest.raises(BrokenSnapshot):
        replace(records((1, {}))[0], **{field: value})


def test_a_snapshot_is_known_by_its_content():
    cases = ages(2, 3, 4)
    one, same = snapshot(cases), snapshot(reversed(cases))
    assert one.sha256 == same.sha256
    assert one.sha256 != snapshot(cases[1:]).sha256
    assert Snapshot.from_data(one.as_data(), sha256=one.sha256) == one


def test_a_changed_snapshot_is_refused():
    one = snapshot(ages(2, 3, 4))
    data = one.as_data()
    data["records"][0]["age"] = "15-17"
    with pytest.raises(BrokenSnapshot, match="hash"):
        Snapshot.from_data(data, sha256=one.sha256)
    data["records"][0]["name"] = "RAHASIA"
    with pytest.raises(BrokenSnapshot, match="fields"):
        Snapshot.from_data(data, sha256=one.sha256)


def test_a_snapshot_refuses_what_contradicts_itself():
    cases = ages(2, 0, 0)
    with pytest.raises(BrokenSnapshot, match="one key"):
        snapshot([*cases, replace(cases[0], age="6-11")])
    with pytest.raises(BrokenSnapshot, match="after"):
        snapshot(cases, taken="2025-2")
    with pytest.raises(BrokenSnapshot, match="semester"):
        snapshot([], taken="2025")
    with pytest.raises(BrokenSnapshot, match="sorted"):
        Snapshot(1, "2026-2", tuple(sorted(cases, reverse=True)))


def test_a_category_renamed_between_years_is_counted_under_its_new_name(monkeypatch):
    old = Dimension("sex", "Jenis kelamin", ("L", "P"), (), renamed={"M": "L"})
    monkeypatch.setitem(stat_records.DIMENSIONS, "sex", old)
    assert records((1, {"sex": "M"}))[0].sex == "L"


def test_what_was_published_before_a_category_was_renamed_is_still_known(monkeypatch):
    """The stored snapshot keeps its hash; old tables and new ones count the same cases."""
    frozen = snapshot(ages(6, 9, 20))
    first, stored = release(frozen, AGE), frozen.as_data()
    was, name = stat_records.DIMENSIONS["age"], {"0-5": "0-5b"}

    def renamed(values):
        return [name.get(value, value) for value in values]

    recodes = tuple(
        Recode(
            recode.name,
            {
                code: (label, frozenset(renamed(values)))
                for code, (label, values) in recode.groups.items()
            },
        )
        for recode in was.recodes
    )
    now = Dimension("age", was.label, tuple(renamed(was.values)), recodes, name)
    monkeypatch.setitem(stat_records.DIMENSIONS, "age", now)

    read = Snapshot.from_data(stored, sha256=frozen.sha256)

    assert read.sha256 == frozen.sha256
    assert {record.age for record in read.records} == {"0-5b", "6-11", "12-14"}
    again = release(read, AGE, number=2)
    assert audit(again, published((first, read)))


def test_recodes_that_do_not_join_groups_cannot_be_declared():
    whole = Recode("2", {"a": ("a", frozenset("xy")), "b": ("b", frozenset("z"))})
    across = Recode("1", {"a": ("a", frozenset("x")), "b": ("b", frozenset("yz"))})
    with pytest.raises(ValueError, match="join"):
        Dimension("d", "d", ("x", "y", "z"), (whole, across))
    with pytest.raises(ValueError, match="partition"):
        Dimension("d", "d", ("x", "y"), (whole,))


def test_a_release_survives_storage():
    one = naive(snapshot(ages(2, 9, 20)), AGE)
    assert Release.from_json(one.json, sha256=one.sha256) == one
    with pytest.raises(BrokenRelease, match="hash"):
        Release.from_json(one.json.replace('"value":20', '"value":21'), sha256=one.sha256)


def test_a_release_does_not_hold_what_it_hides():
    hidden = [("a0",), ("a6",)]
    few, many = snapshot(ages(1, 8, 20)), snapshot(ages(8, 1, 20))
    one, other = release(few, AGE, hidden=hidden), release(many, AGE, hidden=hidden)
    assert one.table == other.table


def test_everything_hidden_has_one_symbol():
    table = naive(snapshot(ages(0, 2, 20)), AGE).table
    assert [text for _labels, text in table.lines()] == ["22", HIDDEN, HIDDEN, "20"]


def test_percentages_come_from_shown_numbers_alone():
    table = naive(snapshot(ages(2, 9, 20)), AGE).table
    assert table.percent(table.row(("a6",))) == 29
    assert table.percent(table.row(("a0",))) is None
    assert table.percent(table.row(("a6",)), of=table.row(("a12",))) == 45
    assert table.percent(table.row(("a6",)), of=table.row(("a0",))) is None


def test_medians_need_ten_cases_and_are_rounded():
    assert rounded_median(range(9)) is None
    assert rounded_median([12] * 5 + [14] * 5) == 15
    assert rounded_median([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]) == 5


@pytest.mark.parametrize(
    ("rows", "period", "words"),
    [
        ((Row((), 5), Row((), 6)), YEAR, "twice"),
        ((Row(("a",), 5),), YEAR, "one group"),
        ((Row((), 5, 6),), YEAR, "below"),
        ((), (), "semesters"),
        ((), ("2026-2", "2026-1"), "order"),
    ],
)
def test_a_table_that_contradicts_itself_is_refused(rows, period, words):
    with pytest.raises(BrokenRelease, match=words):
        Table((), period, rows)


def test_a_ledger_without_a_snapshot_is_refused():
    frozen = snapshot(ages(6, 9, 20))
    with pytest.raises(BrokenRelease, match="missing"):
        Ledger((release(frozen, AGE),), ())
    with pytest.raises(BrokenRelease, match="one number"):
        Ledger((), (frozen, snapshot(ages(1, 1, 1))))


def test_a_ledgers_hash_tells_every_release_and_no_snapshot():
    frozen = snapshot(ages(6, 9, 20))
    ledger = Ledger().with_snapshot(frozen)
    assert ledger.sha256 == Ledger().sha256
    grown = ledger.with_release(release(frozen, AGE), frozen)
    assert grown.sha256 != ledger.sha256
    assert (ledger.next_number, grown.next_number) == (1, 2)
