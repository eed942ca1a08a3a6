"""Giving, changing and taking away accounts."""

import secrets
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from .models import StaffSession, User
from .roles import Role

#: No letter or digit that is mistaken for another when a password is copied from paper.
ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"
GROUPS, GROUP = 4, 5


def new_password() -> str:
    """An initial password that nobody can guess: 20 characters (99 bits) in groups of five."""
    groups = ("".join(secrets.choice(ALPHABET) for _ in range(GROUP)) for _ in range(GROUPS))
    return "-".join(groups)


def add_staff(
    *, username: str, full_name: str, role: str, by, at: datetime
) -> tuple[User, str | None]:
    """Give somebody an account and an initial password, which nobody can ever show again.

    The same form sent twice finds the account it has made, and no password.
    """
    password = new_password()
    person = User(username=username, full_name=full_name, role=role)
    person.set_password(password)
    try:
        with transaction.atomic():
            return _save(person, "add", by=by, at=at), password
    except (ValidationError, IntegrityError):
        same = {"username": username, "full_name": full_name, "role": role}
        if found := User.objects.filter(**same).first():
            return found, None
        raise


@transaction.atomic
def change_staff(person: User, *, full_name: str, role: str, by, at: datetime) -> User:
    """Correct a name or give another role; the role counts from the person's next page on."""
    if User.objects.filter(pk=person.pk).exclude(role=role).exists():
        _not_oneself(person, by, _("Anda tidak dapat mengubah peran Anda sendiri."))
        _leave_an_admin(person)
    person = _locked(person)
    person.full_name, person.role = full_name, role
    return _save(person, "change", by=by, at=at)


@transaction.atomic
def deactivate(person: User, *, by, at: datetime) -> User:
    """Shut an account. Whoever is signed in with it is refused on the next page."""
    _not_oneself(person, by, _("Anda tidak dapat menonaktifkan akun Anda sendiri."))
    _leave_an_admin(person)
    person = _locked(person)
    if not person.is_active:
        return person
    person.is_active = False
    end_sessions(person)
    return _save(person, "deactivate", by=by, at=at)


@transaction.atomic
def activate(person: User, *, by, at: datetime) -> User:
    """Open an account again."""
    person = _locked(person)
    if person.is_active:
        return person
    person.is_active = True
    return _save(person, "activate", by=by, at=at)


@transaction.atomic
def give_new_password(person: User, *, by, at: datetime) -> str:
    """Replace a lost password. It ends every session of the account."""
    _not_oneself(person, by, _("Ganti kata sandi Anda sendiri lewat menu akun."))
    person, password = _locked(person), new_password()
    person.set_password(password)
    _save(person, "password", by=by, at=at)
    end_sessions(person)
    return password


def end_sessions(person: User, *, but: str = "") -> None:
    """Sign somebody out everywhere, or everywhere but in one session."""
    StaffSession.objects.of(person).exclude(session_key=but).delete()


def end_session(person: User, *, key: str) -> None:
    """Sign somebody out in one browser."""
    StaffSession.objects.of(person).filter(session_key=key).delete()


@transaction.atomic
def write_down_factor(person, reason: str, *, at: datetime, by=None) -> None:
    """Put into an account's history that a second factor was added or taken off, by its owner
    unless somebody else is named.
    """
    _save(_locked(person), reason, by=by or person, at=at)


def _locked(person: User) -> User:
    return User.objects.select_for_update().get(pk=person.pk)


def _not_oneself(person: User, by, refusal: str) -> None:
    if by == person:
        raise ValidationError(refusal)


def _leave_an_admin(person: User) -> None:
    """Two admins who shut each other out at the same moment would leave nobody to help."""
    admins = User.objects.select_for_update().filter(role=Role.ADMIN, is_active=True)
    if set(admins.order_by("pk")) == {person}:
        raise ValidationError(_("Harus ada paling sedikit satu admin sistem yang aktif."))


def _save(person: User, reason: str, *, by, at: datetime) -> User:
    person._history_user, person._history_date, person._change_reason = by, at, reason
    person.full_clean()
    person.save()
    return person
