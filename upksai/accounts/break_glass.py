"""Breaking the glass: an hour of reading in an emergency, told to the head at once, and reviewed.

Who reviews is never who broke it: the head; what a head broke, an auditor.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.mail import send_mail
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from upksai.directory.calendar import add_working_days
from upksai.privacy.audit import remember
from upksai.privacy.models import AuditEntry

from .models import User
from .need_to_know import BreakGlass, not_sealed_from
from .roles import Role
from .seals import sealed_people

OPEN_FOR = timedelta(minutes=60)
#: Working days within which somebody else must have looked at it.
REVIEWED_WITHIN = 2
MOST_A_DAY = 3
SHORTEST_REASON = 30
#: Mail that is only printed on the machine.
CONSOLE = "django.core.mail.backends.console.EmailBackend"
#: A try with a number that leads nowhere, in the audit trail.
MISSED = "break_glass_missed"


@transaction.atomic
def break_glass(
    find: Callable[[], tuple[UUID, str] | None], *, category: str, reason: str, by, at: datetime
) -> BreakGlass | None:
    """Open a record for an hour of reading; `find` gives its key and number.

    Whether one may is asked before anything is looked for, so that a refusal says nothing of a
    number. What is not found is a try all the same: it counts, and stands in the trail.
    """
    User.objects.select_for_update().get(pk=by.pk)  # two at once would both be the third
    _may_break(by, at)
    if (found := find()) is None:
        remember(actor=by, action=MISSED, kind="case", at=at)
        return None
    record, number = found
    opened = BreakGlass(
        record=record,
        number=number,
        person=by,
        category=category,
        reason=reason,
        at=at,
        until=at + OPEN_FOR,
        review_due_at=add_working_days(at, REVIEWED_WITHIN),
    )
    opened.full_clean()
    opened.save()
    told: dict[str, Any] = {"kind": "case", "record": record, "case": record}
    remember(actor=by, action="break_glass", at=at, ground=str(opened.pk), **told)
    transaction.on_commit(lambda: _tell(reviewers(opened)))
    return opened


def _may_break(user, at: datetime) -> None:
    mine = BreakGlass.objects.filter(person=user)
    if mine.unreviewed().filter(review_due_at__lt=at).exists():
        raise ValidationError(
            _("Akses darurat Anda sebelumnya belum ditinjau. Minta Ketua meninjaunya dahulu.")
        )
    midnight = timezone.localtime(at).replace(hour=0, minute=0, second=0, microsecond=0)
    missed = AuditEntry.objects.filter(actor=user, action=MISSED, at__gte=midnight)
    if mine.filter(at__gte=midnight).count() + missed.count() >= MOST_A_DAY:
        raise ValidationError(
            _("Akses darurat hari ini sudah dicoba tiga kali. Hubungi Ketua sekarang.")
        )


def running_for(user, record, at: datetime) -> BreakGlass | None:
    """The grant by which this person reads the record now."""
    mine = BreakGlass.objects.filter(person=user, record=record, until__gt=at)
    return mine.order_by("-until").first()


def reviewers(opened: BreakGlass):
    """Who may review it: somebody else, with the role for it, who may know of the case."""
    role = Role.AUDITOR if opened.person.is_head else Role.HEAD
    kept_out = sealed_people([opened.record])
    others = User.objects.filter(role=role, is_active=True).exclude(pk=opened.person_id)
    return others.exclude(pk__in=kept_out)


def reviewable_by(user):
    """Emergency accesses this person reviews or has reviewed, those still waiting first."""
    not_mine = BreakGlass.objects.exclude(person=user).select_related("person", "reviewed_by")
    if user.is_head:
        ours = not_mine.filter(not_sealed_from(user, "record"))
        return ours.exclude(person__role=Role.HEAD)
    if user.is_auditor:
        return not_mine.filter(person__role=Role.HEAD)
    return BreakGlass.objects.none()


@transaction.atomic
def review(opened: BreakGlass, *, verdict: str, finding: str, by, at: datetime) -> BreakGlass:
    """Say whether it was justified; once."""
    opened = BreakGlass.objects.select_for_update(of=("self",)).get(pk=opened.pk)
    if not reviewers(opened).filter(pk=by.pk).exists():
        raise ValidationError(_("Akses darurat ditinjau orang lain."))
    if opened.reviewed_at:
        raise ValidationError(_("Akses darurat ini sudah ditinjau."))
    opened.verdict, opened.finding = verdict, finding
    opened.reviewed_by, opened.reviewed_at = by, at
    opened.full_clean()
    opened.save()
    told: dict[str, Any] = {"kind": "case", "record": opened.record, "case": opened.record}
    remember(actor=by, action=f"review_{verdict}"[:30], ground=str(opened.pk), at=at, **told)
    return opened


def what_was_told(opened: BreakGlass) -> str:
    """What the page says to whoever broke it: of a mail only if one goes out."""
    if settings.EMAIL_BACKEND != CONSOLE and _addresses(reviewers(opened)):
        return _(
            "Kasus terbuka untuk dibaca selama 60 menit. Ketua melihatnya di daftar tugasnya dan "
            "dikirimi surel."
        )
    return _(
        "Kasus terbuka untuk dibaca selama 60 menit. Ketua melihatnya di daftar tugasnya, tetapi "
        "tidak ada surel yang dikirim: telepon Ketua sekarang."
    )


def _addresses(people) -> list[str]:
    return [person.email for person in people if person.email]


def _tell(people) -> None:
    """That there is something to see, and nothing about it."""
    if addresses := _addresses(people):
        words = _("Ada pembaruan di sistem UPKSAI. Silakan masuk untuk melihatnya.")
        send_mail(_("Ada pembaruan, silakan masuk"), words, None, addresses, fail_silently=True)
