"""Somebody leaves the office: the account is shut, the cases go to a colleague."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Count, Max
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from cases.models import Case
from cases.services import assign
from upksai.accounts.models import User
from upksai.accounts.services import deactivate, end_sessions
from upksai.privacy import reading
from upksai.privacy.models import AuditEntry
from upksai.workflow.engine import StepRefused

#: How far back the page looks at what somebody opened.
LOOK_BACK = timedelta(days=90)
#: The same sentence whatever the reason, so that it tells of no seal.
CANNOT_CARRY = gettext_noop(
    "Tidak semua kasus dapat dipegang pekerja sosial ini. Pilih yang lain, "
    "atau ganti petugasnya dahulu di halaman tiap kasus."
)


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


def cases_known_to(reader: User):
    """What the page counts: for the head what is not sealed from the head, for the admin all."""
    return Case.objects.visible_to(reader) if reader.is_head else Case.objects.all()


def carried_cases(person: User, *, reader: User):
    """Open assignments of somebody who leaves, ended cases in aftercare included."""
    return cases_known_to(reader).assigned_to(person).order_by("pk")


@transaction.atomic
def leave(person: User, *, successor: User | None = None, by: User, at: datetime) -> int:
    """Shut the account, end every session and, with a successor, hand over all cases.

    Only the head changes the social worker of a case, so only the head names a successor. What is
    sealed from this head stays where it is, and waits in the work list of another.
    """
    deactivate(person, by=by, at=at)
    end_sessions(person)
    if not successor:
        return 0
    with reading.unwatched():  # handing a case over shows nothing of it
        return _hand_over(person, successor, by=by, at=at)


def _hand_over(person: User, successor: User, *, by: User, at: datetime) -> int:
    cases = list(carried_cases(person, reader=by))
    try:
        for case in cases:
            assign(case, worker=successor, by=by, at=at, reason=f"{person} berhenti")
    except StepRefused:
        raise StepRefused([_(CANNOT_CARRY)]) from None
    return len(cases)
