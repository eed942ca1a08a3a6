"""Somebody leaves the office: the account is shut, the cases go to a colleague."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Count, Max

from cases.models import Case, Reading
from cases.services import assign
from upksai.accounts.models import User
from upksai.accounts.services import deactivate, end_sessions

#: How far back the page looks at what somebody opened.
LOOK_BACK = timedelta(days=90)


@dataclass(frozen=True)
class Opened:
    """A case file somebody opened: its number, how often, when last."""

    number: str
    times: int
    last_at: datetime


def opened_files(person: User, at: datetime) -> list[Opened]:
    """What somebody opened in the last 90 days, newest first. The only place that asks."""
    rows = Reading.objects.filter(reader=person, at__gt=at - LOOK_BACK)
    by_case = rows.values("case__number").annotate(times=Count("pk"), last_at=Max("at"))
    return [
        Opened(row["case__number"], row["times"], row["last_at"])
        for row in by_case.order_by("-last_at", "case__number")
    ]


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
