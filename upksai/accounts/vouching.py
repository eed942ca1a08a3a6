"""A lost second factor: two colleagues vouch for a person before it is taken off."""

from datetime import datetime, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from . import second_factor
from .models import LostFactor, User, Vouch
from .roles import Role
from .services import end_sessions, write_down_factor

#: So many colleagues must vouch, within so long.
NEEDED = 2
VALID = timedelta(hours=24)
#: Who may vouch: people of the office, not its auditor from outside.
COLLEAGUES = (Role.INTAKE, Role.WORKER, Role.DATA_OFFICER, Role.HEAD, Role.ADMIN)
#: A word counts while whoever gave it is one of them.
COUNTS = Q(by__is_active=True, by__role__in=COLLEAGUES)


@transaction.atomic
def open_request(person: User, *, by: User, at: datetime) -> LostFactor:
    """Write down that somebody has lost the second factor; an open request stays the only one."""
    person = User.objects.select_for_update().get(pk=person.pk)
    if by == person:
        raise ValidationError(_("Minta admin lain membuka permintaan untuk Anda."))
    if not (person.is_active and second_factor.has_second_factor(person)):
        raise ValidationError(_("Orang ini tidak punya faktor kedua yang dapat dilepas."))
    if already := person.lost_factors.open_at(at).first():
        return already
    return LostFactor.objects.create(
        person=person, opened_by=by, opened_at=at, expires_at=at + VALID
    )


@transaction.atomic
def vouch(lost: LostFactor, *, by: User, at: datetime) -> LostFactor:
    """Give one's word. The second word takes the factors off and signs the person out."""
    lost = LostFactor.objects.select_for_update().get(pk=lost.pk)
    by = _locked_people(lost, by)
    _may_vouch(lost, by, at)
    Vouch.objects.create(lost=lost, by=by, at=at)
    if len(_whose_word_counts(lost)) >= NEEDED:
        lost.settled_at = at
        lost.save()
        second_factor.remove_all(lost.person)
        end_sessions(lost.person)
        write_down_factor(lost.person, "factor_lost", by=by, at=at)
    return lost


def _may_vouch(lost: LostFactor, by: User, at: datetime) -> None:
    if lost.settled_at or lost.expires_at <= at:
        raise ValidationError(_("Permintaan ini sudah selesai atau kedaluwarsa."))
    if by == lost.person or by.role not in COLLEAGUES or not by.is_active:
        raise ValidationError(_("Anda tidak dapat menjamin permintaan ini."))
    if by == lost.opened_by:  # who opens it may hold the password that was just given
        raise ValidationError(_("Anda yang membuka permintaan ini. Dua rekan lain yang menjamin."))
    if lost.vouches.filter(by=by).exists():
        raise ValidationError(_("Anda sudah menjamin. Harus ada rekan lain."))
    earlier = _whose_word_counts(lost)
    if all(one.role == Role.ADMIN for one in [*earlier, by]) and len(earlier) >= NEEDED - 1:
        raise ValidationError(_("Paling sedikit satu penjamin bukan admin sistem."))


def _whose_word_counts(lost: LostFactor) -> list[User]:
    """Who has vouched and is still a colleague now."""
    return [one.by for one in lost.vouches.filter(COUNTS).select_related("by")]


def _locked_people(lost: LostFactor, by: User) -> User:
    """Nobody's account is shut or changed while their word is counted. Gives back `by` as it is."""
    people = {*lost.vouches.values_list("by", flat=True), by.pk, lost.person_id}
    locked = User.objects.select_for_update().filter(pk__in=people).order_by("pk")
    return next(one for one in locked if one.pk == by.pk)
