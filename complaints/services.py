"""What people do with complaints. Everything that writes a complaint is here."""

from datetime import datetime, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cases.choices import Problem
from cases.services import open_case
from upksai.accounts import seals
from upksai.directory.services import next_number
from upksai.privacy import budgets, codes, receipts
from upksai.workflow import clocks, engine
from upksai.workflow.engine import StepRefused

from .choices import ComplaintState
from .drafts import forget_answers
from .models import Complaint, Message
from .opening import keep_reporter
from .workflow import INTAKE

#: Reports sent by citizens in a while; what comes on top of this is a flood.
MOST_REPORTS, COUNTED_FOR = 20, timedelta(hours=1)


@transaction.atomic
def receive(
    *,
    reporter: dict[str, str],
    by,
    at: datetime,
    received_at: datetime | None = None,
    with_code: bool = True,
    **facts: Any,
) -> tuple[Complaint, str]:
    """Write down a complaint and give out its receipt code; the SOP's clock starts now.

    Returns the complaint and the code, which nobody can ever show again. A reporter who wants no
    code (or a recap of an earlier year) gets none: `with_code=False`, and the code is "".
    """
    receipt = receipts.new_receipt() if with_code else None
    complaint = Complaint(
        number=next_number("P", timezone.localdate(at).year),
        received_at=received_at or at,
        finder=receipt.finder if receipt else None,
        secret_hash=receipt.secret_hash if receipt else "",
        **facts,
    )
    _start_police_clock(complaint)
    engine.start(complaint, by=by, at=at)
    keep_reporter(complaint, reporter, on=timezone.localdate(at))
    return complaint, receipt.shown if receipt else ""


def receive_once(*, form_key, **told: Any) -> tuple[Complaint, str]:
    """Write down what one form tells; sent a second time, it finds the complaint and no code."""
    try:
        return receive(form_key=form_key, **told)
    except ValidationError:
        written = Complaint.objects.filter(form_key=form_key).first()
        if written is None:
            raise
        return written, ""


@transaction.atomic
def send_report(
    draft_id, *, at: datetime, is_flood: bool = False, **told: Any
) -> tuple[Complaint, str]:
    """A citizen sends the report; the answers kept until then are forgotten.

    None is refused: what comes in a flood is only marked, so that it does not bury the others.
    """
    sent = budgets.spend("reports", within=COUNTED_FOR, at=at)
    told |= {"maybe_spam": is_flood or sent > MOST_REPORTS}
    complaint, code = receive_once(form_key=draft_id, by=None, at=at, **told)
    forget_answers(draft_id)
    return complaint, code


def _start_police_clock(complaint: Complaint) -> bool:
    """UU 12/2022 art. 41(3): calendar hours, also over a weekend. Whether it starts now."""
    starts = complaint.problem == Problem.SEXUAL_VIOLENCE and not complaint.police_due_at
    if starts:
        complaint.police_due_at = clocks.clock_due_at(INTAKE, "police", complaint.received_at)
    return starts


@transaction.atomic
def take_step(complaint: Complaint, name: str, *, by, at: datetime, worker=None, **filled: Any):
    """Take one step of the intake SOP. Accepting opens the case; asking writes to the reporter."""
    if name == "merge" and filled.get("duplicate_of"):
        filled["duplicate_of"] = _first_of(complaint, filled["duplicate_of"])
    taken = engine.take(complaint, name, by=by, at=at, **filled)
    if complaint.maybe_spam and by is not None:
        mark_spam(complaint, maybe_spam=False, by=by, at=at)  # somebody has looked at it
    if name == "screen" and _start_police_clock(complaint):
        _save(complaint, by=by)
    elif name == "ask":
        _write(complaint, text=filled["note"], by=by, at=at)
    elif name == "accept":
        complaint.case = _open_case(complaint, worker=worker, by=by, at=at)
        for told in [complaint, *Complaint.objects.filter(duplicate_of=complaint)]:
            told.case = complaint.case
            _save(told, by=by)
    elif name == "merge":
        # What was merged into this one before goes on with it: the rules look one step far.
        for told in [complaint, *Complaint.objects.filter(duplicate_of=complaint)]:
            told.duplicate_of = filled["duplicate_of"]
            told.case = told.duplicate_of.case
            _save(told, by=by)
        _keep_from_the_same(complaint, by=by, at=at)
    return taken


def _first_of(complaint: Complaint, first: Complaint) -> Complaint:
    """The complaint it is merged into, as it is now; both are held, always in the same order."""
    both = Complaint.objects.select_for_update().filter(pk__in=[complaint.pk, first.pk])
    first = {one.pk: one for one in both.order_by("pk")}[first.pk]
    if first.duplicate_of_id:
        told = _("Pengaduan itu sendiri sudah digabung. Tulis nomor %(number)s.")
        raise StepRefused([told % {"number": first.duplicate_of}])
    return first


def _keep_from_the_same(complaint: Complaint, *, by, at: datetime) -> None:
    """What turned out to be one matter is kept from the same people, its case too."""
    records = complaint.same_matter()
    carriers = complaint.case.carriers() if complaint.case else ()
    for target in [*records, *filter(None, [complaint.case_id])]:
        others = [record for record in records if record != target]
        seals.carry_over(others, target, carriers=carriers, by=by, at=at)


@transaction.atomic
def seal_complaint(complaint: Complaint, *, person, reason: str, by, at: datetime):
    """Keep the complaint, what is the same, and its case from somebody."""
    engine.hold(complaint)  # it may be becoming the case of this very person
    if not (by.is_head or by.is_intake or person == by):
        told = _("Hanya petugas pengaduan atau Ketua yang dapat menutupnya bagi orang lain.")
        raise StepRefused([told])
    carriers = complaint.case.carriers() if complaint.case else ()
    records = [*complaint.same_matter(), *filter(None, [complaint.case_id])]
    return seals.seal(records, person=person, reason=reason, by=by, at=at, carriers=carriers)


def _open_case(complaint: Complaint, *, worker, by, at: datetime):
    child = {
        "full_name": complaint.child_name,
        "sex": complaint.child_sex,
        "birth_date": complaint.child_birth_date,
        "nik": complaint.child_nik,
        "subdistrict": complaint.subdistrict,
        "address": complaint.place,
        "outside_city": complaint.outside_city,
    }
    return open_case(
        children=[child],
        comes_from=complaint.same_matter(),
        worker=worker,
        source=_("Pengaduan %(number)s") % {"number": complaint.number},
        problem=complaint.problem,
        ppks_category=complaint.ppks_category,
        risk_level=complaint.risk_level,
        district=complaint.district,
        presenting_problem=complaint.account,
        by=by,
        at=at,
    )


@transaction.atomic
def mark_spam(complaint: Complaint, *, maybe_spam: bool, by, at: datetime) -> Complaint:
    """Set a report aside as possible spam, or take it back; it is never deleted."""
    engine.hold(complaint)
    complaint.maybe_spam, complaint._history_date = maybe_spam, at
    return _save(complaint, by=by)


@transaction.atomic
def report_to_police(complaint: Complaint, *, note: str, is_reported: bool, by, at: datetime):
    """Write down that the police were told, or (the head only) why the duty lies elsewhere."""
    if not is_reported and not by.is_head:
        raise StepRefused([_("Hanya Ketua yang dapat menyatakan kewajiban ada di lembaga lain.")])
    engine.hold(complaint)
    complaint.police_reported_at = at if is_reported else None
    complaint.police_note = note
    return _save(complaint, by=by)


@transaction.atomic
def write_to_reporter(complaint: Complaint, *, text: str, by, at: datetime, form_key=None):
    """Send the reporter a message that they find on the tracking page."""
    return _write(complaint, text=text, by=by, at=at, form_key=form_key)


@transaction.atomic
def answer_office(complaint: Complaint, *, text: str, at: datetime, form_key=None):
    """The reporter writes back; a complaint that waited for it goes back to the officer."""
    engine.hold(complaint)
    if sent := complaint.messages.filter(form_key=form_key).first():
        return sent
    message = _write(complaint, text=text, by=None, at=at, form_key=form_key)
    if complaint.state == ComplaintState.NEEDS_INFO:
        engine.take(complaint, "answer", by=None, at=at)
    return message


def _write(complaint: Complaint, *, text: str, by, at: datetime, form_key=None) -> Message:
    message = Message(complaint=complaint, text=text, by=by, at=at)
    if form_key:
        message.form_key = form_key
    return _save(message, by=by)


@transaction.atomic
def open_with_code(typed: str, *, at: datetime) -> Complaint | None:
    """The complaint a receipt code belongs to, or None; a wrong guess costs the same time."""
    records = Complaint.objects.select_related("case", "duplicate_of__case")
    return codes.record_with_code(typed, records=records, ended_at=_ended_at, at=at)


def _ended_at(complaint: Complaint) -> datetime | None:
    complaint = complaint.duplicate_of or complaint
    if complaint.case is not None:
        return complaint.case.closed_at
    return None if complaint.is_open else complaint.state_since


def _save(record, *, by):
    record._history_user = by
    record.full_clean()
    record.save()
    return record
