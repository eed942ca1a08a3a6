"""Before something sensitive we ask again who sits there; what was sent goes on afterwards."""

import pytest
import time_machine
from django.urls import reverse

from upksai.accounts.models import User

from .office_hours import PASSWORD, code_now, minutes, sign_in, with_app

AGAIN = "/petugas/akun/konfirmasi/"


@pytest.fixture(autouse=True)
def clock(now):
    with time_machine.travel(now, tick=False) as clock:
        yield clock


@pytest.fixture
def office(client, admin, clock):
    """The admin, ten busy minutes after signing in."""
    sign_in(client, admin)
    clock.shift(minutes(9))
    client.get("/petugas/pengaturan/petugas/")
    clock.shift(minutes(1.1))
    return client


def sensitive(worker):
    return [
        reverse(f"workflow:staff_{name}", args=[worker.pk])
        for name in ("member", "deactivate", "activate", "password", "lost_factor")
    ] + [reverse("workflow:staff_new"), reverse("desk:leaver", args=[worker.pk])]


def test_sensitive_forms_ask_again_after_ten_minutes_and_change_nothing(office, worker):
    for address in [*sensitive(worker), reverse("account_session_end")]:
        answer = office.post(address)
        assert answer.url.startswith(AGAIN), address

    worker.refresh_from_db()
    assert worker.is_active
    assert worker.check_password(PASSWORD)


def test_so_do_the_pages_of_the_second_factor(office):
    for name in ("mfa_activate_totp", "mfa_add_webauthn", "mfa_generate_recovery_codes"):
        assert office.get(reverse(name)).url.startswith(AGAIN), name


def test_looking_asks_nothing(office, worker):
    for address in sensitive(worker):
        assert office.get(address).status_code == 200, address


def test_right_after_signing_in_nothing_is_asked(client, admin, worker):
    sign_in(client, admin)

    client.post(reverse("workflow:staff_deactivate", args=[worker.pk]))

    assert not User.objects.get(pk=worker.pk).is_active


def test_what_was_sent_goes_on_after_the_password(office, worker):
    address = reverse("workflow:staff_member", args=[worker.pk])
    asked = office.post(address, {"full_name": "Nama Baru", "role": "worker"})
    assert User.objects.get(pk=worker.pk).full_name != "Nama Baru"

    wrong = office.post(asked.url, {"password": "salah-sekali-2026", "next": address})
    assert "Kata sandi salah." in wrong.content.decode()
    office.post(asked.url, {"password": PASSWORD, "next": address})

    assert User.objects.get(pk=worker.pk).full_name == "Nama Baru"


def test_a_confirmation_holds_ten_minutes(office, worker, clock):
    office.post(AGAIN, {"password": PASSWORD})
    deactivate = reverse("workflow:staff_deactivate", args=[worker.pk])
    clock.shift(minutes(10.1))

    assert office.post(deactivate).url.startswith(AGAIN)
    assert User.objects.get(pk=worker.pk).is_active


def test_a_code_confirms_as_well_as_a_password(office, admin, worker):
    with_app(admin)
    again = reverse("mfa_reauthenticate")
    assert "Pakai kata sandi" in office.get(again).content.decode()

    office.post(again, {"code": code_now()})
    office.post(reverse("workflow:staff_deactivate", args=[worker.pk]))

    assert not User.objects.get(pk=worker.pk).is_active


def test_a_stranger_and_a_colleague_are_not_asked_but_find_nothing(stranger, worker, clock):
    deactivate = reverse("workflow:staff_deactivate", args=[worker.pk])
    assert stranger.post(deactivate).url.startswith("/masuk/")
    sign_in(stranger, worker)
    clock.shift(minutes(11))

    assert stranger.post(deactivate).status_code == 404
