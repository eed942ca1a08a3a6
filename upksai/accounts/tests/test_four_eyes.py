"""Nobody alone makes an account that may read: the admin asks, a head confirms."""

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from cases.models import Case
from cases.tests.factories import open_case
from upksai.accounts import services
from upksai.accounts.models import RoleRequest, User
from upksai.accounts.roles import STORED_ROLES, Role
from upksai.accounts.tests.factories import UserFactory

from .office_hours import PASSWORD, factors_of, sign_in, with_app

READERS = [role for role in STORED_ROLES if role != Role.ADMIN]


@pytest.fixture
def office(admin, head, now):
    """An admin who works, a head who answers."""
    return {"by": admin, "at": now}


@pytest.fixture
def answer(head, now):
    """The head's answer."""
    return {"by": head, "at": now}


def add(office, role=Role.HEAD, username="ketuadua"):
    return services.add_staff(username=username, full_name="Ketua Dua", role=role, **office)


def asked(person):
    return RoleRequest.objects.open().get(person=person)


@pytest.mark.parametrize("role", READERS)
def test_a_new_account_that_may_read_opens_only_when_a_head_confirms(office, answer, role):
    person, half = add(office, role)
    assert not person.is_active

    confirmed, other = services.confirm_role(asked(person), **answer)

    assert (confirmed.is_active, confirmed.role) == (True, role)
    assert confirmed.check_password(f"{half}-{other}")
    assert not confirmed.check_password(half)
    assert not confirmed.check_password(other)
    assert not RoleRequest.objects.exclude(first_half="").exists()


def test_another_admin_works_at_once_and_reads_nothing(office, worker, head):
    open_case(worker=worker, head=head)

    person, password = add(office, Role.ADMIN)

    assert person.is_active
    assert person.check_password(password)
    assert not Case.objects.visible_to(person).exists()


def test_an_admin_alone_signs_in_to_no_account_they_have_made(client, office, worker, head):
    case = open_case(worker=worker, head=head)
    person, half = add(office)

    sign_in(client, person, half)

    assert "_auth_user_id" not in client.session
    assert client.get(case.get_absolute_url()).url.startswith("/masuk/")


def test_a_new_role_that_may_read_counts_when_a_head_confirms(office, answer, worker):
    told = {"full_name": "Nama Baru", "role": Role.HEAD}

    services.change_staff(worker, **told, **office)

    worker.refresh_from_db()
    assert (worker.full_name, worker.role) == ("Nama Baru", Role.WORKER)
    services.confirm_role(asked(worker), **answer)
    worker.refresh_from_db()
    assert (worker.role, worker.check_password(PASSWORD)) == (Role.HEAD, True)


@pytest.mark.parametrize("is_active", [True, False])
def test_an_admin_s_account_never_reads_since_another_admin_may_hold_its_factor(office, is_active):
    other = UserFactory(role=Role.ADMIN, is_active=is_active)

    with pytest.raises(ValidationError, match="tetap akun admin"):
        services.change_staff(other, full_name="Admin", role=Role.WORKER, **office)

    assert User.objects.get(pk=other.pk).role == Role.ADMIN
    assert not RoleRequest.objects.exists()


def test_a_reader_who_is_to_administer_waits_for_nobody_and_never_reads_again(office, intake):
    services.change_staff(intake, full_name="Petugas", role=Role.ADMIN, **office)

    assert User.objects.get(pk=intake.pk).role == Role.ADMIN
    with pytest.raises(ValidationError, match="tetap akun admin"):
        services.change_staff(intake, full_name="Petugas", role=Role.INTAKE, **office)


def test_a_closed_account_opens_again_when_a_head_confirms(office, answer, worker):
    with_app(worker)
    services.deactivate(worker, **office)

    opened, password = services.activate(worker, **office)

    assert (opened.is_active, password) == (False, None)
    confirmed, other = services.confirm_role(asked(worker), **answer)
    assert (confirmed.is_active, other, confirmed.check_password(PASSWORD)) == (True, None, True)
    assert factors_of(worker) == ["totp"]


def test_without_a_second_factor_a_closed_account_gets_a_password_of_two_halves(
    office, answer, worker
):
    services.deactivate(worker, **office)

    _waiting, half = services.activate(worker, **office)
    confirmed, other = services.confirm_role(asked(worker), **answer)

    assert confirmed.check_password(f"{half}-{other}")
    assert not confirmed.check_password(PASSWORD)


def test_a_new_password_alone_opens_no_account_that_has_no_second_factor(
    client, office, answer, worker
):
    half = services.give_new_password(worker, **office)

    sign_in(client, worker, half)
    assert "_auth_user_id" not in client.session
    confirmed, other = services.confirm_role(asked(worker), **answer)
    assert confirmed.is_active
    assert confirmed.check_password(f"{half}-{other}")


def test_with_a_second_factor_a_new_password_is_whole_and_waits_for_nobody(office, worker):
    with_app(worker)

    password = services.give_new_password(worker, **office)

    worker.refresh_from_db()
    assert worker.is_active
    assert worker.check_password(password)
    assert not RoleRequest.objects.exists()


def test_a_closed_account_gets_no_password_before_it_is_asked_for(office, worker):
    services.deactivate(worker, **office)

    with pytest.raises(ValidationError, match="Aktifkan dahulu"):
        services.give_new_password(worker, **office)


def test_what_the_head_refuses_stays_as_it_was(office, answer, worker):
    person, _half = add(office)
    services.change_staff(worker, full_name="Petugas", role=Role.HEAD, **office)

    for one in (person, worker):
        services.refuse_role(asked(one), **answer)

    person.refresh_from_db()
    worker.refresh_from_db()
    assert not person.is_active
    assert (worker.is_active, worker.role) == (True, Role.WORKER)
    assert not RoleRequest.objects.open().exists()


def test_whoever_asked_or_is_asked_about_never_confirms(office, head, now, second_head):
    person, _half = add(office)
    User.objects.filter(pk=office["by"].pk).update(role=Role.HEAD)
    services.change_staff(
        head, full_name="Ketua", role=Role.WORKER, by=UserFactory(role=Role.ADMIN), at=now
    )
    asker = User.objects.get(pk=office["by"].pk)

    for one, by in ((person, asker), (head, head)):
        with pytest.raises(ValidationError, match="Ketua lain"):
            services.confirm_role(asked(one), by=by, at=now)

    assert not User.objects.get(pk=person.pk).is_active
    services.confirm_role(asked(person), by=second_head, at=now)


@pytest.mark.parametrize("role", [Role.ADMIN, Role.WORKER, Role.INTAKE, Role.AUDITOR])
def test_only_a_head_confirms(office, now, role):
    person, _half = add(office)

    for answer in (services.confirm_role, services.refuse_role):
        with pytest.raises(ValidationError, match="Ketua lain"):
            answer(asked(person), by=UserFactory(role=role), at=now)

    assert RoleRequest.objects.open().filter(person=person).exists()


def test_nobody_confirms_what_has_changed_meanwhile(office, answer):
    person, half = add(office, Role.INTAKE)
    seen = asked(person)

    services.change_staff(person, full_name="Ketua Dua", role=Role.HEAD, **office)

    with pytest.raises(ValidationError, match="sudah dijawab atau diganti"):
        services.confirm_role(seen, **answer)
    confirmed, other = services.confirm_role(asked(person), **answer)
    assert confirmed.role == Role.HEAD
    assert confirmed.check_password(f"{half}-{other}")


def test_a_closed_account_has_nothing_that_waits(office, worker):
    services.change_staff(worker, full_name="Petugas", role=Role.HEAD, **office)
    seen = asked(worker)

    services.deactivate(worker, **office)

    assert not RoleRequest.objects.open().exists()
    with pytest.raises(ValidationError):
        services.confirm_role(seen, by=UserFactory(role=Role.HEAD), at=office["at"])
    assert not User.objects.get(pk=worker.pk).is_active


def test_without_a_head_accounts_are_made_at_the_machine(admin, worker, now):
    with pytest.raises(ValidationError, match="create_staff"):
        add({"by": admin, "at": now})
    with pytest.raises(ValidationError, match="create_staff"):
        services.change_staff(worker, full_name="X", role=Role.HEAD, by=admin, at=now)

    assert not User.objects.filter(username="ketuadua").exists()
    assert User.objects.get(pk=worker.pk).role == Role.WORKER


def test_a_session_of_before_ends_when_the_account_waits(office, worker):
    theirs = Client()
    theirs.force_login(worker)

    services.give_new_password(worker, **office)

    assert theirs.get("/petugas/").url.startswith("/masuk/")
