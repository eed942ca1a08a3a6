"""The attack from outside finds what is badly hidden, and nothing in what the office publishes."""

from dataclasses import replace
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from reports.disclosure import Ledger, Release, Row, Snapshot, plan
from reports.disclosure.tables import axis, count, hide
from reports.management.commands import attack_statistics
from reports.outsider import attack, read_site
from reports.services import snapshots
from reports.tests.statistics import published, records, skewed

PERIOD = ("2025-1", "2025-2")


def table_of(known: list, dimension: str, recode: str, *, hidden=(), number=1) -> Release:
    """A table as somebody might publish it who hides only these rows."""
    snapshot = Snapshot.of(known, number=1, taken="2026-1")
    full = count((axis(dimension, recode, PERIOD),), PERIOD, snapshot)
    return Release(number, dimension, hide(full, hidden), snapshot.sha256, 5)


def only_with(known, **counts):
    """So many records of each sex."""
    return [
        replace(record, sex=sex)
        for record, sex in zip(known, [s for s, n in counts.items() for _ in range(n)], strict=True)
    ]


def test_a_single_hidden_figure_is_computed_from_the_total():
    release = table_of(only_with(records(12), L=9, P=3), "sex", "2", hidden=[2])

    found = [str(finding) for finding in attack([release], 5)]

    assert "rilis 1: Perempuan, atau belum tercatat: 3–3" in found
    assert "rilis 1: Jumlah – rilis 1: Laki-laki: 3–3" in found


def test_a_small_figure_that_is_shown_is_found():
    release = table_of(only_with(records(12), L=9, P=3), "sex", "2")

    assert {finding.low for finding in attack([release], 5)} >= {3}


def test_what_two_tables_give_away_together_is_found():
    known = only_with(records(12), L=9, P=3)
    alone = table_of(known, "sex", "2", hidden=[1, 2])
    both = replace(alone, number=2, table=replace(alone.table, rows=(Row(("L",), 9),)))

    assert attack([alone], 5) == []
    assert attack([alone, both], 5)


def test_what_the_planner_offers_is_not_found():
    snapshot = Snapshot.of(skewed(), number=1, taken="2026-1")
    ledger = Ledger()
    for dimension in ("type", "age", "sex", "district"):
        found = plan(dimension, (dimension,), PERIOD, snapshot, ledger, secret=b"s" * 32)
        ledger = ledger.with_release(found.release, snapshot)

    assert any(row.value is None for one in ledger.releases for row in one.table.rows)
    assert attack(ledger.releases, 5) == []


@pytest.fixture
def site(client, monkeypatch):
    """The public site with two tables; how an outsider reads it."""
    monkeypatch.setattr(snapshots, "anonymous_records", lambda secret: skewed())
    published("district")
    published("type")

    def fetch(address: str) -> str:
        return client.get(address.removeprefix("http://contoh"), follow=True).content.decode()

    monkeypatch.setattr(attack_statistics, "_read", fetch)
    return fetch


def test_the_site_offers_every_table_as_csv_and_json(site):
    found = read_site(site)

    assert [release.number for release in found.releases] == [1, 2]
    assert found.betrayed == ()


def test_a_csv_that_says_more_than_the_release_is_found(site):
    def careless(address: str) -> str:
        text = site(address)
        return text.replace("t.d.", "3") if address.endswith(".csv") else text

    assert read_site(careless).betrayed


def test_the_command_re_derives_nothing_from_the_public_site(site):
    said = StringIO()

    call_command("attack_statistics", "http://contoh", stdout=said)

    assert "tidak ada yang dapat dihitung kembali" in said.getvalue()


def test_the_command_fails_where_something_is_found(site, monkeypatch):
    naive = table_of(only_with(records(12), L=9, P=3), "sex", "2", hidden=[2])
    monkeypatch.setattr(attack_statistics, "read_site", lambda fetch: read_site(site))
    monkeypatch.setattr(attack_statistics, "attack", lambda releases, k: attack([naive], k))

    with pytest.raises(CommandError, match="2 terbuka"):
        call_command("attack_statistics", "http://contoh", stdout=StringIO())


def test_an_empty_site_proves_nothing(client, monkeypatch):
    monkeypatch.setattr(attack_statistics, "_read", lambda address: "")

    with pytest.raises(CommandError, match="Tidak ada rilis"):
        call_command("attack_statistics", "http://contoh")
    with pytest.raises(CommandError, match="http"):
        call_command("attack_statistics", "file:///etc")
