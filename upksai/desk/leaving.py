"""Somebody leaves the office: the account is shut, the cases go to a colleague."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Count, Max

from cases.models import Case
from cases.services import assign
from upksai.accounts.models import User
from upksai.accounts.services import deactivate, end_sessions
from upksai.privacy.models import AuditEntry

#: How far back the page looks at what somebody opened.
LOOK_BACK = timedelta(days=90)


@dataclass(frozen=True)
class Opened:
    """A case file somebody opened: its number, how often, when last."""

    number: str
    times: int
    last_at: datetime


def opened_files(person: User, at: datetime, *, among) -> list[Opened]:
    """What somebody opened of these cases in the last 90 days, newest first.

    The only place that asks.
    """
    rows = AuditEntry.objects.filter(actor=person, at__gt=at - LOOK_BACK, case_id__isnull=False)
    counted = (
        rows.exclude(kind="hints").values("case_id").annotate(times=Count("pk"), last_at=Max("at"))
    )
    by_case: dict[Any, Any] = {row["case_id"]: row for row in counted}
    numbers = among.filter(pk__in=list(by_case)).values_list("number", "pk")
    found = [Opened(n, by_case[pk]["times"], by_case[pk]["last_at"]) for n, pk in numbers]
    return sorted(found, key=lambda opened: opened.last_at, reverse=True)


def carried_cases(person: User):
    """Open assignments of somebody who leaves, ended cases in aftercare included."""
    return Case.objects.assigned_to(person).order_by("pk")


@transaction.atomic
def leave(person: User, *, successor: User | None = None, by: User, at: datetime) -> int:
    """Shut the account, end every session and, with a successor, hand over all cases.

    Only the head changes the social worker of a case, so only the head names a successor.
    """
    deactivate(person, by=by, at=at)
    end_sessions(person)
    handed_over = 0
    if successor:
        for case in carried_cases(person):
            assign(case, worker=successor, by=by, at=at, reason=f"{person} berhenti")
            handed_over += 1
    return handed_over
