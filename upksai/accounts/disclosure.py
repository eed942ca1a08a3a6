"""Showing the names of one record to one person, for a reason, for ten minutes."""

from datetime import datetime, timedelta
from functools import cached_property
from typing import Any

from django.db import transaction
from django.utils import timezone

from upksai.privacy.audit import remember

from .need_to_know import Disclosure

SHOWN_FOR = timedelta(minutes=10)
SHORTEST_REASON = 10


class Identity:
    """Whether the names of a record are shown to a reader; looked up when first asked."""

    def __init__(self, record, reader, at: datetime):
        self.record, self.reader, self.at = record, reader, at

    @cached_property
    def until(self) -> datetime | None:
        """Until when the names are shown; None if they are not."""
        running = Disclosure.objects.running(self.at)
        mine = running.filter(record=self.record.pk, person=self.reader)
        return mine.order_by("-until").values_list("until", flat=True).first()

    def is_shown(self) -> bool:
        """Whether names are shown now."""
        return self.until is not None


def show_identity(request, record) -> Identity:
    """Let this page show the record's names, if the reader has said why."""
    request.identity = Identity(record, request.user, timezone.now())
    request.names_are_shown = request.identity.is_shown
    return request.identity


@transaction.atomic
def reveal(record, *, category: str, reason: str, by, at: datetime) -> Disclosure:
    """Show the names of a record to a person who says why."""
    shown = Disclosure(
        record=record.pk, person=by, category=category, reason=reason, at=at, until=at + SHOWN_FOR
    )
    shown.full_clean()
    shown.save()
    remember(actor=by, action="reveal", at=at, **_row(record, shown))
    return shown


@transaction.atomic
def conceal(record, *, by, at: datetime) -> None:
    """Mask the names again before the time is over."""
    running = Disclosure.objects.running(at).filter(record=record.pk, person=by)
    for shown in running.select_for_update():
        shown.until = at
        shown.save()
        remember(actor=by, action="conceal", at=at, **_row(record, shown))


def _row(record, shown: Disclosure) -> dict[str, Any]:
    """What the trail keeps: the record, the case it is or belongs to, and the key of the reason."""
    kind = record._meta.model_name
    case = record.pk if kind == "case" else getattr(record, "case_id", None)
    return {"kind": kind, "record": record.pk, "case": case, "ground": str(shown.pk)}
