"""Notes that left the machine: saved mails, or a file of their lines, proven with the public key.

Whoever owns the machine can take away its own notes and sign others; not those that were mailed
before, as long as the auditor has kept them and the key outside the office.
"""

import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from email import message_from_bytes, policy

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from .checkpoints import Checkpoint

#: A note, also one that a mail program has quoted or broken into several lines.
NOTE = re.compile(r"\{[^{}]*\}")
BREAK = re.compile(r"[\r\n]+[>\s]*")


def public_key(text: str) -> Ed25519PublicKey:
    """The key that `audit_key` has printed; a ValueError if it is none."""
    return Ed25519PublicKey.from_public_bytes(bytes.fromhex(text))


def notes_in(saved: bytes) -> list[Checkpoint]:
    """Every note in a saved mail, or in a file of such lines."""
    for text in _texts(saved):
        if found := list(_notes(text)):
            return found
    return []


def forged(notes: Iterable[Checkpoint], keys: list[Ed25519PublicKey]) -> Checkpoint | None:
    """The first note that was signed with none of these keys."""
    return next((n for n in notes if not any(n.is_signed_with(key) for key in keys)), None)


def _texts(saved: bytes) -> Iterator[str]:
    """As it lies in the file; then as a mail program would show it."""
    yield saved.decode(errors="replace")
    body = message_from_bytes(saved, policy=policy.default).get_body(("plain", "html"))
    if body is not None:
        with suppress(LookupError):  # letters that nobody knows
            yield body.get_content()


def _notes(text: str) -> Iterator[Checkpoint]:
    for found in NOTE.findall(text):
        with suppress(ValueError):
            yield Checkpoint.parsed(BREAK.sub("", found))
