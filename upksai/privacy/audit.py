"""The only way into the audit trail."""

import logging
from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from . import chain, headfile, reading
from .keyring import ring
from .models import AuditEntry, AuditHead

log = logging.getLogger(__name__)


@transaction.atomic(savepoint=False)
def remember(
    *,
    actor,
    action: str,
    kind: str,
    record=None,
    case=None,
    part: str = "",
    fields: Iterable[str] = (),
    ground: str = "",
    at: datetime,
) -> AuditEntry:
    """Write down that somebody opened or did something; ids and names of fields only, no words.

    `record` and `case` are keys (UUID); `ground` is a category or the key of a written reason.
    If the row cannot be written, nothing of the transaction is: who was not remembered saw nothing.
    One at a time: the end of the chain stays locked until the transaction is over.
    """
    entry = AuditEntry(
        at=at,
        actor=actor,
        action=action,
        kind=kind,
        record=_key(record),
        case_id=_key(case),
        part=part,
        fields=" ".join(sorted(fields)),
        ground=ground,
    )
    return _append(entry)


def read(*, actor, kind: str, at: datetime, **facts: Any) -> None:
    """Somebody reads a record: with the page they see it on, or at once where there is no page."""
    if not reading.about(kind, **facts):
        remember(actor=actor, action="read", kind=kind, at=at, **facts)


def _key(given) -> UUID | None:
    """A key as the database will give it back, so that the link fits then too."""
    return UUID(str(given)) if given else None


def _append(entry: AuditEntry) -> AuditEntry:
    head, _new = AuditHead.objects.select_for_update().get_or_create(pk=AuditHead.ONLY)
    entry.seq, entry.root = head.seq + 1, ring().current
    entry.hash = chain.link(bytes(head.hash), entry)
    entry.save(force_insert=True)  # the database moves the end of the chain on to it
    link = bytes(entry.hash)
    before = (head.seq, bytes(head.hash))
    transaction.on_commit(lambda: _move_on(entry.seq, link, before), robust=True)
    return entry


def _move_on(seq: int, link: bytes, before: tuple[int, bytes]) -> None:
    def stands(known: chain.Anchor) -> bool:
        return (known.seq, known.hash) == before or AuditEntry.objects.hold(known)

    if not headfile.forward(seq, link, stands=stands):
        log.critical("rows of the audit trail are gone: run verify_audit")
