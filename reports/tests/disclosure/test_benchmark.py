"""A slice of the benchmark: nobody gets in, and the baselines show why that is worth having."""

import json
import re
from io import StringIO
from random import Random

import pytest
from django.core.management import call_command

from reports.disclosure import Row, Table
from reports.disclosure import growth as growth_module
from reports.disclosure.attack import baselines
from reports.disclosure.attack.samples import several_years
from reports.disclosure.benchmark import BASELINES, LIKELY, OMNISCIENT, load, requests, run_set
from reports.disclosure.measured import as_markdown
from reports.disclosure.tables import axis

from .offices import YEAR, ages, release, snapshot

#: Two-way, three-way, two levels and linked tables of every size, and two series of months.
SLICE = [*range(20), 22, 25, 31, 42, 45, 100, 201]


@pytest.mark.parametrize("number", SLICE)
def test_no_attacker_finds_anything(number):
    result = run_set(number)
    for attacker, (_figures, exact, narrow) in result["attacks"].items():
        if attacker not in {OMNISCIENT, LIKELY}:
            assert (attacker, exact, narrow) == (attacker, 0, 0)


def test_small_and_large_offices_are_measured_in_turn():
    assert [requests(number)[:2] for number in (0, 5, 10, 15, 100, 201)] == [
        ("two-way", 12),
        ("three-way", 35),
        ("hierarchy", 56),
        ("linked", 60),
        ("monthly", 12),
        ("monthly two-way", 12),
    ]


def test_the_benchmark_goes_on_where_it_stopped(tmp_path):
    store, out = tmp_path / "results.jsonl", StringIO()
    call_command("benchmark_disclosure", sets=2, store=store, stdout=out, stderr=StringIO())
    call_command("benchmark_disclosure", sets=3, store=store, stdout=out, stderr=StringIO())
    assert [result["set"] for result in load(store)] == [0, 1, 2]
    store.write_text(store.read_text() + json.dumps(load(store)[0]) + "\n")
    printed = StringIO()
    call_command("benchmark_disclosure", only_print=True, store=store, stdout=printed)
    assert "Sets of data: 4." in printed.getvalue()
    assert "No sets" in as_markdown([])


def test_a_threshold_alone_is_computed_back():
    frozen = snapshot(ages(4, 9, 20))
    full = release(frozen, [("age", "3")]).table
    assert [row.value for row in BASELINES["plain"](full).rows] == [33, None, 9, 20]
    assert [row.value for row in BASELINES["next"](full).rows] == [33, None, None, 20]


def test_acro_counts_its_margins_anew():
    frozen = snapshot(ages(4, 9, 20))
    full = release(frozen, [("age", "3")]).table
    assert [row.value for row in baselines.acro(full).rows] == [20, None, None, 20]
    empty = Table((axis("sex", "2", YEAR),), YEAR, (Row((None,), 3), Row(("L",), 3)))
    assert [row.value for row in baselines.acro(empty).rows] == [None, None]


def test_growth_and_topics_are_measured(monkeypatch):
    few = list(growth_module._questions(several_years(12, [2020, 2021], Random(1), is_skewed=True)))
    monkeypatch.setattr(growth_module, "_questions", lambda _snapshots: few[:3])
    monkeypatch.setattr(growth_module, "LAST", 2021)
    first, second = growth_module.growth(12, [2, 12])
    assert (first[0], second[0]) == (2, 12)
    found = list(growth_module.topics(12, 1, keep_total=False))
    assert len(found) == 10


def test_each_rule_left_out_shows_no_less(monkeypatch, capsys):
    monkeypatch.setattr(growth_module, "TOPICS", (("age",), ("sex",)))
    call_command("benchmark_disclosure", sets=3, rules=12)
    lines = capsys.readouterr().out.splitlines()
    assert [line.split(" | ")[0] for line in lines] == [
        f"| {name}" for name in growth_module.WITHOUT
    ]
    came = [[int(part.split("%")[0]) for part in re.findall(r"\d+%", line)] for line in lines]
    assert all(loose >= strict for row in came for loose, strict in zip(row, came[0], strict=True))
