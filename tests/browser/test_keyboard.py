"""What a person without a mouse, or in a hurry, can do."""

import re

import pytest
from playwright.sync_api import expect

from .hands import press, sign_in

pytestmark = [
    pytest.mark.slow,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]


def focused(page, selector: str) -> None:
    """The keyboard is here now."""
    expect(page.locator(selector)).to_be_focused()


def test_a_refused_form_leads_the_keyboard_to_what_is_missing(page):
    page.goto("/lapor/1/")
    press(page, "Lanjut")
    focused(page, "#error-summary")
    expect(page).to_have_title(re.compile("^Galat: "))
    summary = page.locator("#error-summary")
    for words, control in (
        ("Pilih yang paling mendekati kekhawatiran Anda.", "#id_problem_0"),
        ("Tulis apa yang Anda lihat atau dengar.", "#id_account"),
    ):
        summary.get_by_role("link", name=words).focus()
        page.keyboard.press("Enter")
        focused(page, control)
        described = page.locator(control).evaluate(
            "control => [control, control.closest('fieldset')]"
            ".map(one => one?.getAttribute('aria-describedby') || '').join(' ')"
        )
        assert "_error" in described


def test_three_times_shift_leaves_at_once(page, live_server, settings):
    settings.OFFICE = {"safe_page": f"{live_server.url}/aksesibilitas/"}
    page.goto("/")
    page.goto("/lapor/1/")
    for _time in range(3):
        page.keyboard.press("Shift")
    expect(page).to_have_url(re.compile("/aksesibilitas/$"))
    page.go_back()  # the report has been replaced: what comes back is the page before it
    expect(page).not_to_have_url(re.compile("/lapor/"))


def test_the_first_tab_offers_the_way_to_the_content(page):
    page.goto("/")
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Langsung ke isi")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    focused(page, "#content")


def test_esc_closes_menus(page, phone, office):
    sign_in(page, "peksos1")
    account = page.locator("details.menu").filter(has_text="Akun")
    account.locator("summary").press("Enter")
    expect(page.get_by_role("button", name="Keluar")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="Keluar")).to_be_hidden()
    expect(account.locator("summary")).to_be_focused()

    sign_in(phone, "peksos1")
    menu = phone.get_by_role("navigation", name="Menu utama")
    opener = phone.get_by_role("button", name="Buka menu")
    opener.press("Enter")
    expect(menu).to_be_visible()
    phone.keyboard.press("Escape")
    expect(menu).to_be_hidden()
    expect(opener).to_be_focused()
