"""What people do in monitoring. Everything that writes a visit, evaluation or meeting is here."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from cases.choices import CaseState
from cases.services import write_down
from upksai.accounts.roles import Role
from upksai.workflow import engine
from upksai.workflow.engine import StepRefused

from .choices import VisitKind
from .models import Evaluation, Meeting, Visit

#: What a recorded visit says, beside how it was planned.
RECORDED = (
    "visited_on",
    "way",
    "met",
    "safety",
    "observations",
    "school_and_health",
    "advice",
    "follow_up",
    "hours",
)


@transaction.atomic
def schedule_visit(case, *, by, at: datetime, **facts: Any) -> Visit:
    """Plan the next visit; without an agreed time it follows the rhythm of the risk."""
    if by and Role.ASSIGNED not in case.roles_of(by):
        raise StepRefused([_("Hanya pekerja sosial kasus ini yang dapat menjadwalkan kunjungan.")])
    visit = Visit(case=case, **facts)
    engine.start(visit, by=by, at=at)
    return visit


@transaction.atomic
def record_visit(case, *, by, at: datetime, kind: str, form_key=None, **found: Any) -> Visit:
    """Write down a visit that nobody had planned, and plan the next one."""
    once = {"form_key": form_key} if form_key else {}
    visit = schedule_visit(case, kind=kind, by=by, at=at, **once)
    take_step(visit, "record", by=by, at=at, **found)
    return visit


@transaction.atomic
def take_step(visit: Visit, name: str, *, by, at: datetime, **filled: Any):
    """Take one step of the monitoring SOP. A visit made plans the next while the case runs."""
    taken = engine.take(visit, name, by=by, at=at, **filled)
    if name == "record":
        _plan_next(visit.case, by=by, at=at)
    return taken


def _plan_next(case, *, by, at: datetime) -> None:
    """Every running case has exactly one next visit."""
    if case.state == CaseState.AFTERCARE:
        kind = VisitKind.AFTERCARE
    elif case.state == CaseState.MONITORING:
        kind = VisitKind.MONITORING
    elif case.is_active:
        kind = VisitKind.HOME
    else:
        return
    if not Visit.objects.filter(case=case).planned().exists():
        engine.start(Visit(case=case, kind=kind), by=by, at=at)


def evaluate(case, *, by, at: datetime, **facts: Any) -> Evaluation:
    """Write down what the help has changed."""
    return write_down(case, Evaluation, by=by, at=at, **facts)


@transaction.atomic
def record_meeting(*, by, at: datetime, invited, present, **facts: Any) -> Meeting:
    """Write down a coordination meeting."""
    meeting = Meeting(by=by, **facts)
    meeting.full_clean()
    meeting.save()
    meeting.invited.set(invited)
    meeting.present.set(present)
    return meeting
