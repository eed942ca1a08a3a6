"""Who knows how the rows to hide are chosen, but not the secret, learns too little to matter."""

from random import Random

import pytest

from reports.disclosure import Ledger, Row, Table, plan, weights
from reports.disclosure.attack import inversion
from reports.disclosure.attack.samples import yearly
from reports.disclosure.benchmark import requests
from reports.disclosure.candidate import floors_of
from reports.disclosure.tables import axis

from .offices import SECRET, YEAR

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
    monkeypatch.setattr(weights, "SPREAD", 1.0)
    monkeypatch.setattr(inversion, "SPREAD", 1.0)
    widths = [high - low for number in SETS for low, high in inverted(number)]
    assert min(widths) < 5


def test_an_attacker_who_rules_out_the_truth_is_not_believed():
    kind, _size, _skewed, asked = requests(49)
    frozen, dimensions, period = asked[0]
    release = plan(
        kind, dimensions, period, frozen, Ledger(), secret=SECRET, alternatives=0
    ).release
    likes = inversion.favouring(release)

    def against(_release):
        return lambda table, row: 1 / likes(table, row)

    with pytest.raises(ValueError, match="rules out the truth"):
        inversion.invert([release], frozen, tries=[against])


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
