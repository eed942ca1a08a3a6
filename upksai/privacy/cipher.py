"""Sealing values with AES-256-GCM (NIST SP 800-38D), each bound to the place it stands in.

A sealed value is: version (1 byte) · key id (16) · nonce (12) · text and tag. The place, written
table|column|row|key id, is authenticated with it: moved to another row, it does not open.
Text is padded to 32 bytes first (ISO/IEC 7816-4), so that its length says little.
"""

import os
import uuid

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

VERSION = b"\x01"
KEY_ID, NONCE, TAG = 16, 12, 16
HEAD = len(VERSION) + KEY_ID + NONCE
BLOCK = 32


class CannotOpen(Exception):
    """The key is another one, or the value was changed or moved."""


def place(table: str, column: str, row: object, key_id: uuid.UUID) -> bytes:
    """What a sealed value is bound to."""
    return f"{table}|{column}|{row}|{key_id}".encode()


def seal(text: bytes, key: AESGCM, key_id: uuid.UUID, bound_to: bytes) -> bytes:
    """Seal some bytes under a key for one place."""
    nonce = os.urandom(NONCE)
    return VERSION + key_id.bytes + nonce + key.encrypt(nonce, _padded(text), bound_to)


def key_id_of(sealed: bytes) -> uuid.UUID:
    """Which key a value was sealed under."""
    if len(sealed) < HEAD + TAG or sealed[:1] != VERSION:
        raise CannotOpen
    return uuid.UUID(bytes=sealed[1 : 1 + KEY_ID])


def unseal(sealed: bytes, key: AESGCM, bound_to: bytes) -> bytes:
    """The bytes that were sealed for this very place."""
    try:
        padded = key.decrypt(sealed[1 + KEY_ID : HEAD], sealed[HEAD:], bound_to)
    except InvalidTag:
        raise CannotOpen from None
    return padded.rstrip(b"\x00")[:-1]


def _padded(text: bytes) -> bytes:
    return text + b"\x80" + b"\x00" * (-(len(text) + 1) % BLOCK)
