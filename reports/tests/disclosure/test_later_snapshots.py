"""What a later snapshot would tell: of late entries, of corrections and of cases struck out."""

from dataclasses import replace

import pytest

from reports.disclosure import Ledger, Snapshot, audit
from reports.disclosure.attack.model import model
from reports.disclosure.grid import grids

from .offices import AGE, YEAR, ages, published, records, refused, release, snapshot, total


def test_two_months_must_not_differ_by_a_small_count():
    january = snapshot(ages(6, 9, 20), taken="2026-2", complete=False)
    more = [*january.records, *records((2, {"age": "0-5"}), first=200)]
    february = snapshot(more, number=2, complete=False)
    ledger = published((release(january, AGE), january)).with_snapshot(february)
    refused(release(february, AGE, number=2), ledger)
    enough = [*january.records, *ages(6, 6, 6)]
    enough = [replace(case, key=f"{n:016x}") for n, case in enumerate(enough)]
    march = snapshot([*january.records, *enough[35:]], number=3, complete=False)
    ledger = published((release(january, AGE), january)).with_snapshot(march)
    audit(release(march, AGE, number=3), ledger)


def test_a_withdrawn_release_stays_known():
    frozen = snapshot(ages(3, 4, 20))
    first = release(frozen, AGE, hidden=[("a0",), ("a6",)])
    instead = release(frozen, AGE, hidden=[("a0",), ("a12",)], number=2)
    instead = replace(instead, corrects=1)
    refused(instead, published((first, frozen)))


def test_a_correction_of_one_case_must_not_show_whose():
    before = snapshot(ages(10, 10, 10))
    moved = [*before.records[1:], replace(before.records[0], age="6-11")]
    after = snapshot(moved, number=2)
    ledger = published((release(before, AGE), before)).with_snapshot(after)
    refused(release(after, AGE, number=2), ledger)
    assert audit(total(after, number=2), ledger)


def test_who_believes_in_no_corrections_is_audited_too():
    before = snapshot(ages(10, 10, 10))
    moved = [*before.records[1:], replace(before.records[0], sex="P")]
    after = snapshot(moved, number=2)
    ledger = published((release(before, AGE), before)).with_snapshot(after)
    certificate = audit(release(after, AGE, number=2), ledger)
    assert certificate.attackers == ("informed", "sceptic")


@pytest.mark.parametrize("closed", [0, 1, 6, 20])
def test_late_entries_may_be_shown_although_other_cases_were_closed_meanwhile(closed):
    """Who believes that nothing was corrected but what he sees learns nothing from the belief."""
    early = snapshot(ages(10, 10, 10), taken="2026-1")
    kept = [replace(c, outcome="T01") if n < closed else c for n, c in enumerate(early.records)]
    late = snapshot([*kept, *records((8, {}), first=500)], number=2, taken="2026-1")
    period = ("2026-1",)
    ledger = published((release(early, [], period=period), early)).with_snapshot(late)

    certificate = audit(release(late, [], period=period, number=2), ledger)
    assert ("sceptic" in certificate.attackers) == bool(closed)


def test_what_two_late_cases_are_is_not_told_although_each_came_alone():
    """A total between two tables tells that one came each month, never that one was a girl."""
    january = snapshot(records((15, {}), (15, {"sex": "P"})))
    february = snapshot([*january.records, *records((1, {"sex": "P"}), first=100)], number=2)
    march = snapshot([*february.records, *records((1, {}), first=200)], number=3)
    sex = [("sex", "2")]
    first = release(january, sex), january
    ledger = published(first, (total(february, number=2), february)).with_snapshot(march)
    assert refused(release(march, sex, number=3), ledger).low == 1
    audit(total(march, number=3), ledger)


def test_what_two_late_cases_are_is_not_told_by_other_groups_either():
    """No figure lies within another; sums of two give away one late child below twelve."""
    teens, older = {"age": "12-14"}, {"age": "15-17"}
    january = snapshot(records((15, {}), (15, {"age": "0-5"}), (15, teens), (15, older)))
    february = snapshot([*january.records, *records((1, {}), first=100)], number=2)
    march = snapshot([*february.records, *records((1, teens), first=200)], number=3)
    first = release(january, [("age", "4")]), january
    ledger = published(first, (total(february, number=2), february)).with_snapshot(march)
    assert "closely" in refused(release(march, [("age", "2")], number=3), ledger).reason


def test_late_entries_do_not_bar_a_second_breakdown():
    """Two tables that share no breakdown are two cliques; the late cases are as few in both."""
    young, girls = {"age": "0-5"}, {"sex": "P"}
    january = snapshot(records((15, {}), (15, young), (15, girls), (15, young | girls)))
    march = snapshot([*january.records, *records((2, {}), first=100)], number=2)
    ledger = published(
        (total(january), january),
        (total(march, number=2), march),
        (release(january, [("age", "2")], hidden=[("a0",), ("a12",)], number=3), january),
    )
    audit(release(january, [("sex", "2")], number=4), ledger)


@pytest.mark.parametrize(("period", "told"), [(("2026-2",), []), (YEAR, [1])])
def test_the_attacker_knows_of_a_deletion_only_once_a_figure_shows_it(period, told):
    """A case of the first half-year is struck out later: who counts only the second half-year
    afterwards tells nobody; who counts both does. All attackers draw the line at the same place.
    """
    early = snapshot(ages(6, 9, 20), taken="2026-1")
    autumn = [replace(c, key=f"{n + 90:016x}") for n, c in enumerate(ages(9, 9, 9))]
    late = snapshot(
        [*early.records[1:], *(replace(case, semester="2026-2") for case in autumn)], number=2
    )
    first = release(early, AGE, period=("2026-1",))
    ledger = published((first, early), (release(late, AGE, period=period, number=2), late))
    parts = grids(ledger.releases, ledger.snapshots)
    assert [count for part in parts for _cells, count in part.irregular] == told
    assert [count for _cells, count in model(ledger).irregular] == told
    everything = model(ledger, knows_unpublished=True)
    assert [count for _cells, count in everything.irregular] == [1]


def test_a_difference_of_k_or_more_may_be_known():
    january = snapshot(ages(10, 10, 10), complete=False)
    more = [*january.records, *ages(0, 0, 0)]
    more += [replace(case, key=f"{n + 50:016x}") for n, case in enumerate(ages(6, 7, 8))]
    february = snapshot(more, number=2)
    ledger = published((release(january, AGE), january)).with_snapshot(february)
    assert audit(release(february, AGE, number=2), ledger)


def test_snapshots_that_go_back_in_time_are_refused():
    early, late = snapshot(ages(6, 9, 20)), snapshot(ages(6, 9, 21), number=2)
    backwards = Snapshot(3, "2026-1", ())
    ledger = published((release(early, AGE), early), (release(late, AGE), late))
    one = replace(total(early, number=3), snapshot=backwards.sha256)
    refused(one, ledger.with_snapshot(backwards))


def test_a_semester_after_the_snapshot_is_refused():
    frozen = snapshot(ages(6, 9, 20), taken="2026-1")
    one = release(frozen, AGE, period=(*YEAR, "2027-1"))
    audit(one, Ledger().with_snapshot(frozen))
    later = release(frozen, AGE, period=("2027-1",))
    later = replace(later, table=replace(later.table, rows=()))
    assert audit(later, Ledger().with_snapshot(frozen)).figures == 0
