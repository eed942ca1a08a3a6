"""A second factor is given up, replaced or taken off only where another stays."""

import pytest
from allauth.mfa.models import Authenticator
from django.urls import reverse

from upksai.accounts.second_factor import SET_UP_HERE

from .office_hours import (
    SECOND,
    code_now,
    factors_of,
    reasons_of,
    sign_in,
    with_app,
    with_recovery_codes,
)

pytestmark = pytest.mark.usefixtures("outside_the_demo")


def test_the_last_second_factor_stays(client, worker, clock):
    with_app(worker)
    sign_in(client, worker)
    client.post(SECOND, {"code": code_now()})

    page = client.post(reverse("mfa_deactivate_totp"), follow=True)

    assert "satu-satunya faktor kedua" in page.content.decode()
    assert factors_of(worker) == ["totp"]


def test_so_does_the_last_key(client, worker, clock, settings):
    key = Authenticator.objects.create(
        user=worker, type="webauthn", data={"name": "x", "credential": {}}
    )
    settings.SECOND_FACTOR_REQUIRED = False
    client.force_login(worker)
    sign_in(client, worker)
    settings.SECOND_FACTOR_REQUIRED = True
    session = client.session
    session[SET_UP_HERE] = True
    session.save()

    page = client.post(reverse("mfa_remove_webauthn", args=[key.pk]))

    assert page.status_code == 422
    assert "satu-satunya faktor kedua" in page.text
    assert factors_of(worker) == ["webauthn"]


def test_in_the_demo_it_may_be_taken_off_again(client, worker, clock, settings):
    settings.SECOND_FACTOR_REQUIRED = False
    with_app(worker)
    sign_in(client, worker)
    client.post(SECOND, {"code": code_now()})

    client.post(reverse("mfa_deactivate_totp"))

    assert factors_of(worker) == []
    assert "factor_removed" in reasons_of(worker)


def test_new_recovery_codes_replace_the_old_ones(client, worker, clock):
    with_app(worker)
    old = with_recovery_codes(worker)
    sign_in(client, worker)
    client.post(SECOND, {"code": code_now()})

    page = client.post(reverse("mfa_generate_recovery_codes"), follow=True)

    new = page.context["unused_codes"]
    assert len(new) == 10
    assert not set(old) & set(new)


def test_another_person_s_key_is_not_there(client, worker, other_worker, clock):
    theirs = Authenticator.objects.create(
        user=other_worker, type="webauthn", data={"name": "x", "credential": {}}
    )
    with_app(worker)
    sign_in(client, worker)
    client.post(SECOND, {"code": code_now()})

    assert client.post(reverse("mfa_remove_webauthn", args=[theirs.pk])).status_code == 404
    assert Authenticator.objects.filter(pk=theirs.pk).exists()


@pytest.mark.parametrize(
    "closed",
    ["/petugas/akun/kode-cadangan/unduh/", "/petugas/akun/email/", "/petugas/akun/kunci/"],
)
def test_what_we_have_not_dressed_is_not_there(client, worker, clock, closed):
    with_app(worker)
    sign_in(client, worker)
    client.post(SECOND, {"code": code_now()})

    assert client.get(closed).status_code == 404
