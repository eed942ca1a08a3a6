"""What people do with requests for information (SOP 5). Everything that writes one is here."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from reports.models import InfoRequest, Requester
from upksai.directory.services import next_number
from upksai.privacy import codes, receipts
from upksai.workflow import engine


@transaction.atomic
def request_information(
    *,
    requester: dict[str, str],
    by,
    at: datetime,
    received_at: datetime | None = None,
    **facts: Any,
) -> tuple[InfoRequest, str]:
    """Register a request and give out its receipt code; the law's clock runs from `received_at`.

    `by` is the officer who writes down an oral request, None when a citizen sends it.
    Returns the request and the code, which nobody can ever show again.
    """
    receipt = receipts.new_receipt()
    asked = InfoRequest(
        number=next_number("D", timezone.localdate(at).year),
        received_at=received_at or at,
        finder=receipt.finder,
        secret_hash=receipt.secret_hash,
        **facts,
    )
    engine.start(asked, by=by, at=at)
    who = Requester(request=asked, **requester)
    who._history_user = by
    who.full_clean()
    who.save()
    return asked, receipt.shown


def take_step(request: InfoRequest, name: str, *, by, at: datetime, **filled: Any):
    """Take one step of the information SOP, or raise `StepRefused`."""
    return engine.take(request, name, by=by, at=at, **filled)


def object_to_answer(request: InfoRequest, *, text: str, at: datetime, version: int | None = None):
    """The requester objects to the answer (F-25); the head has to answer it."""
    return engine.take(request, "object", by=None, at=at, version=version, objection=text)


@transaction.atomic
def open_with_code(typed: str, *, at: datetime) -> InfoRequest | None:
    """The request a receipt code belongs to, or None; a wrong guess costs the same time."""
    records = InfoRequest.objects.select_related("requester")
    return codes.record_with_code(typed, records=records, ended_at=_ended_at, at=at)


def _ended_at(asked: InfoRequest) -> datetime | None:
    return None if asked.is_open else asked.state_since
