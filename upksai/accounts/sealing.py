"""Sealed texts of the sign-in: sessions and secrets of second factors, unreadable in the database.

AES-256-GCM with a key drawn from SECRET_KEY, one for each purpose; `bound_to` names the row, so
that a text moved to another row does not open.
"""

import base64
import secrets

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.utils.crypto import salted_hmac

#: The first byte of every sealed text, so that another way of sealing can follow one day.
VERSION = b"\x01"
NONCE = 12


class SealBroken(ValueError):
    """The text was changed, moved, or sealed with another key."""


def seal(content: bytes, purpose: str, bound_to: str = "") -> str:
    """Make a text that only this office's server opens."""
    nonce = secrets.token_bytes(NONCE)
    closed = _box(purpose).encrypt(nonce, content, VERSION + bound_to.encode())
    return base64.b64encode(VERSION + nonce + closed).decode("ascii")


def unseal(sealed: str, purpose: str, bound_to: str = "") -> bytes:
    """Open a sealed text, or refuse."""
    try:
        raw = base64.b64decode(sealed, validate=True)
        if raw[:1] != VERSION:
            raise SealBroken
        nonce, closed = raw[1 : 1 + NONCE], raw[1 + NONCE :]
        return _box(purpose).decrypt(nonce, closed, VERSION + bound_to.encode())
    except (InvalidTag, ValueError) as broken:
        raise SealBroken from broken


def fingerprint(text: str, purpose: str) -> str:
    """Forty hexadecimal digits that stand for a text nobody should read (160 bits, keyed)."""
    return salted_hmac(f"upksai.{purpose}", text, algorithm="sha256").hexdigest()[:40]


def _box(purpose: str) -> AESGCM:
    return AESGCM(salted_hmac("upksai.seal", purpose, algorithm="sha256").digest())
