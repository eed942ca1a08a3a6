from datetime import timedelta

import pytest
import time_machine

from cases.tests.factories import open_case


@pytest.fixture(autouse=True)
def _today(now):
    with time_machine.travel(now, tick=False):
        yield


def test_anyone_reads_the_totals_of_a_finished_year(stranger, now):
    for _n in range(6):
        open_case(at=now - timedelta(days=365), children=[{"full_name": "RAHASIA"}])

    page = stranger.get("/statistik/", follow=True)

    assert page.redirect_chain == [("/statistik/2025/", 302)]
    assert "Statistik layanan tahun 2025" in page.content.decode()
    assert "RAHASIA" not in page.content.decode()


@pytest.mark.parametrize("number", [2026, 2027, 1990])
def test_a_running_or_unknown_year_has_nothing_published(stranger, number):
    page = stranger.get(f"/statistik/{number}/").content.decode()

    assert f"Belum ada data terbit untuk {number}." in page


def test_the_landing_page_shows_last_year_s_totals(stranger, now):
    for _n in range(6):
        open_case(at=now - timedelta(days=365))

    page = stranger.get("/").content.decode()

    assert "Angka layanan tahun 2025" in page


def test_without_figures_the_landing_page_leaves_the_section_out(stranger):
    assert "Angka layanan" not in stranger.get("/").content.decode()
