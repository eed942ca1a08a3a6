"""Nobody works without a second factor; each code is good once."""

from pathlib import Path

import pytest
from allauth.mfa.models import Authenticator
from django.db import connection
from django.test import Client
from django.urls import reverse

from upksai.accounts import services, vouching
from upksai.accounts.roles import STORED_ROLES
from upksai.accounts.second_factor import SET_UP_HERE, is_theirs
from upksai.accounts.tests.factories import UserFactory

from .office_hours import (
    SECOND,
    SECRET,
    SIGN_IN,
    code_now,
    minutes,
    reasons_of,
    sign_in,
    with_app,
    with_recovery_codes,
)

pytestmark = pytest.mark.usefixtures("outside_the_demo")

HOME, SECURITY = "/petugas/", "/petugas/akun/keamanan/"


def test_outside_the_demo_the_second_factor_is_required_and_inside_it_is_not(settings):
    written = (Path(settings.BASE_DIR) / "upksai" / "settings.py").read_text()

    assert "SECOND_FACTOR_REQUIRED = not DEMO" in written.splitlines()


@pytest.mark.parametrize("role", STORED_ROLES)
def test_who_has_none_gets_no_further_than_the_page_to_set_one_up(client, role):
    person = UserFactory(role=role)

    page = sign_in(client, person)

    assert page.request["PATH_INFO"] == SECURITY
    assert "Belum ada faktor kedua." in page.content.decode()
    assert "Menu utama" not in page.content.decode()
    for address in ("/petugas/kasus/", "/petugas/cari/", "/petugas/akun/perangkat/"):
        assert client.get(address).url == SECURITY
        assert client.post(address).url == SECURITY


def test_who_has_none_may_sign_out_and_read_the_public_pages(client, worker):
    sign_in(client, worker)

    assert client.get("/lapor/").status_code == 200
    client.post("/keluar/")
    assert "_auth_user_id" not in client.session


def test_an_app_is_set_up_with_its_first_code_and_the_recovery_codes_are_shown_once(
    client, worker, clock
):
    sign_in(client, worker)
    page = client.get(reverse("mfa_activate_totp"))
    secret = page.context["form"].secret
    assert "<svg" in page.content.decode()
    assert secret in page.content.decode()
    code = code_now(secret=secret)

    shown = client.post(reverse("mfa_activate_totp"), {"code": code}, follow=True)

    assert shown.request["PATH_INFO"] == reverse("mfa_view_recovery_codes")
    codes = shown.context["unused_codes"]
    assert len(codes) == 10
    assert all(one in shown.content.decode() for one in codes)
    again = client.get(reverse("mfa_view_recovery_codes")).content.decode()
    assert not any(one in again for one in codes)
    assert client.get(HOME).status_code == 200
    assert "factor_added" in reasons_of(worker)

    theirs = Client()
    sign_in(theirs, worker)
    replayed = theirs.post(SECOND, {"code": code})
    assert "salah atau sudah dipakai" in replayed.content.decode()


def test_password_and_code_together_open_the_office(client, worker, clock):
    with_app(worker)

    page = sign_in(client, worker)
    assert page.request["PATH_INFO"] == SECOND
    assert client.get(HOME).url.startswith(SIGN_IN)
    client.post(SECOND, {"code": code_now()})

    assert client.get(HOME).status_code == 200


def test_a_code_works_once_and_so_does_none_before_it(client, worker, clock):
    with_app(worker)
    first = code_now()
    sign_in(client, worker)
    client.post(SECOND, {"code": first})

    for later, code in ((0, first), (29, first), (0, code_now(-1))):
        clock.shift(later)
        theirs = Client()
        sign_in(theirs, worker)
        assert "salah atau sudah dipakai" in theirs.post(SECOND, {"code": code}).content.decode()
        assert "_auth_user_id" not in theirs.session

    clock.shift(30)
    sign_in(theirs, worker)
    theirs.post(SECOND, {"code": code_now()})
    assert theirs.get(HOME).status_code == 200


def test_a_clock_may_be_half_a_minute_off_but_not_a_whole_one(client, worker, clock):
    with_app(worker)
    sign_in(client, worker)

    late = client.post(SECOND, {"code": code_now(-2)})
    assert "salah atau sudah dipakai" in late.content.decode()
    assert client.post(SECOND, {"code": code_now(1)}).status_code == 302


def test_a_recovery_code_signs_in_once(client, worker, clock):
    with_app(worker)
    code = with_recovery_codes(worker)[3]

    sign_in(client, worker)
    client.post(SECOND, {"code": code})
    assert client.get(HOME).status_code == 200

    theirs = Client()
    sign_in(theirs, worker)
    assert "salah atau sudah dipakai" in theirs.post(SECOND, {"code": code}).content.decode()


def test_codes_are_guessed_a_few_times_and_then_one_waits(client, worker, clock):
    with_app(worker)
    sign_in(client, worker)
    for guess in range(5):
        client.post(SECOND, {"code": f"00000{guess}"})

    early = client.post(SECOND, {"code": code_now()})

    assert early.status_code == 429
    assert "Terlalu banyak percobaan. Coba lagi dalam 31 detik." in early.text
    clock.shift(31)
    assert client.post(SECOND, {"code": code_now()}).status_code == 302


def test_a_session_that_began_before_the_factor_must_show_it(client, worker, clock):
    sign_in(client, worker)
    with_app(worker)

    assert client.get(HOME).url == reverse("mfa_reauthenticate")
    assert client.get(reverse("mfa_activate_totp")).url == reverse("mfa_reauthenticate")
    assert client.get(reverse("account_reauthenticate")).url == reverse("mfa_reauthenticate")
    client.post(reverse("mfa_reauthenticate"), {"code": code_now()})
    assert client.get(HOME).status_code == 200


def test_secrets_are_not_readable_in_the_database(worker):
    with_app(worker)
    codes = with_recovery_codes(worker)

    with connection.cursor() as cursor:
        cursor.execute("SELECT data::text FROM mfa_authenticator")
        stored = str(cursor.fetchall())

    assert SECRET not in stored
    assert not any(code in stored for code in codes)


@pytest.fixture
def colleague(worker, head):
    """The head, in whose rows somebody with the database has put the worker's secrets."""
    for person in (worker, head):
        with_app(person)
        with_recovery_codes(person)
    for theirs in Authenticator.objects.filter(user=worker):
        Authenticator.objects.filter(user=head, type=theirs.type).update(data=theirs.data)
    return head


def test_a_secret_moved_to_another_person_s_row_opens_nothing(
    client, worker, colleague, clock, caplog
):
    recovery_code = Authenticator.objects.get(user=worker, type="recovery_codes").wrap()
    sign_in(client, colleague)

    for code in (code_now(), recovery_code.get_unused_codes()[0]):
        refused = client.post(SECOND, {"code": code})
        assert refused.status_code == 422
        assert "salah atau sudah dipakai" in refused.text

    assert client.get(HOME).url.startswith(SIGN_IN)
    errors = [one.getMessage() for one in caplog.records if one.levelname == "ERROR"]
    assert any("is not its owner's" in error for error in errors)
    assert not any(one in error for error in errors for one in (SECRET, worker.username))


def test_nor_is_it_shown_or_counted_there(client, colleague, clock):
    client.force_login(colleague)
    session = client.session
    session[SET_UP_HERE] = True
    session.save()

    assert client.get(reverse("mfa_view_recovery_codes")).status_code == 404
    page = client.get(SECURITY)
    assert page.context["app"] is None
    assert page.context["codes_left"] is None


@pytest.mark.parametrize("broken", ["", "x", "1|x", "|", None, 7])
def test_a_secret_that_does_not_open_is_a_wrong_code(client, worker, clock, broken):
    with_app(worker)
    Authenticator.objects.filter(user=worker).update(data={"secret": broken})
    sign_in(client, worker)

    assert client.post(SECOND, {"code": code_now()}).status_code == 422


def test_who_stands_before_a_sealed_secret_cannot_be_rewritten(worker, head):
    with_app(worker)
    sealed = Authenticator.objects.get(user=worker).data["secret"]
    data = {"secret": sealed.replace(f"{worker.pk}|", f"{head.pk}|", 1)}

    assert not is_theirs(Authenticator(user=head, type="totp", data=data))


def test_a_key_that_does_not_fit_is_refused_where_it_was_asked_for(
    client, worker, clock, settings, monkeypatch
):
    settings.SECOND_FACTOR_REQUIRED = False
    Authenticator.objects.create(user=worker, type="webauthn", data={"name": "x"})
    monkeypatch.setattr("allauth.mfa.webauthn.internal.auth.get_credentials", lambda user: [])
    client.force_login(worker)

    page = client.post(reverse("mfa_reauthenticate_webauthn"), {"credential": "x"})

    assert page.status_code == 422
    assert 'id="error-summary"' in page.text


def test_the_step_between_is_no_way_around(client, worker, clock):
    """Neither without a password nor long after it."""
    with_app(worker)
    assert client.get(SECOND).url == SIGN_IN
    assert client.post(SECOND, {"code": code_now()}).url == SIGN_IN
    sign_in(client, worker)
    clock.shift(minutes(16))

    assert client.post(SECOND, {"code": code_now()}).url == SIGN_IN


@pytest.mark.parametrize("between", ["new password", "deactivated", "factor lost"])
def test_a_change_of_the_account_ends_a_sign_in_that_is_halfway(
    client, worker, admin, head, intake, clock, now, between
):
    with_app(worker)
    sign_in(client, worker)
    if between == "new password":
        services.give_new_password(worker, by=admin, at=now)
    elif between == "deactivated":
        services.deactivate(worker, by=admin, at=now)
    else:
        lost = vouching.open_request(worker, by=admin, at=now)
        vouching.vouch(lost, by=head, at=now)
        vouching.vouch(lost, by=intake, at=now)

    page = client.post(SECOND, {"code": code_now()}, follow=True)

    assert page.request["PATH_INFO"] == SIGN_IN
    assert "Masuk lagi dari awal." in page.text
    assert client.get(HOME).url.startswith(SIGN_IN)


def test_a_new_password_of_one_s_own_ends_what_is_halfway_elsewhere(client, worker, clock):
    with_app(worker)
    theirs = Client()
    sign_in(theirs, worker)
    worker.set_password("tujuh-kucing-di-atas-genteng")
    worker.save()

    assert theirs.get(SECOND).url == SIGN_IN
    assert theirs.get(SIGN_IN).status_code == 200


def test_who_turns_back_halfway_may_begin_again_as_somebody_else(client, worker, head, clock):
    with_app(worker)
    sign_in(client, worker)

    client.post("/keluar/")

    assert client.get(SIGN_IN).status_code == 200
    assert sign_in(client, head).request["PATH_INFO"] == SECURITY
