"""The gate that every published number passes: what it lets through, and what never."""

from dataclasses import replace
from random import Random

import highspy
import pytest

from reports.disclosure import Ledger, Rules, audit
from reports.disclosure.attack.cpsat import attack
from reports.disclosure.attack.enumeration import interval, worlds
from reports.disclosure.attack.model import model
from reports.disclosure.attack.samples import yearly
from reports.disclosure.auditor import Audit, Memory, attackers
from reports.disclosure.grid import TooLarge, grids
from reports.disclosure.targets import targets

from .offices import AGE, ages, naive, published, records, refused, release, snapshot, total


def test_a_table_of_large_counts_is_certified():
    frozen = snapshot(ages(6, 9, 20))
    one = release(frozen, AGE)
    certificate = audit(one, Ledger().with_snapshot(frozen))
    assert certificate.release == one.sha256
    assert certificate.snapshot == frozen.sha256
    assert certificate.ledger == Ledger().sha256
    assert certificate.solver.startswith("HiGHS 1.")
    assert "rentang 5 kasus" in certificate.in_words()


def test_a_small_count_is_never_shown():
    frozen = snapshot(ages(4, 9, 20))
    assert "small" in refused(release(frozen, AGE), Ledger().with_snapshot(frozen)).reason


def test_a_zero_is_as_telling_as_a_small_count():
    frozen = snapshot(ages(0, 9, 20))
    assert "small" in refused(release(frozen, AGE), Ledger().with_snapshot(frozen)).reason


def test_one_hidden_cell_beside_a_shown_total_is_computed():
    frozen = snapshot(ages(4, 9, 20))
    one = release(frozen, AGE, hidden=[("a0",)])
    problem = refused(one, Ledger().with_snapshot(frozen))
    assert (problem.low, problem.high) == (4, 4)


def test_two_hidden_cells_must_leave_room_for_k():
    narrow = snapshot(ages(2, 2, 20))
    hidden = [("a0",), ("a6",)]
    assert refused(release(narrow, AGE, hidden=hidden), Ledger().with_snapshot(narrow)).high == 4
    wide = snapshot(ages(3, 4, 20))
    certificate = audit(release(wide, AGE, hidden=hidden), Ledger().with_snapshot(wide))
    assert {(i.cell, i.low, i.high) for i in certificate.intervals} <= {
        (("a0",), low, high) for low in (0, 1) for high in (6, 7)
    } | {(("a6",), low, high) for low in (0, 1) for high in (6, 7)}


def test_who_knows_one_case_must_not_compute_the_others():
    """Two cells that hold five cases are wide enough for the public, not for a parent."""
    frozen = snapshot(ages(2, 3, 20))
    refused(release(frozen, AGE, hidden=[("a0",), ("a6",)]), Ledger().with_snapshot(frozen))


@pytest.mark.parametrize("rest", [0, 1])
def test_a_group_that_lies_in_one_cell_is_not_shown(rest):
    frozen = snapshot(
        records((8, {"sex": "L"}), (rest, {"sex": "P"}), (9, {"sex": "P", "age": "0-5"}))
        + records((9, {"sex": "L", "age": "0-5"}), first=100)
    )
    one = release(
        frozen, [("age", "2"), ("sex", "2")], hidden=[("a0", "P"), ("a12", "P"), ("a12", "L")]
    )
    refused(one, Ledger().with_snapshot(frozen))


def test_what_two_tables_tell_together_is_refused():
    """Zones of the year, kecamatan of one semester: neither hides what is left."""
    frozen = snapshot(
        records(
            (9, {"district": "33.74.01"}),
            (8, {"district": "33.74.03"}),
            (3, {"district": "33.74.07", "semester": "2026-2"}),
            (20, {"district": "33.74.05"}),
            (6, {"district": "33.74.06", "semester": "2026-2"}),
            (20, {"district": "33.74.09"}),
            (6, {"district": "33.74.10", "semester": "2026-2"}),
            (20, {"district": "33.74.13"}),
            (6, {"district": "33.74.14", "semester": "2026-2"}),
        )
    )
    first = release(frozen, [("district", "4")])
    audit(first, Ledger().with_snapshot(frozen))
    second = release(frozen, [("district", "16")], period=("2026-1",), number=2)
    shown = {("33.74.01",), ("33.74.03",)}
    gone = [row.cell for row in second.table.rows if row.cell not in shown]
    second = release(frozen, [("district", "16")], period=("2026-1",), number=2, hidden=gone)
    audit(second, Ledger().with_snapshot(frozen))
    problem = refused(second, published((first, frozen)))
    assert problem.high == 3


def test_below_five_says_no_more_than_that():
    frozen = snapshot(ages(1, 2, 0))
    certificate = audit(total(frozen, below=5), Ledger().with_snapshot(frozen))
    assert certificate.intervals[0].low <= 2
    assert certificate.intervals[0].high >= 3
    later = release(frozen, [("sex", "2")], hidden=[(None,), ("L",), ("P",)], number=2)
    audit(later, published((total(frozen, below=5), frozen)))
    wrong = snapshot(ages(3, 3, 0))
    refused(total(wrong, below=5), Ledger().with_snapshot(wrong))


@pytest.mark.parametrize(
    "status", [highspy.HighsModelStatus.kInterrupt, highspy.HighsModelStatus.kTimeLimit]
)
def test_a_stopped_solver_refuses(monkeypatch, status):
    frozen = snapshot(ages(3, 4, 20))
    one = release(frozen, AGE, hidden=[("a0",), ("a6",)])
    monkeypatch.setattr(highspy.Highs, "getModelStatus", lambda _self: status)
    assert "nothing could be proven" in refused(one, Ledger().with_snapshot(frozen)).reason


def test_a_lying_solver_cannot_make_a_certificate(monkeypatch):
    frozen = snapshot(ages(2, 2, 20))
    one = release(frozen, AGE, hidden=[("a0",), ("a6",)])
    honest = highspy.Highs.getSolution

    def lie(self):
        solution = honest(self)
        solution.col_value = [value + 7 for value in solution.col_value]
        return solution

    monkeypatch.setattr(highspy.Highs, "getSolution", lie)
    refused(one, Ledger().with_snapshot(frozen))


def test_no_time_refuses():
    frozen = snapshot(ages(3, 4, 20))
    one = release(frozen, AGE, hidden=[("a0",), ("a6",)])
    assert "time" in refused(one, Ledger().with_snapshot(frozen), time_limit=0).reason


def test_figures_that_do_not_fit_their_snapshot_are_refused():
    frozen, other = snapshot(ages(6, 9, 20)), snapshot(ages(7, 9, 20), number=2)
    one = replace(release(other, AGE), snapshot=frozen.sha256)
    assert "snapshot" in refused(one, Ledger().with_snapshot(frozen)).reason
    assert "snapshot" in refused(release(other, AGE), Ledger().with_snapshot(frozen)).reason


def test_a_weaker_rule_than_the_offices_is_refused():
    frozen = snapshot(ages(6, 9, 20))
    refused(release(frozen, AGE, k=3), Ledger().with_snapshot(frozen), rules=Rules(k=5))
    with pytest.raises(ValueError, match="at least 3"):
        Rules(k=2)


def test_what_is_too_large_to_audit_is_refused(monkeypatch):
    monkeypatch.setattr("reports.disclosure.grid.LARGEST", 2)
    frozen = snapshot(ages(6, 9, 20))
    with pytest.raises(TooLarge):
        grids([release(frozen, AGE)], [frozen])
    refused(release(frozen, AGE), Ledger().with_snapshot(frozen))


def exact_intervals(ledger):
    """What the auditor finds out about every hidden row when it is asked for all of it."""
    found = {}
    for grid in grids(ledger.releases, ledger.snapshots):
        for attacker in attackers(grid, deadline=float("inf")):
            if attacker.is_right:
                one = Audit(grid, Rules(), attacker, Memory(list), deadline=float("inf"))
                for figure in grid.figures:
                    if figure.shown is None:
                        low = one.worlds.reach(figure.cells, highest=False)
                        high = one.worlds.reach(figure.cells, highest=True)
                        found[figure.release, figure.row] = (low[0], high[0])
    return found


@pytest.mark.parametrize("seed", [2, 6, 7])
def test_three_attackers_find_the_same(seed):
    """HiGHS on cliques, CP-SAT on the full product, and every world one by one."""
    frozen = yearly(10, Random(seed), is_skewed=True)
    ledger = published(
        (naive(frozen, [("age", "3"), ("sex", "2")]), frozen),
        (naive(frozen, [("sex", "2"), ("semester", "semester")], number=2), frozen),
    )
    plain = model(ledger)
    found = exact_intervals(ledger)
    names = {
        (r, n): f"{one.number}:{'|'.join(code or '*' for code in row.cell)}"
        for r, one in enumerate(ledger.releases)
        for n, row in enumerate(one.table.rows)
    }
    mine = {names[key]: value for key, value in found.items()}
    theirs = {f.line.name: (f.low, f.high) for f in attack(plain)}
    assert mine == theirs
    single = model(published((naive(frozen, [("age", "3"), ("sex", "2")]), frozen)))
    if single.lines[0].value is not None:
        every = list(worlds(single, most=5_000))
        assert single.truth in every
        for finding in attack(single):
            assert interval(finding.line, every) == (finding.low, finding.high)


def test_few_cases_in_all_do_not_bar_two_breakdowns():
    """What is said to be below five is so in whatever clique the cases are counted."""
    before = records(
        (20, {"semester": "2025-2"}), (20, {"semester": "2025-2", "sex": "P"}), first=9
    )
    frozen = snapshot(ages(1, 1, 1) + before)
    whole = ("2025-2", "2026-1", "2026-2")

    def hidden(name, number):
        full = release(frozen, [name, ("semester", "semester")], period=whole, number=number)
        return replace(
            full,
            table=replace(
                full.table, rows=tuple(replace(row, value=None) for row in full.table.rows)
            ),
        )

    ledger = published((total(frozen, below=5), frozen), (hidden(("age", "3"), 2), frozen))
    audit(hidden(("sex", "2"), 3), ledger)


def test_the_certificate_does_not_claim_insiders_for_what_is_no_hidden_row():
    frozen = snapshot(ages(3, 4, 20))
    hidden = [("a0",), ("a6",)]
    certificate = audit(release(frozen, AGE, hidden=hidden), Ledger().with_snapshot(frozen))
    assert certificate.guarded == 2
    assert f"{certificate.figures} angka yang peka" in certificate.in_words()
    assert "2 di antaranya, yang tertulis t.d." in certificate.in_words()


def test_what_is_shown_need_not_be_hidden():
    frozen = snapshot(ages(4, 9, 20))
    (grid,) = grids([release(frozen, AGE, hidden=[("a0",), ("a6",)])], [frozen])
    assert {grid.value(target.cells) for target in targets(grid, Rules())} == {4, 9}
