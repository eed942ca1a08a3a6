"""Reports that were begun: kept for a day at most, and forgotten together with their keys."""

import uuid
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import connection, transaction

from upksai.privacy import datakeys

from .models import ReportDraft

#: Whoever looks for keys without answers waits here for those who are keeping some (any number).
KEEPING_LOCK = 7_202_612


@transaction.atomic
def keep_answers(draft_id: uuid.UUID, *, answers: dict[str, Any], at: datetime) -> ReportDraft:
    """Remember what a citizen has answered so far; forget what others never sent."""
    _wait("SELECT pg_advisory_xact_lock_shared(%s)")
    forget_old_answers(at=at)
    draft = ReportDraft(pk=draft_id, answers=answers, touched_at=at)
    draft.save()
    return draft


@transaction.atomic
def forget_old_answers(*, at: datetime) -> int:
    """Forget what citizens began and did not send; says how many there were."""
    old = ReportDraft.objects.filter(touched_at__lt=at - ReportDraft.KEPT_FOR)
    # One that is being answered or forgotten at this moment is not waited for.
    gone = list(old.select_for_update(skip_locked=True).values_list("pk", flat=True))
    _forget(gone)
    return len(gone)


def forget_answers(draft_id: uuid.UUID | None) -> None:
    """The report was sent, or the citizen wants no trace."""
    if draft_id:
        _forget([draft_id])


@transaction.atomic
def forget_stray_keys() -> int:
    """Forget keys whose answers were never saved, or went without them; says how many."""
    _wait("SELECT pg_advisory_xact_lock(%s)")
    return datakeys.forget(
        datakeys.drafts() - set(ReportDraft.objects.values_list("pk", flat=True))
    )


def _forget(ids: Iterable[uuid.UUID]) -> None:
    """The keys go last, so that no answers are left without theirs when the rows come back."""
    if ids:
        ReportDraft.objects.filter(pk__in=ids).delete()
        # Who leaves is let go in any case: what fails here is done within the hour.
        transaction.on_commit(lambda: datakeys.forget(ids), robust=True)


def _wait(sql: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql, [KEEPING_LOCK])
