"""How the rows of the audit trail hold on to one another.

hash(n) = HMAC-SHA-256(key, hash(n-1) || canonical row n), under the key for "audit" of the root
that row n names. The canonical row is a JSON list without spaces, in UTF-8: root version, seq,
time (UTC, ISO 8601 with microseconds), actor's id, action, kind, record, case, part, fields,
ground; keys as text with hyphens, nothing as null. Before row 1 stand 32 zero bytes. Rows are
never pruned: they hold ids only, and those of an erased case lead nowhere.
"""

import hashlib
import hmac
import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC
from typing import Any

from .keyring import KeysMissing, ring

NOTHING_BEFORE = bytes(32)


@dataclass(frozen=True)
class Anchor:
    """What somebody outside the trail remembers of it: this link stood at this number."""

    seq: int
    hash: bytes
    where: str


@dataclass(frozen=True)
class Fault:
    """The first row at which the trail is not what it was, and how that shows."""

    seq: int
    reason: str


def canonical(entry: Any) -> bytes:
    """A row as the bytes that are linked."""
    row = [
        entry.root,
        entry.seq,
        entry.at.astimezone(UTC).isoformat(timespec="microseconds"),
        entry.actor_id,
        entry.action,
        entry.kind,
        entry.record and str(entry.record),
        entry.case_id and str(entry.case_id),
        entry.part,
        entry.fields,
        entry.ground,
    ]
    return json.dumps(row, ensure_ascii=False, separators=(",", ":")).encode()


def link(before: bytes, entry: Any) -> bytes:
    """The link of a row to the one before it."""
    key = ring().key("audit", entry.root)
    return hmac.digest(key, bytes(before) + canonical(entry), hashlib.sha256)


def first_fault(entries: Iterable[Any], anchors: Iterable[Anchor] = ()) -> Fault | None:
    """The first row that is changed, missing, added or moved; entries come by number.

    Anchors are links that are known from elsewhere: they show a tail that was cut off, and a
    chain that was written anew by somebody who has the key.
    """
    wanted: dict[int, list[Anchor]] = {}
    for anchor in anchors:
        wanted.setdefault(anchor.seq, []).append(anchor)
    last, before = 0, NOTHING_BEFORE
    for entry in entries:
        fault = _fault(entry, last, before) or _differs(wanted.pop(entry.seq, []), entry)
        if fault:
            return fault
        last, before = entry.seq, bytes(entry.hash)
    beyond = [anchor for seq in wanted if seq > last for anchor in wanted[seq]]
    if beyond:
        return Fault(last + 1, f"hilang: {beyond[0].where} masih mengenal baris {beyond[0].seq}")
    return None


def _fault(entry: Any, last: int, before: bytes) -> Fault | None:
    if entry.seq != last + 1:
        return Fault(min(entry.seq, last + 1), f"setelah baris {last} datang baris {entry.seq}")
    try:
        fits = hmac.compare_digest(link(before, entry), bytes(entry.hash))
    except KeysMissing:
        return Fault(entry.seq, f"kunci versi {entry.root} tidak ada")
    return None if fits else Fault(entry.seq, "isi dan mata rantainya tidak cocok")


def _differs(anchors: list[Anchor], entry: Any) -> Fault | None:
    for anchor in anchors:
        if not hmac.compare_digest(anchor.hash, bytes(entry.hash)):
            return Fault(entry.seq, f"lain dari yang dicatat di {anchor.where}")
    return None
