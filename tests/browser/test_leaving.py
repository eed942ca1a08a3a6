"""Somebody comes into the room: what a browser still shows after leaving."""

import re

import pytest
from playwright.sync_api import expect

from cases.tests.factories import open_case
from complaints.models import ReportDraft

from .hands import answer, go_to, press, sign_in, take_time

pytestmark = [
    pytest.mark.slow,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]
STORY = "Anak sering sendirian malam hari."
STORED = "JSON.stringify([{...localStorage}, {...sessionStorage}])"


@pytest.fixture
def somewhere(live_server, settings):
    """The page to which people leave; in a test it is one of our own."""
    settings.OFFICE = {"safe_page": f"{live_server.url}/aksesibilitas/"}
    return re.compile("/aksesibilitas/$")


def begin(page):
    page.goto("/lapor/1/")
    take_time(page)
    answer(
        page,
        {
            "Apa yang paling Anda khawatirkan?": "Perundungan",
            "Ceritakan singkat": STORY,
            "Apakah anak dalam bahaya sekarang?": "Tidak",
        },
    )


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without"])
def test_the_quick_exit_leaves_nothing_to_go_back_to(open_browser, somewhere, scripts):
    page = open_browser(java_script_enabled=scripts)
    begin(page)
    press(page, "Lanjut")
    assert ReportDraft.objects.exists()
    page.goto("/lapor/1/")
    expect(page.get_by_label("Ceritakan singkat")).to_have_value(STORY)
    page.get_by_role("link", name="Keluar cepat").click()
    expect(page).to_have_url(somewhere)

    assert page.context.cookies() == []
    assert not ReportDraft.objects.exists()
    for _step in range(3):
        page.go_back()
        assert STORY not in page.content()
        assert page.locator("textarea").count() == 0 or page.locator("textarea").input_value() == ""


def test_what_was_typed_but_not_sent_is_gone_too(page, somewhere):
    begin(page)
    page.get_by_role("link", name="Keluar cepat").click()
    expect(page).to_have_url(somewhere)
    page.goto("/lapor/1/")

    expect(page.get_by_label("Ceritakan singkat")).to_have_value("")


def test_nothing_is_kept_in_the_browsers_storage(page, office):
    page.goto("/lapor/1/")
    assert page.evaluate(STORED) == "[{},{}]"
    open_case(worker=office["peksos1"], head=office["ketua"])
    sign_in(page, "ketua")
    go_to(page, "Kasus")
    page.get_by_label("Risiko").select_option(index=1)  # swapped by htmx, with a new address
    expect(page).to_have_url(re.compile("risiko="))
    page.wait_for_function(f"{STORED} === '[{{}},{{}}]'")
    page.go_back()
    page.wait_for_function(f"{STORED} === '[{{}},{{}}]'")
