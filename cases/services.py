"""What people do with cases. Everything that writes a case is here."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from functools import partial
from typing import Any
from uuid import UUID

from django.db import transaction
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _

from upksai.accounts import break_glass as grants
from upksai.accounts import seals
from upksai.accounts.models import User
from upksai.accounts.roles import Role
from upksai.directory.services import next_number
from upksai.privacy import audit, sealed_files
from upksai.workflow import engine
from upksai.workflow.engine import StepRefused

from .choices import CaseState, ClosureReason
from .models import (
    Assignment,
    Case,
    CaseChild,
    CaseDocument,
    Child,
    Goal,
    OriginalOpened,
)
from .pseudonyms import new_pseudonym
from .queries import key_of_number, last_version, opened_file

#: What the head approves of a goal; its result comes later.
PLANNED = {"need", "goal", "indicator", "service", "provider", "funding", "target_on"}


@transaction.atomic
def open_case(
    *,
    children: Sequence[dict[str, Any]],
    worker,
    source: str,
    by,
    at: datetime,
    comes_from: Iterable[UUID] = (),
    **facts: Any,
) -> Case:
    """Start a case for one or more children and give it to a social worker.

    The number is the next one of the year; the pseudonym is a bird's name by chance. From whomever
    the records it comes from are sealed, the case is too.
    """
    case = Case(
        number=next_number("K", timezone.localdate(at).year),
        pseudonym=facts.pop("pseudonym", None) or new_pseudonym(),
        source=source,
        opened_at=at,
        **facts,
    )
    engine.start(case, by=by, at=at)
    seals.carry_over(comes_from, case.pk, by=by, at=at)
    for position, child in enumerate(children):
        _add_child(case, by=by, is_primary=position == 0, **child)
    if worker:
        assign(case, worker=worker, by=by, at=at)
    return case


@transaction.atomic
def import_legacy_case(
    *,
    child: dict[str, Any],
    source: str,
    opened_at: datetime,
    closed_at: datetime,
    by,
    at: datetime,
    **facts: Any,
) -> Case:
    """Take over one line of a recap on paper: a finished case that was never walked through here.

    It keeps the number series of its own year, belongs to no worker and is marked as legacy.
    """
    case = Case(
        number=next_number("K", timezone.localtime(opened_at).year),
        pseudonym=facts.pop("pseudonym", None) or new_pseudonym(),
        source=source,
        opened_at=opened_at,
        closed_at=closed_at,
        is_legacy=True,
        **facts,
    )
    engine.import_record(case, state=CaseState.COMPLETED, by=by, at=at, note=source)
    _add_child(case, by=by, is_primary=True, **child)
    return case


def _add_child(case: Case, *, by, is_primary: bool, **facts: Any) -> Child:
    child = Child(**facts)
    child._history_user = by
    child.full_clean()
    child.save()
    CaseChild.objects.create(case=case, child=child, is_primary=is_primary)
    return child


@transaction.atomic
def add_child(case: Case, *, by, at: datetime, **facts: Any) -> Child:
    """Add a sister or brother to the case."""
    _may_write(case, by)
    return _add_child(case, by=by, is_primary=not case.case_children.exists(), **facts)


@transaction.atomic
def assign(case: Case, *, worker, by, at: datetime, reason: str = "") -> Assignment:
    """Give the case to a social worker; whoever carried it until now hands it over."""
    engine.hold(case)  # it may just be closed to this very person
    worker = User.objects.select_for_update().get(pk=worker.pk)  # who may just get another role
    if not (worker.is_worker and worker.is_active):
        raise StepRefused([_("Pilih pekerja sosial yang aktif.")])
    if by and not (by.is_head or case.state == CaseState.OPENED):
        raise StepRefused([_("Hanya Ketua yang dapat mengganti pekerja sosial.")])
    if seals.is_sealed_from(case.pk, worker):
        raise StepRefused([_("Kasus ini tertutup bagi pekerja sosial itu. Pilih yang lain.")])
    for current in case.current_assignments().select_for_update():
        if current.worker_id == worker.pk:
            return current
        current.until = at
        current.save()
    return Assignment.objects.create(case=case, worker=worker, since=at, by=by, reason=reason)


@transaction.atomic
def seal_case(case: Case, *, person, reason: str, by, at: datetime):
    """Keep the case from somebody with a conflict of interest."""
    engine.hold(case)
    if not (by.is_head or Role.ASSIGNED in case.roles_of(by)):
        raise StepRefused([_("Hanya pekerja sosial kasus ini atau Ketua yang dapat menutupnya.")])
    told = {"person": person, "reason": reason, "by": by, "at": at}
    return seals.seal([case.pk], carriers=case.carriers(), **told)


def break_glass(*, number: str, by, at: datetime, **why: Any):
    """Read a case for an hour in an emergency; None if the number leads nowhere."""
    return grants.break_glass(partial(key_of_number, number, by), by=by, at=at, **why)


def read_case(pk, *, reader, at: datetime, part: str, kind: str = "case", record=None) -> Case:
    """Open one part of a case file, and remember who did; 404 if it is not theirs to see.

    `kind` and `record` name what of the file is opened, where that is a record of its own.
    """
    case = get_object_or_404(opened_file(Case.objects.visible_to(reader)), pk=pk)
    what: dict[str, Any] = {"record": record or case.pk, "case": case.pk, "part": part}
    audit.read(actor=reader, kind=kind, at=at, ground=ground_of(case, reader), **what)
    return case


def ground_of(case: Any, reader) -> str:
    """Why somebody may read a case file that is visible to them."""
    if reader.is_head:
        return "head"
    known = hasattr(case, "carrier_id")  # annotated by `with_face`
    carries = case.carrier_id == reader.pk if known else Role.ASSIGNED in case.roles_of(reader)
    return "assigned" if carries else "emergency"


@transaction.atomic
def take_step(case: Case, name: str, *, by, at: datetime, **filled: Any):
    """Take one step of the handling SOP, with what follows from closing and reopening."""
    taken = engine.take(case, name, by=by, at=at, **filled)
    if name == "transfer":
        case.closing_reason = ClosureReason.HANDED_OVER
    if name in {"close", "transfer"}:
        case.closed_at = at
        case.save()
    elif name == "reopen":
        case.closed_at, case.episode = None, case.episode + 1
        case.closing_reason = case.closing_summary = ""
        case.save()
    return taken


@transaction.atomic
def write_down(case: Case, model, *, by, at: datetime, **facts: Any):
    """Add an assessment, goal, service, aid, note, consent or related person to the case."""
    _may_write(case, by)
    if model is Goal:
        _plan_is_open(case)
    record = model(case=case, **facts)
    names = {field.name for field in model._meta.concrete_fields}
    if "by" in names:
        record.by = by
    if "at" in names:
        record.at = at
    if "episode" in names:
        record.episode = case.episode
    return _save(record, by=by)


@transaction.atomic
def change(
    record, *, by, at: datetime, case: Case | None = None, seen: str | None = None, **facts: Any
):
    """Change something that was written down about a case; the earlier version stays in history.

    A child may be in several cases, so `case` says in which file it is changed. `seen` is the
    version the person looked at; if it is no longer the last one, nothing changes.
    """
    file: Case = case or record.case
    _may_write(file, by)
    if isinstance(record, Goal) and facts.keys() & PLANNED:
        _plan_is_open(file)
    engine.hold(record)
    if seen is not None and seen != last_version(record):
        raise StepRefused([_("Data ini baru saja diubah. Periksa, lalu simpan lagi.")])
    for name, value in facts.items():
        setattr(record, name, value)
    return _save(record, by=by)


@transaction.atomic
def attach_document(case: Case, *, upload, by, at: datetime, **facts: Any) -> CaseDocument:
    """Keep the harmless copy and the original of what `uploads.clean_upload` has taken in.

    Should the transaction be undone, both stay behind sealed, until `sweep_files` takes them away.
    """
    _may_write(case, by)
    return write_down(
        case,
        CaseDocument,
        by=by,
        at=at,
        copy_id=sealed_files.keep(upload.safe, key_id=case.pk),
        content_type=upload.content_type,
        size=len(upload.safe),
        original_id=sealed_files.keep(upload.original, key_id=case.pk),
        original_type=upload.original_type,
        sha256=upload.sha256,
        **facts,
    )


@transaction.atomic
def open_original(document: CaseDocument, *, ground: str, reason: str, by, at: datetime):
    """Open an original; who, when and why is written down before a byte is handed out."""
    opening = OriginalOpened.objects.create(
        case=document.case, document=document, ground=ground, reason=reason, by=by, at=at
    )
    audit.remember(
        actor=by,
        action="open_original",
        kind="document",
        record=document.pk,
        case=document.case_id,
        fields=["original"],
        ground=str(opening.pk),
        at=at,
    )
    return document.open_original()


def set_goal_result(goal, *, result: str, by, at: datetime):
    """Say whether a goal was reached."""
    return change(goal, result=result, result_on=timezone.localdate(at), by=by, at=at)


def withdraw_consent(consent, *, reason: str, by, at: datetime):
    """Write down that a consent was withdrawn (UU 27/2022 art. 9)."""
    return change(
        consent, withdrawn_on=timezone.localdate(at), withdrawal_reason=reason, by=by, at=at
    )


def _save(record, *, by):
    record._history_user = by
    record.full_clean()
    record.save()
    return record


def _may_write(case: Case, user) -> None:
    """Only the worker who carries the case writes in it, and only while it is not finished."""
    if Role.ASSIGNED not in case.roles_of(user):
        raise StepRefused([_("Hanya pekerja sosial kasus ini yang dapat mencatat di sini.")])
    if case.is_finished:
        raise StepRefused([_("Kasus ini sudah selesai. Minta Ketua membukanya kembali.")])


def _plan_is_open(case: Case) -> None:
    """What the head reads or has approved is not changed behind their back."""
    if not case.plan_is_open:
        raise StepRefused([_("Rencana sudah diajukan. Pilih “Revisi rencana” untuk mengubahnya.")])
