"""The first account of an office is made at the machine, with a password nobody else sees."""

import pytest
from django.core.management import CommandError, call_command

from upksai.accounts.management.commands import create_staff
from upksai.accounts.models import RoleRequest, User
from upksai.accounts.tests.factories import UserFactory

GOOD = "tujuh-kucing-di-atas-genteng"


@pytest.fixture
def typing(monkeypatch):
    """What a person types when asked for a password."""

    def types(*passwords):
        typed = iter(passwords)
        monkeypatch.setattr(create_staff, "getpass", lambda _prompt: next(typed))

    return types


def create(username="ketua", role="head"):
    call_command("create_staff", username, name="Ketua Contoh", role=role)


def test_an_account_is_made_with_the_typed_password(typing, capsys):
    typing(GOOD, GOOD)

    create()

    person = User.objects.get()
    assert (person.username, person.full_name, person.role) == ("ketua", "Ketua Contoh", "head")
    assert person.check_password(GOOD)
    told = capsys.readouterr().out
    assert "Akun ketua dibuat sebagai Ketua UPKSAI." in told
    assert GOOD not in told


def test_two_different_passwords_make_no_account(typing):
    typing(GOOD, GOOD + "x")

    with pytest.raises(CommandError, match="berbeda"):
        create()

    assert not User.objects.exists()


@pytest.mark.parametrize("weak", ["pendek", "123456789987654321", "ketua contoh 2026"])
def test_a_weak_password_makes_no_account(typing, weak):
    typing(weak, weak)

    with pytest.raises(CommandError):
        create()

    assert not User.objects.exists()


def test_a_name_that_is_taken_makes_no_account(typing):
    UserFactory(username="ketua")
    typing(GOOD, GOOD)

    with pytest.raises(CommandError):
        create()

    assert User.objects.count() == 1


def test_a_role_that_is_never_stored_is_not_offered(typing):
    typing(GOOD, GOOD)

    with pytest.raises(CommandError, match="assigned"):
        create(role="assigned")


def test_the_account_counts_at_once_and_has_an_address(typing):
    typing(GOOD, GOOD)

    call_command("create_staff", "ketua", name="Ketua", role="head", email="ketua@contoh.example")

    person = User.objects.get()
    assert (person.email, person.is_active) == ("ketua@contoh.example", True)
    assert not RoleRequest.objects.exists()


def test_an_address_that_is_none_makes_no_account(typing):
    typing(GOOD, GOOD)

    with pytest.raises(CommandError):
        call_command("create_staff", "ketua", name="Ketua", role="head", email="ketua")

    assert not User.objects.exists()
