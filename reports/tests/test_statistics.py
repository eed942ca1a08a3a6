import csv
import io
import json

import pytest
import time_machine

from reports.disclosure import Axis, Group, Release, Row, Table
from reports.models import LedgerEntry
from reports.periods import run_of_years
from reports.released import Released
from reports.services import snapshots
from reports.tests.statistics import published, skewed


@pytest.fixture(autouse=True)
def _today(now, monkeypatch):
    monkeypatch.setattr(snapshots, "anonymous_records", lambda secret: skewed())
    with time_machine.travel(now, tick=False):
        yield


def test_anyone_finds_the_tables_of_a_year_from_the_list_of_years(stranger):
    published("sex")

    assert 'href="/statistik/2025/"' in stranger.get("/statistik/").content.decode()
    page = stranger.get("/statistik/2025/").content.decode()
    assert "Kasus menurut jenis kelamin, Tahun 2025" in page


@pytest.mark.parametrize("number", [2024, 2026, 2027, 1990])
def test_a_year_without_releases_says_so(stranger, number):
    page = stranger.get(f"/statistik/{number}/").content.decode()

    assert f"Belum ada data terbit untuk {number}." in page


def test_before_the_first_release_there_is_nothing_to_see(stranger):
    page = stranger.get("/statistik/").content.decode()

    assert "Belum ada data terbit." in page
    assert 'href="/statistik/2025/"' not in page


def test_a_table_over_several_years_stands_with_each_of_them(stranger):
    published("sex", period=run_of_years(2024, 2025))

    for number in (2024, 2025):
        page = stranger.get(f"/statistik/{number}/").content.decode()
        assert "Kasus menurut jenis kelamin, Tahun 2024–2025" in page


def test_page_csv_and_json_say_the_same(stranger):
    published("type")
    release = LedgerEntry.objects.get().published

    text = stranger.get("/statistik/rilis/1.csv").content.decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text)))
    told = json.loads(stranger.get("/statistik/rilis/1.json").content)

    assert rows[0] == ["Rilis", "Periode", "Jenis", "Kasus", "Persen", "Catatan"]
    assert len(rows) - 1 == len(release.table.rows) == len(told["table"]["rows"])
    assert {tuple(row[2:4]) for row in rows[1:]} == {
        (labels[0], text) for labels, text in release.table.lines()
    }
    page = stranger.get("/statistik/2025/").content.decode()
    assert "t.d. = tidak ditampilkan. Jumlah di bawah 5, nol juga" in page


def test_the_landing_page_shows_what_was_released_about_last_year(stranger):
    published("sex")

    page = stranger.get("/").content.decode()

    assert "Angka layanan tahun 2025" in page
    assert "kasus ditangani, dari target 12 setahun" in page
    assert "kasus: Laki-laki" in page


def test_without_releases_the_landing_page_leaves_the_section_out(stranger):
    assert "Angka layanan" not in stranger.get("/").content.decode()


SEX = Axis(
    "sex",
    "Jenis kelamin",
    "2",
    (Group("L", "Laki-laki", ("L",)), Group("P", "Perempuan", ("P", "?"))),
)
AGE = Axis("age", "Usia", "2", (Group("a", "Kecil", ("0-5",)), Group("b", "Besar", ("6-11",))))


def shown(axes, rows) -> Released:
    table = Table(axes, ("2025-1", "2025-2"), tuple(Row(*row) for row in rows))
    return Released(Release(3, "t", table, "0" * 64, 5))


def test_a_hidden_figure_has_no_percentage_bar_or_column():
    table = shown((SEX,), [((None,), 20), (("L",), None), (("P",), None)])

    assert [(line.text, line.percent_text, line.value) for line in table.lines] == [
        ("t.d.", "t.d.", None)
    ] * 2
    assert table.largest == 0
    assert table.has_hidden
    assert table.summary == "Laki-laki: t.d.; Perempuan: t.d."


def test_without_a_total_no_percentage_is_said():
    table = shown((SEX,), [((None,), None), (("L",), 12), (("P",), None)])

    assert [line.percent_text for line in table.lines] == ["t.d.", "t.d."]


def test_a_cross_table_is_a_grid_with_its_margins():
    cells = [(a, s) for a in (None, "a", "b") for s in (None, "L", "P")]
    table = shown((AGE, SEX), [(cell, 10 + n) for n, cell in enumerate(cells)])

    assert (table.shape, table.columns) == ("grid", ["Laki-laki", "Perempuan"])
    assert [(label, [cell.text for cell in row]) for label, row in table.grid] == [
        ("Kecil", ["14", "15", "13"]),
        ("Besar", ["17", "18", "16"]),
        ("Jumlah", ["11", "12", "10"]),
    ]


def test_only_a_total_is_a_number_in_words():
    table = shown((), [((), None, 5)])

    assert (table.shape, table.title, table.total.text) == (
        "number",
        "Jumlah kasus",
        "kurang dari 5",
    )
    assert "kurang dari 5" in table.as_csv


def test_time_is_drawn_as_columns():
    time = Axis("semester", "Waktu", "semester", (Group("2025-1", "Semester I 2025", ("2025-1",)),))
    table = shown((time,), [((None,), 20), (("2025-1",), 12)])

    assert "<svg" in table.chart
    assert "Semester I 2025: 12" in table.chart
