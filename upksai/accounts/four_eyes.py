"""Four eyes on accounts: a role that may read waits until a head has confirmed it.

An admin alone could otherwise make somebody who reads everything, and be that person.
"""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from upksai.directory.calendar import add_working_days

from . import sealing
from .models import RoleRequest, User
from .roles import Role

PURPOSE = "first half"
#: Working days within which a head should have answered.
ANSWERED_WITHIN = 1


def needs_a_head(role: str) -> bool:
    """Whether an admin can only ask for this role; another admin reads nothing."""
    return role != Role.ADMIN


def open_request_of(person: User) -> RoleRequest | None:
    """What waits for a head about this person."""
    return person.role_requests.open().select_related("by").first()


def ask(person: User, role: str, *, half: str = "", by, at: datetime) -> RoleRequest:
    """Ask the heads; an earlier request is over, so that nobody confirms what has changed."""
    heads = User.objects.filter(role=Role.HEAD, is_active=True)
    if not heads.exclude(pk__in=[person.pk, by.pk]).exists():
        raise ValidationError(
            _(
                "Tidak ada Ketua aktif lain yang dapat menyetujui. Akun baru dibuat di mesin "
                "server dengan perintah create_staff dan langsung berlaku; kata sandi diganti "
                "dengan perintah changepassword."
            )
        )
    withdraw(person, by=by, at=at)
    return RoleRequest.objects.create(
        person=person,
        role=role,
        by=by,
        at=at,
        due_at=add_working_days(at, ANSWERED_WITHIN),
        first_half=sealing.seal(half.encode(), PURPOSE, str(person.pk)) if half else "",
    )


def withdraw(person: User, *, by, at: datetime) -> None:
    """Nobody need answer any more."""
    person.role_requests.open().update(settled_at=at, settled_by=by, first_half="")


def half_of(asked: RoleRequest) -> str:
    """The half of the initial password that the admin was shown, or nothing."""
    if not asked.first_half:
        return ""
    return sealing.unseal(asked.first_half, PURPOSE, str(asked.person_id)).decode()


def settle(asked: RoleRequest, *, by, at: datetime) -> str:
    """Write down who has answered. Gives back the first half of the password, if there is one."""
    asked = RoleRequest.objects.select_for_update().get(pk=asked.pk)
    if asked.settled_at:
        raise ValidationError(_("Permintaan ini sudah dijawab atau diganti."))
    if not RoleRequest.objects.answerable_by(by).filter(pk=asked.pk).exists():
        raise ValidationError(_("Permintaan ini dijawab Ketua lain, bukan yang meminta."))
    half = half_of(asked)
    withdraw(asked.person, by=by, at=at)
    return half
