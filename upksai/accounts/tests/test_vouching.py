"""Who lost the second factor gets a new one when two different colleagues vouch."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from upksai.accounts import services, vouching
from upksai.accounts.models import LostFactor, RoleRequest, StaffSession, Vouch
from upksai.accounts.queries import changes_of, open_lost_factors
from upksai.accounts.roles import Role
from upksai.accounts.tests.factories import UserFactory

from .office_hours import factors_of, sign_in, with_app, with_recovery_codes

LIST = "/petugas/pengaturan/menjamin/"


@pytest.fixture
def lost(worker, admin, now):
    """A worker's telephone is gone; the admin has opened the request."""
    with_app(worker)
    with_recovery_codes(worker)
    return vouching.open_request(worker, by=admin, at=now)


def test_two_colleagues_vouch_and_the_factors_are_gone(lost, worker, intake, head, now):
    theirs = Client()
    theirs.force_login(worker)

    vouching.vouch(lost, by=intake, at=now)
    assert factors_of(worker) == ["recovery_codes", "totp"]
    vouching.vouch(lost, by=head, at=now)

    assert factors_of(worker) == []
    assert not StaffSession.objects.of(worker).exists()
    assert [(one.by, one.at) for one in Vouch.objects.order_by("pk")] == [
        (intake, now),
        (head, now),
    ]
    told = next(one for one in changes_of(worker) if one.history_change_reason == "factor_lost")
    assert (told.history_user, told.history_date) == (head, now)


def test_at_the_next_sign_in_a_new_factor_is_set_up(
    lost, client, worker, other_worker, head, now, settings
):
    settings.SECOND_FACTOR_REQUIRED = True
    vouching.vouch(lost, by=other_worker, at=now)
    vouching.vouch(lost, by=head, at=now)

    page = sign_in(client, worker)

    assert page.request["PATH_INFO"] == reverse("mfa_index")


def test_the_same_colleague_counts_once(lost, worker, head, now):
    vouching.vouch(lost, by=head, at=now)

    with pytest.raises(ValidationError, match="sudah menjamin"):
        vouching.vouch(lost, by=head, at=now)

    assert "totp" in factors_of(worker)


def test_who_opened_the_request_is_none_of_the_two(lost, worker, admin, head, now):
    """It may be who has just given that person a new password."""
    vouching.vouch(lost, by=head, at=now)

    with pytest.raises(ValidationError, match="Anda yang membuka"):
        vouching.vouch(lost, by=admin, at=now)

    assert "totp" in factors_of(worker)


def test_two_admins_are_not_enough(lost, worker, head, now):
    vouching.vouch(lost, by=UserFactory(role=Role.ADMIN), at=now)

    with pytest.raises(ValidationError, match="bukan admin"):
        vouching.vouch(lost, by=UserFactory(role=Role.ADMIN), at=now)

    assert "totp" in factors_of(worker)
    vouching.vouch(lost, by=head, at=now)
    assert factors_of(worker) == []


@pytest.mark.parametrize("who", ["themselves", "auditor", "left"])
def test_who_is_no_colleague_cannot_vouch(lost, worker, auditor, now, who):
    left = UserFactory(is_active=False)
    person = {"themselves": worker, "auditor": auditor, "left": left}[who]

    with pytest.raises(ValidationError, match="tidak dapat menjamin"):
        vouching.vouch(lost, by=person, at=now)

    assert not Vouch.objects.exists()


@pytest.mark.parametrize("since", ["left", "auditor"])
def test_the_word_of_who_is_no_colleague_any_more_does_not_count(
    lost, worker, admin, head, intake, other_worker, now, since
):
    vouching.vouch(lost, by=intake, at=now)
    if since == "left":
        services.deactivate(intake, by=admin, at=now)
    else:
        services.change_staff(intake, full_name="x", role=Role.AUDITOR, by=admin, at=now)
        services.confirm_role(RoleRequest.objects.get(), by=head, at=now)

    vouching.vouch(lost, by=head, at=now)
    assert "totp" in factors_of(worker)
    assert [word.by for word in open_lost_factors(now).get().vouches.all()] == [head]

    vouching.vouch(lost, by=other_worker, at=now)
    assert factors_of(worker) == []


def test_who_has_become_an_admin_since_counts_as_one(lost, worker, admin, intake, now):
    other_admin, third = UserFactory(role=Role.ADMIN), UserFactory(role=Role.ADMIN)
    vouching.vouch(lost, by=intake, at=now)
    services.deactivate(intake, by=admin, at=now)
    vouching.vouch(lost, by=third, at=now)
    services.change_staff(intake, full_name="x", role=Role.ADMIN, by=admin, at=now)
    services.activate(intake, by=admin, at=now)

    with pytest.raises(ValidationError, match="bukan admin"):
        vouching.vouch(lost, by=other_admin, at=now)

    assert "totp" in factors_of(worker)


def test_who_was_shut_out_a_moment_ago_cannot_vouch(lost, admin, head, now):
    before = type(head).objects.get(pk=head.pk)
    services.deactivate(head, by=admin, at=now)

    with pytest.raises(ValidationError, match="tidak dapat menjamin"):
        vouching.vouch(lost, by=before, at=now)


def test_a_request_ends_after_a_day_and_after_two_words(lost, head, intake, other_worker, now):
    with pytest.raises(ValidationError, match="kedaluwarsa"):
        vouching.vouch(lost, by=head, at=now + timedelta(hours=24))
    vouching.vouch(lost, by=head, at=now)
    vouching.vouch(lost, by=intake, at=now)

    with pytest.raises(ValidationError, match="selesai"):
        vouching.vouch(lost, by=other_worker, at=now)


def test_nobody_opens_a_request_for_themselves_or_for_who_has_no_factor(admin, worker, now):
    with_app(admin)

    with pytest.raises(ValidationError, match="admin lain"):
        vouching.open_request(admin, by=admin, at=now)
    with pytest.raises(ValidationError, match="tidak punya"):
        vouching.open_request(worker, by=admin, at=now)


def test_a_request_opened_twice_is_one(lost, worker, admin, now):
    assert vouching.open_request(worker, by=admin, at=now) == lost


def test_the_whole_way_by_pages(client, worker, admin, head, intake):
    with_app(worker)
    client.force_login(admin)
    client.post(reverse("workflow:staff_lost_factor", args=[worker.pk]))
    lost = LostFactor.objects.get()
    vouch = reverse("workflow:vouch", args=[lost.pk])

    for colleague in (head, intake):
        client.force_login(colleague)
        assert str(worker) in client.get(LIST).content.decode()
        assert "melihat atau mendengar" in client.get(vouch).content.decode()
        page = client.post(vouch, follow=True)

    assert "Faktor kedua dilepas." in page.content.decode()
    assert factors_of(worker) == []
    assert client.get(vouch).status_code == 404


def test_only_the_admin_opens_a_request_and_the_auditor_sees_none(
    client, stranger, worker, auditor
):
    with_app(worker)
    address = reverse("workflow:staff_lost_factor", args=[worker.pk])
    assert stranger.post(address).url.startswith("/masuk/")
    client.force_login(worker)
    assert client.post(address).status_code == 404
    client.force_login(auditor)
    assert client.get(LIST).status_code == 404

    assert not LostFactor.objects.exists()
