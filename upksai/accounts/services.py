"""Giving, changing and taking away accounts."""

import secrets
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from . import four_eyes
from .handing_over import nothing_is_carried
from .models import RoleRequest, StaffSession, User
from .roles import Role
from .seals import leave_an_unsealed_head
from .second_factor import has_second_factor

#: No letter or digit that is mistaken for another when a password is copied from paper.
ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"
GROUPS, GROUP = 4, 5
#: So much of it the admin is shown, the rest the head who confirms the account.
HALF = GROUPS // 2


def new_password(groups: int = GROUPS) -> str:
    """An initial password that nobody can guess: 20 characters (99 bits) in groups of five."""
    made = ("".join(secrets.choice(ALPHABET) for _ in range(GROUP)) for _ in range(groups))
    return "-".join(made)


def add_staff(
    *, username: str, full_name: str, role: str, email: str = "", by, at: datetime
) -> tuple[User, str | None]:
    """Give somebody an account and an initial password, which nobody can ever show again.

    Who may read waits for a head; then it is half a password. The same form sent twice finds the
    account it has made, and no password.
    """
    told = {"username": username, "full_name": full_name, "email": email, "role": role}
    waits = four_eyes.needs_a_head(role)
    person = User(is_active=not waits, **told)
    password = _half_a_password(person) if waits else _whole_password(person)
    try:
        with transaction.atomic():
            _save(person, "add", by=by, at=at)
            if waits:
                four_eyes.ask(person, role, half=password, by=by, at=at)
            return person, password
    except (ValidationError, IntegrityError):
        if found := User.objects.filter(**told).first():
            return found, None
        raise


@transaction.atomic
def change_staff(
    person: User, *, full_name: str, role: str, email: str | None = None, by, at: datetime
) -> User:
    """Correct a name or an address, give another role; a role that may read waits for a head."""
    person = _locked(person)
    if is_other := person.role != role:
        _not_oneself(person, by, _("Anda tidak dapat mengubah peran Anda sendiri."))
        _may_change_role(person)
    if is_other and person.role == Role.ADMIN:
        # Another admin may have made it, and hold its password and its second factor.
        raise ValidationError(_("Akun admin tetap akun admin. Tambah akun baru untuk orangnya."))
    person.full_name = full_name
    person.email = person.email if email is None else email
    asks = is_other and _give_role(person, role, by=by, at=at)
    return _save(person, "ask" if asks else "change", by=by, at=at)


def _give_role(person: User, role: str, *, by, at: datetime) -> bool:
    """Give the role, or ask for it. A closed account has it at once: opening it needs a head."""
    if person.is_active and four_eyes.needs_a_head(role):
        four_eyes.ask(person, role, by=by, at=at)
        return True
    waiting = four_eyes.open_request_of(person)
    four_eyes.withdraw(person, by=by, at=at)
    person.role = role
    if waiting and four_eyes.needs_a_head(role) and not person.is_active:
        half = four_eyes.half_of(waiting)
        four_eyes.ask(person, role, half=half, by=by, at=at)
    return False


@transaction.atomic
def deactivate(person: User, *, by, at: datetime) -> User:
    """Shut an account. Whoever is signed in with it is refused on the next page."""
    _not_oneself(person, by, _("Anda tidak dapat menonaktifkan akun Anda sendiri."))
    _leave_an_admin(person)
    leave_an_unsealed_head(person)
    person = _locked(person)
    if not person.is_active:
        return person
    four_eyes.withdraw(person, by=by, at=at)
    person.is_active = False
    end_sessions(person)
    return _save(person, "deactivate", by=by, at=at)


@transaction.atomic
def activate(person: User, *, by, at: datetime) -> tuple[User, str | None]:
    """Open an account again: an admin's at once, any other when a head has confirmed it.

    Without a second factor the old password might be known to the admin: there is a new one.
    """
    person = _locked(person)
    if person.is_active:
        return person, None
    if not four_eyes.needs_a_head(person.role):
        person.is_active = True
        return _save(person, "activate", by=by, at=at), None
    password = None if has_second_factor(person) else _half_a_password(person)
    four_eyes.ask(person, person.role, half=password or "", by=by, at=at)
    return _save(person, "ask", by=by, at=at), password


@transaction.atomic
def give_new_password(person: User, *, by, at: datetime) -> str:
    """Replace a lost password. It ends every session of the account.

    Without a second factor a password is all it takes: then the account waits for a head.
    """
    _not_oneself(person, by, _("Ganti kata sandi Anda sendiri lewat menu akun."))
    person = _locked(person)
    if not four_eyes.needs_a_head(person.role) or has_second_factor(person):
        password = _whole_password(person)
    else:
        password = _close_until_confirmed(person, by=by, at=at)
    _save(person, "password", by=by, at=at)
    end_sessions(person)
    return password


def _close_until_confirmed(person: User, *, by, at: datetime) -> str:
    waiting = four_eyes.open_request_of(person)
    if not (person.is_active or waiting):
        raise ValidationError(_("Akun ini nonaktif. Aktifkan dahulu."))
    password = _half_a_password(person)
    role = waiting.role if waiting else person.role
    four_eyes.ask(person, role, half=password, by=by, at=at)
    person.is_active = False
    return password


def _whole_password(person: User) -> str:
    password = new_password()
    person.set_password(password)
    return password


def _half_a_password(person: User) -> str:
    """The half that the admin is shown; nobody signs in with it alone."""
    person.set_unusable_password()
    return new_password(HALF)


@transaction.atomic
def confirm_role(asked: RoleRequest, *, by, at: datetime) -> tuple[User, str | None]:
    """The head's yes: the role counts, the account is open. Gives the other half of a password."""
    person = _locked(asked.person)
    if person.role != asked.role:
        _may_change_role(person)
    half, other = four_eyes.settle(asked, by=by, at=at), None
    if half:
        other = new_password(GROUPS - HALF)
        person.set_password(f"{half}-{other}")
    person.role, person.is_active = asked.role, True
    return _save(person, "confirm", by=by, at=at), other


@transaction.atomic
def refuse_role(asked: RoleRequest, *, by, at: datetime) -> tuple[User, None]:
    """The head's no: a role stays as it was, a closed account stays closed."""
    person = _locked(asked.person)
    four_eyes.settle(asked, by=by, at=at)
    return _save(person, "refuse", by=by, at=at), None


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


def _may_change_role(person: User) -> None:
    """Nothing and nobody is left behind by another role."""
    _leave_an_admin(person)
    leave_an_unsealed_head(person)
    nothing_is_carried(person)


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
