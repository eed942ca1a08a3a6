"""What people do in monitoring. Everything that writes a visit, evaluation or meeting is here."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from cases.choices import CaseState
from cases.services import attach_document, read_case, write_down
from upksai.accounts.roles import Role
from upksai.workflow import engine
from upksai.workflow.engine import StepAlreadyTaken, StepRefused

from .choices import VisitKind
from .models import FINISHED, Evaluation, Meeting, Visit

#: What the visits of a stage are called; during any other stage it is a home visit.
KINDS = {
    CaseState.MONITORING: VisitKind.MONITORING,
    CaseState.CLOSURE_REVIEW: VisitKind.MONITORING,
    CaseState.CLOSED: VisitKind.AFTERCARE,
    CaseState.AFTERCARE: VisitKind.AFTERCARE,
}


def kind_for(case) -> str:
    """What a visit to this case is called now."""
    return KINDS.get(case.state, VisitKind.HOME)


@transaction.atomic
def read_visit(pk, *, reader, at: datetime) -> Visit:
    """Open a visit, and remember who did; 404 if its case is not theirs to see."""
    visit = get_object_or_404(Visit.objects.visible_to(reader).select_related("case"), pk=pk)
    read_case(visit.case_id, reader=reader, at=at, part="monitoring", kind="visit", record=pk)
    return visit


@transaction.atomic
def schedule_visit(case, *, by, at: datetime, **facts: Any) -> Visit:
    """Plan the next visit, or give the one that is planned another time.

    Without an agreed time it follows the rhythm of the risk.
    """
    _may_visit(case, by)
    if planned := _next_visit(case):
        when = {name: facts[name] for name in ("planned_at", "purpose") if facts.get(name)}
        if when:
            engine.take(planned, "reschedule", by=by, at=at, **when)
        return planned
    return _plan(case, by=by, at=at, **facts)


@transaction.atomic
def record_visit(case, *, by, at: datetime, kind: str, form_key=None, **found: Any) -> Visit:
    """Write down a visit that nobody had planned, and plan the next one."""
    _may_visit(case, by)
    once = {"form_key": form_key} if form_key else {}
    visit = _plan(case, kind=kind, by=by, at=at, **once)
    take_step(visit, "record", by=by, at=at, **found)
    return visit


@transaction.atomic
def write_up_visit(case, *, form_key, photo=None, by, at: datetime, **found: Any) -> Visit:
    """Write down a visit that was made: the planned one, or else one that nobody had planned.

    The visit keeps the key of the form, so that a form sent twice is written down once.
    """
    if Visit.objects.filter(case=case, form_key=form_key).exists():
        raise StepAlreadyTaken([_("Kunjungan ini sudah tersimpan; tidak dicatat dua kali.")])
    kind = kind_for(case)
    if visit := _next_visit(case):
        take_step(visit, "record", kind=kind, by=by, at=at, **found)
        visit.form_key = form_key
        visit.save()
    else:
        visit = record_visit(case, kind=kind, form_key=form_key, by=by, at=at, **found)
    if photo:
        title = _("Foto kunjungan %(day)s") % {"day": f"{visit.visited_on:%d-%m-%Y}"}
        attach_document(case, upload=photo, kind="foto", title=title, by=by, at=at)
    return visit


@transaction.atomic
def take_step(visit: Visit, name: str, *, by, at: datetime, **filled: Any):
    """Take one step of the monitoring SOP. A visit made plans the next while the case runs."""
    taken = engine.take(visit, name, by=by, at=at, **filled)
    if name == "record" and visit.case.state not in FINISHED and not _next_visit(visit.case):
        _plan(visit.case, by=by, at=at)
    return taken


def _plan(case, *, by, at: datetime, **facts: Any) -> Visit:
    visit = Visit(case=case, **{"kind": kind_for(case)} | facts)
    engine.start(visit, by=by, at=at)
    return visit


def _next_visit(case) -> Visit | None:
    """The visit that is planned for a case, kept from others while we write."""
    planned = Visit.objects.filter(case=case).planned().select_for_update(of=("self",))
    return planned.order_by("due_at", "pk").first()


def _may_visit(case, user) -> None:
    if user and Role.ASSIGNED not in case.roles_of(user):
        raise StepRefused([_("Hanya pekerja sosial kasus ini yang dapat mencatat kunjungan.")])
    if case.state in FINISHED:
        raise StepRefused([_("Kasus ini sudah selesai. Minta Ketua membukanya kembali.")])


def evaluate(case, *, by, at: datetime, **facts: Any) -> Evaluation:
    """Write down what the help has changed."""
    return write_down(case, Evaluation, by=by, at=at, **facts)


@transaction.atomic
def record_meeting(*, by, at: datetime, invited, present, **facts: Any) -> Meeting:
    """Write down a coordination meeting."""
    meeting = Meeting(by=by, **facts)
    meeting._history_user = by
    meeting.full_clean()
    meeting.save()
    meeting.invited.set(invited)
    meeting.present.set(present)
    return meeting
