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


def remember(**facts: Any) -> AuditEntry:
    """Write down that somebody opened or did something: the facts of `entry_of`.

    If the row cannot be written, nothing of the transaction is: who was not remembered saw nothing.
    One at a time: the end of the chain stays locked until the transaction is over.
    """
    return remember_together([facts])[0]


@transaction.atomic(savepoint=False)
def remember_together(rows: Iterable[dict[str, Any]]) -> list[AuditEntry]:
    """Write down several such rows at once, in their order."""
    entries = [entry_of(**facts) for facts in rows]
    if entries:
        _append(entries)
    return entries


def entry_of(
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
    """A row that is not in the trail yet; ids and names of fields only, no words.

    `record` and `case` are keys (UUID); `ground` is a category or the key of a written reason.
    """
    return AuditEntry(
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


def read(*, actor, kind: str, at: datetime, **facts: Any) -> None:
    """Somebody reads a record: with the page they see it on, or at once where there is no page."""
    if not reading.about(kind, **facts):
        remember(actor=actor, action="read", kind=kind, at=at, **facts)


def _key(given) -> UUID | None:
    """A key as the database will give it back, so that the link fits then too."""
    return UUID(str(given)) if given else None


def _append(entries: list[AuditEntry]) -> None:
    head, _new = AuditHead.objects.select_for_update().get_or_create(pk=AuditHead.ONLY)
    before = seq, link = (head.seq, bytes(head.hash))
    for entry in entries:
        seq += 1
        entry.seq, entry.root = seq, ring().current
        entry.hash = link = chain.link(link, entry)
    AuditEntry.objects.bulk_create(entries)  # the database moves the end of the chain on to each
    transaction.on_commit(lambda: _move_on(seq, link, before), robust=True)


def _move_on(seq: int, link: bytes, before: tuple[int, bytes]) -> None:
    def stands(known: chain.Anchor) -> bool:
        return (known.seq, known.hash) == before or AuditEntry.objects.hold(known)

    if before[0] == 0 and headfile.known() is None:
        headfile.begin(seq, link)
    elif not headfile.forward(seq, link, stands=stands):
        log.critical("rows of the audit trail are gone, or audit-head is: run verify_audit")
