"""Signing in and out: accounts are given, never taken."""

import pytest
from django.core.cache import cache
from django.urls import reverse

from upksai.accounts.roles import STORED_ROLES
from upksai.accounts.tests.factories import UserFactory

SIGN_IN = "/masuk/"
PASSWORD = "contoh-upksai-2026"  # noqa: S105 -- of people made up for tests


def sign_in(client, username, password=PASSWORD):
    return client.post(SIGN_IN, {"login": username, "password": password}, follow=True)


def test_the_sign_in_page_shows_its_form(stranger):
    page = stranger.get(SIGN_IN).content.decode()

    assert "Masuk untuk petugas" in page
    assert 'name="password"' in page


@pytest.mark.parametrize("role", STORED_ROLES)
def test_every_role_begins_its_day_on_a_page_that_works(client, role):
    person = UserFactory(role=role)

    page = sign_in(client, person.username)

    assert page.status_code == 200
    assert page.redirect_chain[0][0] == "/petugas/"
    assert person.full_name in page.content.decode()


def test_a_wrong_password_and_an_unknown_name_get_the_same_answer(stranger, worker):
    def said(username, password):
        page = sign_in(stranger, username, password)
        assert page.status_code == 422
        return page.context["form"].errors.as_text()

    told = said(worker.username, "salah-sekali-2026")
    assert told == said("tidak.ada", "salah-sekali-2026")
    assert "Nama pengguna atau kata sandi salah." in told


def test_a_deactivated_person_cannot_sign_in(client):
    person = UserFactory(is_active=False)

    page = sign_in(client, person.username)

    assert "Akun ini tidak aktif." in page.content.decode()
    assert "_auth_user_id" not in client.session


def test_a_deactivated_person_is_refused_on_the_next_page(client, worker):
    client.force_login(worker)
    assert client.get("/petugas/").status_code == 200
    worker.is_active = False
    worker.save()

    assert client.get("/petugas/").url.startswith(SIGN_IN)


def test_people_leave_with_a_button_and_not_with_a_link(client, worker):
    client.force_login(worker)

    assert client.get("/keluar/").status_code == 200
    assert client.get("/petugas/").status_code == 200
    client.post("/keluar/")
    assert client.get("/petugas/").url.startswith(SIGN_IN)


@pytest.mark.parametrize(
    "address",
    ["/accounts/signup/", "/accounts/", "/daftar/", "/accounts/password/reset/", "/admin/"],
)
def test_nobody_makes_an_account_for_themselves(stranger, address):
    assert stranger.get(address).status_code == 404


def test_a_password_is_changed_by_its_owner(client, worker):
    client.force_login(worker)
    fresh = "tujuh-kucing-di-atas-genteng"

    client.post(
        reverse("account_change_password"),
        {"oldpassword": PASSWORD, "password1": fresh, "password2": fresh},
    )

    worker.refresh_from_db()
    assert worker.check_password(fresh)


def test_who_guesses_passwords_is_told_to_wait(stranger, worker):
    cache.clear()
    for guess in range(6):
        sign_in(stranger, worker.username, f"tebakan-{guess}")

    page = sign_in(stranger, worker.username)

    assert "Terlalu banyak percobaan." in page.content.decode()
    assert "_auth_user_id" not in stranger.session
    cache.clear()
