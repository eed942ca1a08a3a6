"""A passkey in a real browser: set up, sign in, confirm, and nobody else's opens the door."""

import re

import pytest
from playwright.sync_api import expect

from upksai.accounts.roles import Role
from upksai.accounts.tests.factories import UserFactory

from .hands import PASSWORD, answer, follow, press, seen, titled, told

pytestmark = [
    pytest.mark.slow,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]
TOUCH_ID = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture(autouse=True)
def _outside_the_demo(settings):
    settings.SECOND_FACTOR_REQUIRED = True


def with_fingerprint_reader(page):
    """Chromium's own virtual authenticator, driven by the DevTools protocol."""
    tools = page.context.new_cdp_session(page)
    tools.send("WebAuthn.enable")
    reader = tools.send("WebAuthn.addVirtualAuthenticator", {"options": TOUCH_ID})
    return lambda: tools.send("WebAuthn.getCredentials", reader)["credentials"]


def type_password(page, username):
    page.goto("/masuk/")
    answer(page, {"Nama pengguna": username, "Kata sandi": PASSWORD})
    press(page, "Masuk")


def sign_out(page):
    page.goto("/keluar/")
    press(page.get_by_role("main"), "Keluar")
    expect(page).to_have_url(re.compile("/masuk/"))


def test_a_passkey_is_set_up_signs_in_and_confirms(page, open_browser):
    UserFactory(username="ketua", role=Role.HEAD)
    keys = with_fingerprint_reader(page)
    type_password(page, "ketua")
    seen(page, "Faktor kedua", "second-factor")
    follow(page, "Pasang kunci sandi")
    seen(page, "Pasang kunci sandi", "passkey-new")
    answer(page, {"Nama kunci": "Ponsel saya"})
    press(page, "Pasang")
    seen(page, "Kode cadangan")
    told(page, "Kunci sandi sudah dipasang.")
    assert len(keys()) == 1
    recovery = page.locator("#codes li").all_inner_texts()
    assert len(recovery) == 10

    sign_out(page)
    type_password(page, "ketua")
    seen(page, "Faktor kedua", "second-factor-asked")
    press(page, "Pakai kunci sandi")
    expect(page).to_have_url(re.compile("/petugas/$"))

    page.goto("/petugas/akun/konfirmasi/kunci/?next=/petugas/akun/perangkat/")
    seen(page, "Konfirmasi dulu", "confirm")
    press(page, "Pakai kunci sandi")
    seen(page, "Perangkat yang masuk", "sessions")

    elsewhere = open_browser()
    with_fingerprint_reader(elsewhere)
    type_password(elsewhere, "ketua")
    press(elsewhere, "Pakai kunci sandi")
    expect(elsewhere.get_by_role("alert")).to_contain_text("Kunci sandi tidak terbaca.")
    elsewhere.goto("/petugas/")
    expect(elsewhere).to_have_url(re.compile("/masuk/"))
    answer(elsewhere, {"Kode": recovery[0]})
    press(elsewhere, "Masuk")
    titled(elsewhere, re.compile("."))
    expect(elsewhere).to_have_url(re.compile("/petugas/$"))


def test_an_app_is_set_up_without_javascript(open_browser):
    UserFactory(username="peksos1", role=Role.WORKER)
    page = open_browser(java_script_enabled=False)
    type_password(page, "peksos1")

    follow(page, "Pasang aplikasi kode")
    titled(page, "Pasang aplikasi kode")
    expect(page.get_by_role("img", name="Kode QR untuk aplikasi kode")).to_be_visible()
    press(page, "Pasang")
    expect(page.get_by_role("alert").get_by_text("Tulis kodenya.")).to_be_visible()
