"""What no figure counts alone, and what the sceptic believes, the witness looks at for itself."""

from dataclasses import replace

import pytest

from reports.disclosure import Refused, Rules, audit, auditor
from reports.disclosure.history import STAYS, Life
from reports.disclosure.recount import Recount
from reports.disclosure.regions import regions
from reports.disclosure.targets import targets
from reports.disclosure.witness import confirm

from .offices import ages, past, published, records, release, snapshot, unproven

AGE, BANDS = [("age", "3")], [("age", "2")]
RULES = Rules()


@pytest.fixture
def left_over():
    """Two bands of the first half-year, one band of the year: no figure lies in another that is
    little larger, but those three together leave three children of the second half-year.
    """
    second = records(
        (3, {"semester": "2026-2"}), (9, {"semester": "2026-2", "age": "12-14"}), first=100
    )
    frozen = snapshot(ages(5, 5, 20) + second)
    first = release(frozen, AGE, period=("2026-1",))
    return release(frozen, BANDS, number=2), published((first, frozen))


def test_what_several_shown_figures_leave_over_must_not_be_few(left_over):
    problem = unproven(*left_over)
    assert (problem.reason, problem.high) == ("it can be told that there are few", 0)
    with pytest.raises(Refused):
        audit(*left_over)


def test_an_auditor_who_looks_at_hidden_rows_alone_is_found_out(left_over, monkeypatch):
    def rows_only(grid, rules, told):
        return [target for target in targets(grid, rules, told=told) if target.is_published]

    monkeypatch.setattr(auditor, "targets", rows_only)
    with pytest.raises(Refused, match="it can be told that there are few"):
        audit(*left_over)


def test_what_is_large_may_be_known():
    second = records(
        (5, {"semester": "2026-2"}), (9, {"semester": "2026-2", "age": "12-14"}), first=100
    )
    frozen = snapshot(ages(5, 5, 20) + second)
    first = release(frozen, BANDS, period=("2026-1",))
    one, ledger = release(frozen, BANDS, number=2), published((first, frozen))
    assert confirm(one, ledger, [], RULES).pasts == 1


def test_kinds_are_told_apart_as_finely_as_the_figures_do():
    frozen = snapshot(ages(5, 5, 20))
    made = [release(frozen, AGE, period=("2026-1",)), release(frozen, BANDS)]
    recount = Recount(made, [frozen], [])
    found = list(regions(recount))
    assert [each.many for each in found] == [3, 3]  # bands, in the one half-year and the other
    counted = sorted(sorted(each.count(recount.counts)[0].tolist()) for each in found)
    assert counted == [[0, 0, 0], [5, 5, 20]]


@pytest.fixture
def corrected():
    """One boy turns out to be a girl between two tables by age."""
    before = snapshot(ages(10, 10, 10))
    moved = [*before.records[1:], replace(before.records[0], sex="P")]
    after = snapshot(moved, number=2)
    ledger = published((release(before, AGE), before)).with_snapshot(after)
    return release(after, AGE, number=2), ledger


def life(cases, *, until=STAYS, first=0):
    return past(*cases, life=Life("2026-1", first, until))


BANDS_OF_THREE = ("0-5", "6-11", "12-14")
BELIEVED = life([(10, {"age": band}) for band in BANDS_OF_THREE])


def with_one_corrected(band):
    """The past in which the child that was corrected was so old."""
    stood = life([(10 - (each == band), {"age": each}) for each in BANDS_OF_THREE])
    gone, came = ([(1, {"age": band, "sex": sex})] for sex in "LP")
    return stood | life(gone, until=1) | life(came, first=1)


def test_that_one_was_corrected_is_known_but_not_how_old_it_was(corrected):
    one, ledger = corrected
    everywhere = [with_one_corrected(band) for band in BANDS_OF_THREE]
    assert confirm(one, ledger, everywhere, RULES).pasts == 4
    assert "few" in unproven(one, ledger, *everywhere[:2]).reason


def test_the_sceptic_believes_in_fewer_corrections_than_there_were(corrected):
    one, ledger = corrected
    everywhere = [with_one_corrected(band) for band in BANDS_OF_THREE]
    assert confirm(one, ledger, everywhere, RULES, beliefs=[BELIEVED]).pasts == 5
    for beliefs in (everywhere[:1], [BELIEVED, everywhere[0]]):
        with pytest.raises(Refused, match="no belief of his own"):
            confirm(one, ledger, everywhere, RULES, beliefs=beliefs)


def test_what_the_sceptic_takes_for_few_is_refused_too():
    """He takes no correction for true: then two hidden bands are what they were before."""
    early = snapshot(ages(10, 10, 10), taken="2026-1")
    moved = [replace(case, sex="P") if n < 3 else case for n, case in enumerate(early.records)]
    late = snapshot(moved, number=2)
    ledger = published((release(early, AGE), early)).with_snapshot(late)
    one = release(late, AGE, number=2, hidden=[("a0",), ("a6",)])
    with pytest.raises(Refused, match="the pasts leave too little open") as problem:
        confirm(one, ledger, [], RULES, beliefs=[BELIEVED])
    assert problem.value.low == problem.value.high == 10


def test_who_knows_a_case_knows_what_was_corrected_of_it():
    """Pasts with the case as it was, and others with it as it is, do not do for both."""
    before = snapshot(ages(3, 4, 20))
    moved = [replace(before.records[0], sex="P"), *before.records[1:]]
    after = snapshot(moved, number=2)
    hidden = [("a0",), ("a6",)]
    ledger = published((release(before, AGE, hidden=hidden), before)).with_snapshot(after)
    one = release(after, AGE, hidden=hidden, number=2)
    young, middle, old = BANDS_OF_THREE

    def with_one(was, now, *left):
        stood = life([(n, {"age": band}) for n, band in zip(left, BANDS_OF_THREE, strict=True)])
        gone, came = [(1, {"age": was})], [(1, {"age": now, "sex": "P"})]
        return stood | life(gone, until=1) | life(came, first=1)

    apart = [
        *(with_one(young, middle, n, 6 - n, 20) for n in (0, 6)),
        *(with_one(middle, young, n, 6 - n, 20) for n in (0, 6)),
        with_one(old, old, 3, 4, 19),
        *(with_one(young, young, n, 6 - n, 20) for n in (1, 5)),
    ]
    problem = unproven(one, ledger, *apart)
    assert (problem.reason, problem.high - problem.low) == ("the pasts leave too little open", 4)
    assert confirm(one, ledger, [*apart, with_one(young, young, 6, 0, 20)], RULES).pasts == 9
    assert audit(one, ledger)
