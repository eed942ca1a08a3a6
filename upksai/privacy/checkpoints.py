"""Signed notes of where the audit trail stands, kept outside the database and sent away by mail.

A note is a line of JSON: seq, hash, time, root version and an Ed25519 signature (RFC 8032) over
"upksai audit|seq|hash|time|root". Whoever keeps the notes and the public key can prove later that
the trail had this end at that time, also against somebody who owns the database and the keys.
"""

import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from django.conf import settings

from . import headfile
from .chain import Anchor
from .keyring import KeysMissing, ring
from .models import AuditEntry, AuditHead

#: What each part of a note is, in their order.
SHAPE = [int, str, str, int, str]


class ForgedCheckpoint(Exception):
    """A note in the file was not signed with the office's key; says its line."""


class TrailCut(Exception):
    """The trail lacks a row that the file beside the keys remembers."""


@dataclass(frozen=True)
class Checkpoint:
    """Where the trail stood at one time."""

    seq: int
    hash: str
    time: str
    root: int
    signature: str = ""

    @classmethod
    def parsed(cls, line: str) -> "Checkpoint":
        """The note that stands in a line; a ValueError if none does."""
        try:
            note = cls(**json.loads(line))
        except TypeError:
            raise ValueError(line) from None
        if [type(value) for value in note.__dict__.values()] != SHAPE:
            raise ValueError(line)
        return note

    def is_signed_with(self, public_key: Ed25519PublicKey) -> bool:
        """Whether it was signed with the key that belongs to this one."""
        try:
            public_key.verify(bytes.fromhex(self.signature), self.signed_text())
        except (InvalidSignature, ValueError):
            return False
        return True

    def signed_text(self) -> bytes:
        """What the signature is over."""
        return f"upksai audit|{self.seq}|{self.hash}|{self.time}|{self.root}".encode()

    def line(self) -> str:
        """The note as it stands in the file and in the mail."""
        return json.dumps(self.__dict__, sort_keys=True)

    def anchor(self, where: str = "checkpoint") -> Anchor:
        """What the note says about the chain."""
        return Anchor(self.seq, bytes.fromhex(self.hash), f"{where} {self.time}")


def public_key(root: int | None = None) -> str:
    """The key that proves the notes, in hex, for the auditor to keep."""
    return _signer(root or ring().current).public_key().public_bytes_raw().hex()


def take(*, at: datetime) -> Checkpoint:
    """Sign where the trail stands now and add the note to the file; never under a cut trail."""
    known = headfile.known()
    if AuditEntry.objects.exists() if known is None else not AuditEntry.objects.hold(known):
        raise TrailCut("rows of the audit trail are gone, or audit-head is: run verify_audit")
    head = AuditHead.objects.filter(pk=AuditHead.ONLY).first() or AuditHead()
    time, root = at.astimezone(UTC).isoformat(timespec="seconds"), ring().current
    plain = Checkpoint(head.seq, bytes(head.hash).hex(), time, root)
    signature = _signer(root).sign(plain.signed_text()).hex()
    signed = Checkpoint(plain.seq, plain.hash, plain.time, plain.root, signature)
    _append(signed.line())
    return signed


def kept() -> Iterator[Checkpoint]:
    """Every note in the file, each proven."""
    if not path().exists():
        return
    for number, line in enumerate(path().read_text().splitlines(), start=1):
        try:
            note = Checkpoint.parsed(line)
            is_ours = note.is_signed_with(_signer(note.root).public_key())
        except (KeysMissing, ValueError):
            is_ours = False
        if not is_ours:
            raise ForgedCheckpoint(number)
        yield note


def path() -> Path:
    """Where the notes lie."""
    return Path(settings.AUDIT_CHECKPOINTS)


def _signer(root: int) -> Ed25519PrivateKey:
    return Ed25519PrivateKey.from_private_bytes(ring().key("checkpoint", root))


def _append(line: str) -> None:
    path().parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    file = os.open(path(), os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    try:
        os.write(file, f"{line}\n".encode())
        os.fsync(file)
    finally:
        os.close(file)
