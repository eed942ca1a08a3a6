"""Who knows how the rows to hide are chosen, but not the secret, learns too little to matter."""

from random import Random

import pytest

from reports.disclosure import Ledger, Row, Table, plan, weights
from reports.disclosure.attack import inversion
from reports.disclosure.attack.samples import yearly
from reports.disclosure.benchmark import requests
from reports.disclosure.candidate import floors_of
from reports.disclosure.tables import axis

from .offices import SECRET, YEAR, ages, snapshot

#: Sets of the benchmark whose first two-way table hides something.
SETS = (43, 49, 67, 71, 87, 163)


def inverted(number: int) -> list[tuple[int, int]]:
    """What is left of each hidden figure of that set's first table of several breakdowns."""
    kind, _size, _skewed, asked = requests(number)
    frozen, dimensions, period = next(one for one in asked if len(one[1]) > 1)
    release = plan(
        kind, dimensions, period, frozen, Ledger(), secret=SECRET, alternatives=0
    ).release
    return [each.inverted for each in inversion.invert([release], frozen)]


@pytest.mark.parametrize("number", SETS)
def test_knowing_the_algorithm_narrows_nothing_below_k(number):
    found = inverted(number)
    assert found
    assert all(high - low >= 5 for low, high in found)


def test_one_breakdown_tells_nothing_either():
    widths = []
    for seed in range(4):
        frozen = yearly(35, Random(seed), is_skewed=True)
        answer = plan("kasus", ("outcome",), YEAR, frozen, Ledger(), secret=SECRET, alternatives=0)
        found = inversion.invert([answer.release], frozen)
        widths += [high - low for low, high in (each.inverted for each in found)]
    assert widths
    assert min(widths) >= 5


def test_a_choice_that_hangs_on_no_secret_gives_figures_away(monkeypatch):
    for module in (weights, inversion):
        monkeypatch.setattr(module, "SPREAD", 1.0)
        monkeypatch.setattr(module, "DOUBT", 0.0)
    widths = [high - low for number in SETS for low, high in inverted(number)]
    assert min(widths) < 5


def test_of_two_hidden_groups_neither_need_be_small(monkeypatch):
    """Else the figures in between could be ruled out: nothing would have been hidden of 5 and 6."""
    frozen = snapshot(ages(5, 6, 20))

    def groups():
        answer = plan("kasus", ("age",), YEAR, frozen, Ledger(), secret=SECRET, alternatives=3)
        tables = [answer.release, *(other.release for other in answer.alternatives)]
        return {(row.cell, row.value) for one in tables for row in one.table.rows}

    monkeypatch.setattr(weights, "DOUBT", 0.0)
    assert (("a0",), 5) in groups()
    monkeypatch.setattr(weights, "DOUBT", 1.0)
    assert (("a0",), 5) not in groups()
    assert (("a0",), None) in groups()


def test_about_one_in_ten_counts_of_k_is_hidden_by_lot():
    table = Table((axis("district", "16", YEAR),), YEAR, ())
    rows = [Row((group.code,), 5) for group in table.axes[0].groups]
    lots = [weights.SecretLots(b"%032d" % number, "kasus") for number in range(50)]
    hidden = sum(each.hides_k(table, row) for each in lots for row in rows)
    assert 0.05 < hidden / (len(lots) * len(rows)) < 0.15
    assert not any(each.hides_k(table, Row((None,), 5)) for each in lots)


def test_an_attacker_who_rules_out_the_truth_is_not_believed():
    kind, _size, _skewed, asked = requests(49)
    frozen, dimensions, period = asked[0]
    release = plan(
        kind, dimensions, period, frozen, Ledger(), secret=SECRET, alternatives=0
    ).release

    class Against(inversion.Favouring):
        def cost(self, table, row):
            return 1 / super().cost(table, row)

    with pytest.raises(ValueError, match="rules out the truth"):
        inversion.invert([release], frozen, tries=[Against])


@pytest.mark.parametrize("total", [60, 12])
def test_what_a_table_must_show_is_told_by_its_groups_and_its_total(total):
    axes = (axis("age", "4", YEAR), axis("sex", "2", YEAR))
    tables = [
        Table(axes, YEAR, (Row((None, None), total), Row(("a0", "L"), count)))
        for count in range(total)
    ]
    floors = {floors_of(table, shows_total=True) for table in tables}
    assert [len(each) for each in floors] == [1]
    assert floors_of(tables[0], shows_total=False) == floors_of(
        Table(axes, YEAR, (Row((None, None), 60),)), shows_total=True
    )
