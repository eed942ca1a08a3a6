"""Keeping a record from a person who has a conflict of interest, and lifting that again."""

import uuid
from collections.abc import Iterable
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Count
from django.utils.translation import gettext as _

from upksai.privacy.audit import remember

from .models import User
from .need_to_know import Seal
from .roles import Role

#: Shorter than this says nothing about a conflict.
SHORTEST_REASON = 10


def is_sealed_from(record: uuid.UUID, person) -> bool:
    """Whether the record does not exist for this person."""
    return Seal.objects.keeping_out(person).filter(record=record).exists()


def seals_of(record: uuid.UUID):
    """The seals that stand on a record, the newest first."""
    found = Seal.objects.standing().filter(record=record)
    return found.select_related("person", "by").order_by("-at", "pk")


def sealed_people(records: Iterable[uuid.UUID]):
    """The people for whom one of these records does not exist."""
    return User.objects.filter(
        pk__in=Seal.objects.standing().filter(record__in=list(records)).values("person")
    )


def people_who_could_be(record: uuid.UUID):
    """Colleagues from whom the record may still be sealed: those who could come upon it."""
    readers = User.objects.filter(
        is_active=True, role__in=[Role.INTAKE, Role.WORKER, Role.HEAD, Role.DATA_OFFICER]
    )
    return readers.exclude(pk__in=sealed_people([record])).order_by("full_name", "pk")


@transaction.atomic
def seal(
    records: Iterable[uuid.UUID], *, person, reason: str, by, at: datetime, carriers=()
) -> list[Seal]:
    """Keep one matter (all its records) from a person; whoever carries it must be able to go on."""
    if person in carriers:
        raise ValidationError(
            _("%(name)s memegang kasus ini. Minta Ketua mengganti petugasnya dahulu.")
            % {"name": person}
        )
    records = list(dict.fromkeys(records))
    _leave_a_head(person, records)
    return [
        one
        for record in records
        if (one := _seal_one(record, person=person, reason=reason, by=by, at=at))
    ]


def _seal_one(record: uuid.UUID, *, person, reason: str, by, at: datetime) -> Seal | None:
    if is_sealed_from(record, person):
        return None
    made = Seal(record=record, person=person, reason=reason, by=by, at=at)
    made.full_clean()
    made.save()
    ground = str(made.pk)
    remember(actor=by, action="seal", kind="seal", record=record, ground=ground, at=at)
    return made


def _leave_a_head(person, records: list[uuid.UUID]) -> None:
    """Somebody must be able to decide: two seals at the same moment would leave nobody."""
    if not person.is_head:
        return
    heads = User.objects.select_for_update().filter(role=Role.HEAD, is_active=True)
    kept_out = set(sealed_people(records))
    if not set(heads.order_by("pk")) - kept_out - {person}:
        raise ValidationError(_("Harus ada paling sedikit satu Ketua aktif yang dapat memutuskan."))


def leave_an_unsealed_head(person) -> None:
    """When a head goes, none of the records sealed from the others may be left without a head.

    Without any other head there is none to be kept out: the next is made on the machine.
    """
    heads = User.objects.select_for_update().filter(role=Role.HEAD, is_active=True)
    others = set(heads.order_by("pk"))
    if person not in others:
        return
    others.remove(person)
    kept_out = Seal.objects.standing().filter(person__in=others).values("record")
    if others and kept_out.annotate(many=Count("person")).filter(many=len(others)).exists():
        raise ValidationError(
            _(
                "Ada catatan yang hanya dapat diputuskan Ketua ini, karena tertutup bagi Ketua "
                "lain. Minta ia membukanya kembali, atau tambah Ketua lain dahulu."
            )
        )


@transaction.atomic
def carry_over(
    sources: Iterable[uuid.UUID], target: uuid.UUID, *, by, at: datetime, carriers=()
) -> None:
    """What a record becomes is kept from the same people."""
    for one in Seal.objects.standing().filter(record__in=list(sources)).select_related("person"):
        told = {"person": one.person, "reason": one.reason, "by": by, "at": at}
        seal([target], carriers=carriers, **told)


@transaction.atomic
def lift(one: Seal, *, by, at: datetime) -> None:
    """Let the person come upon the record again; the head decides, never the person."""
    one.refresh_from_db(from_queryset=Seal.objects.select_for_update())
    if not by.is_head or one.person_id == by.pk:
        raise ValidationError(_("Hanya Ketua yang dapat membukanya kembali."))
    if one.lifted_at is None:
        one.lifted_at, one.lifted_by = at, by
        one.save()
        ground = str(one.pk)
        remember(actor=by, action="unseal", kind="seal", record=one.record, ground=ground, at=at)
