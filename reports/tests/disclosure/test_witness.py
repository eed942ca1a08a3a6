"""The witness counts the auditor's proof again; faults that planner and auditor share end here."""

from dataclasses import replace
from random import Random
from time import monotonic

import numpy as np
import pytest

from reports.disclosure import Ledger, Refused, Rules, audit, auditor
from reports.disclosure.attack.samples import yearly
from reports.disclosure.grid import grids
from reports.disclosure.history import NAMES, STAYS, Life
from reports.disclosure.pasts import Scribe
from reports.disclosure.targets import targets
from reports.disclosure.witness import confirm
from reports.disclosure.worlds import knowledge

from .offices import ages, past, published, records, release, snapshot, total, unproven

AGE = [("age", "3")]
RULES = Rules()


def three(young, middle, old):
    return past((young, {"age": "0-5"}), (middle, {}), (old, {"age": "12-14"}))


def office(young, middle, old):
    """Two bands are hidden beside their total and the third."""
    frozen = snapshot(ages(young, middle, old))
    return release(frozen, AGE, hidden=[("a0",), ("a6",)]), Ledger().with_snapshot(frozen)


def test_without_another_past_a_hidden_figure_is_known():
    one, ledger = office(3, 4, 20)
    problem = unproven(one, ledger)
    assert (problem.low, problem.high) == (3, 3)


def test_two_pasts_say_how_much_stays_open():
    one, ledger = office(3, 4, 20)
    # Who knows one of the cases needs pasts with it, too.
    others = [three(0, 7, 20), three(7, 0, 20), three(1, 6, 20), three(6, 1, 20)]
    told = confirm(one, ledger, others, RULES)
    assert told.pasts == 5
    assert [(i.cell, i.low, i.high) for i in told.intervals] == [(("a0",), 0, 7), (("a6",), 0, 7)]


def test_who_knows_one_case_needs_pasts_with_it():
    one, ledger = office(3, 4, 20)
    assert "open" in unproven(one, ledger, three(0, 7, 20), three(6, 1, 20)).reason


def test_a_past_with_another_shown_figure_proves_nothing():
    one, ledger = office(3, 4, 20)
    assert "does not fit" in unproven(one, ledger, three(0, 7, 20), three(7, 0, 19)).reason


def test_a_past_with_less_than_no_cases_proves_nothing():
    one, ledger = office(3, 4, 20)
    assert unproven(one, ledger, three(-1, 8, 20)).reason == "this is no past"
    hides = past((7, {}), (20, {"age": "12-14"}), (9, {"age": "90"}))
    assert unproven(one, ledger, hides).reason == "this is no past"


def test_a_witness_who_is_not_done_in_time_has_seen_nothing():
    few = total(snapshot(ages(1, 2, 0)), below=5), Ledger().with_snapshot(snapshot(ages(1, 2, 0)))
    with pytest.raises(Refused, match="time ran out"):
        confirm(*few, [past((4, {})), past((0, {}))], RULES, until=monotonic())


def test_a_past_that_an_earlier_release_rules_out_proves_nothing():
    frozen = snapshot(ages(3, 4, 20))
    first = release(frozen, AGE, hidden=[("a0",), ("a6",)])
    second = release(frozen, AGE, hidden=[("a0",), ("a12",)], number=2)
    problem = unproven(second, published((first, frozen)), three(0, 4, 23), three(7, 4, 16))
    assert (problem.reason, problem.figure) == (
        "a past does not fit what was published",
        "release 0 cell a12",
    )


def test_what_is_said_to_be_below_five_is_below_five_in_every_past():
    frozen = snapshot(ages(1, 2, 0))
    few = total(frozen, below=5), Ledger().with_snapshot(frozen)
    assert "what was said" in unproven(*few, past((5, {})), past((0, {}))).reason
    assert confirm(*few, [past((4, {})), past((0, {}))], RULES).pasts == 3


def test_a_past_knows_the_late_entries_that_publications_show():
    january = snapshot(ages(10, 10, 10), taken="2026-2")
    late = [*january.records, *records((6, {"age": "6-11"}), first=100)]
    march = snapshot(late, number=2, taken="2026-2")
    ledger = published((total(january), january)).with_snapshot(march)
    one = release(march, AGE, hidden=[("a0",), ("a6",)], number=2)
    stood, came = Life("2026-1", 0, STAYS), Life("2026-1", 1, STAYS)
    without = past((30, {}), life=stood) | past((6, {"age": "12-14"}), life=stood)
    assert "does not fit" in unproven(one, ledger, without).reason
    gone = Life("2026-1", 0, 1)
    swapped = past((26, {}), (10, {"age": "12-14"}), life=came)
    swapped |= past((30, {}), life=gone)
    assert "other corrections" in unproven(one, ledger, swapped).reason


def test_two_shown_figures_that_differ_by_few_are_unproven():
    frozen = snapshot(ages(10, 10, 10) + records((3, {"semester": "2026-2"}), first=100))
    first = release(frozen, AGE, period=("2026-1",))
    second = release(frozen, AGE, number=2)
    problem = unproven(second, published((first, frozen)))
    assert (problem.reason, problem.low) == ("a difference is small", 3)


def test_how_many_came_late_is_known_but_not_what_they_are():
    january = snapshot(ages(10, 10, 10))
    march = snapshot([*january.records, *records((2, {}), first=100)], number=2)
    first = published((total(january), january)).with_snapshot(march)
    assert confirm(total(march, number=2), first, [], RULES).pasts == 1
    first = published((release(january, AGE), january)).with_snapshot(march)
    problem = unproven(release(march, AGE, number=2), first)
    assert (problem.reason, problem.low) == ("a difference is small", 0)
    only = release(march, AGE, number=2, hidden=[("a0",), ("a12",)])
    problem = unproven(only, first)
    assert (problem.figure, problem.low) == ("release 1 cell a6 minus release 0 cell a6", 2)


@pytest.fixture
def leaking():
    """The year, and its first half: safe each alone, together they leave three cases."""
    frozen = snapshot(ages(10, 10, 10) + records((3, {"semester": "2026-2"}), first=100))
    first = release(frozen, AGE, period=("2026-1",))
    return release(frozen, AGE, number=2), published((first, frozen))


def test_an_auditor_who_forgets_what_was_published_is_found_out(leaking, monkeypatch):
    monkeypatch.setattr(
        auditor, "grids", lambda made, frozen, touched_by: grids(made[-1:], frozen, touched_by=0)
    )
    with pytest.raises(Refused, match="difference"):
        audit(*leaking)


def worlds_without(monkeypatch, what):
    """An auditor whose attackers know less than the public does."""
    monkeypatch.setattr(auditor, "knowledge", lambda grid, **more: what(knowledge(grid, **more)))


def test_an_auditor_whose_attacker_does_not_look_at_the_total_is_found_out(monkeypatch):
    one, ledger = office(2, 2, 20)
    worlds_without(monkeypatch, lambda known: [c for c in known if c.low != 24])
    with pytest.raises(Refused, match="does not fit"):
        audit(one, ledger)


def test_an_auditor_who_lets_neighbours_disagree_is_found_out(monkeypatch):
    """Two tables show nothing but their total, and speak of the same boys and girls."""
    frozen = yearly(60, Random(5), is_skewed=False)
    made = []
    for number, name in enumerate((("age", "2"), ("district", "4")), 1):
        full = release(frozen, [("sex", "2"), name])
        hidden = [row.cell for row in full.table.rows if any(row.cell)]
        made.append(release(frozen, [("sex", "2"), name], hidden=hidden, number=number))
    first, second = made
    audit(second, published((first, frozen)))
    worlds_without(monkeypatch, lambda known: [c for c in known if not c.minus])
    with pytest.raises(Refused, match="nothing could be proven"):
        audit(second, published((first, frozen)))


def test_an_auditor_who_forgets_insiders_is_found_out(monkeypatch):
    one, ledger = office(2, 3, 20)
    monkeypatch.setattr(
        auditor,
        "targets",
        lambda grid, rules, told: targets(grid, replace(rules, insiders=False), told=told),
    )
    with pytest.raises(Refused, match="the pasts leave too little open"):
        audit(one, ledger)


def test_an_auditor_who_asks_for_less_is_found_out(monkeypatch):
    one, ledger = office(2, 2, 20)
    monkeypatch.setattr(
        auditor, "targets", lambda grid, rules, told: targets(grid, replace(rules, k=3), told=told)
    )
    with pytest.raises(Refused, match="a difference is small"):
        audit(one, ledger)


@pytest.mark.parametrize("known", [False, True])
def test_what_is_written_out_has_the_counts_of_its_world(known):
    """Joined over several tables that share an axis, with and without a case that is known."""
    frozen = yearly(60, Random(5), is_skewed=False)
    tables = [release(frozen, [("age", "3"), ("sex", "2")])]
    tables.append(release(frozen, [("sex", "2"), ("district", "4"), ("type", "3")], number=2))
    (grid,) = grids(tables, (frozen,))
    assert len(grid.cliques) == 2
    scribe, truth = Scribe(grid), np.array(grid.truth)
    for case in grid.cases if known else [()]:
        written, known_cases = {}, set()
        for time in scribe.times:
            part, cases = scribe.part(truth, time, case if case in scribe.kinds[time] else ())
            written, known_cases = written | part, known_cases | cases
        assert not case or case in known_cases
        assert sum(written.values()) == 60
        for one in tables:
            for row in one.table.rows:
                values = one.table.values(row)
                counted = sum(
                    many
                    for version, many in written.items()
                    if all(version.path[NAMES.index(n)] in v for n, v in values.items())
                )
                assert counted == row.value
