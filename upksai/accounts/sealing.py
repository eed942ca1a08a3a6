"""Sealed texts of the sign-in: sessions and secrets of second factors, unreadable in the database.

AES-256-GCM under a key for each purpose, drawn from the office's roots; `bound_to` names the row,
so that a text moved to another row does not open. What an older root sealed still opens.
"""

import base64
import hashlib
import hmac
import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from upksai.privacy.keyring import KeysMissing, ring

#: A sealed text is: version (1 byte) · root (2) · nonce (12) · text and tag.
VERSION = b"\x01"
ROOT, NONCE = 2, 12
HEAD = len(VERSION) + ROOT + NONCE


class SealBroken(ValueError):
    """The text was changed or moved, or the root that sealed it is not there."""


def seal(content: bytes, purpose: str, bound_to: str = "") -> str:
    """Make a text that only this office's server opens."""
    root = ring().current
    nonce = os.urandom(NONCE)
    head = VERSION + root.to_bytes(ROOT, "big")
    closed = AESGCM(_key(f"seal|{purpose}", root)).encrypt(nonce, content, head + bound_to.encode())
    return base64.b64encode(head + nonce + closed).decode("ascii")


def unseal(sealed: str, purpose: str, bound_to: str = "") -> bytes:
    """Open a sealed text, or refuse."""
    try:
        raw = base64.b64decode(sealed, validate=True)
        head, nonce = raw[: HEAD - NONCE], raw[HEAD - NONCE : HEAD]
        if raw[:1] != VERSION or len(raw) < HEAD:
            raise SealBroken
        key = AESGCM(_key(f"seal|{purpose}", int.from_bytes(head[1:], "big")))
        return key.decrypt(nonce, raw[HEAD:], head + bound_to.encode())
    except (InvalidTag, ValueError, KeysMissing) as broken:
        raise SealBroken from broken


def fingerprint(text: str, purpose: str) -> str:
    """Forty hexadecimal digits that stand for a text nobody should read (160 bits, keyed).

    Under the oldest root there is: a new root signs nobody out.
    """
    key = _key(f"fingerprint|{purpose}", min(ring().versions))
    return hmac.new(key, text.encode(), hashlib.sha256).hexdigest()[:40]


def _key(purpose: str, root: int) -> bytes:
    return hmac.digest(ring().key("session", root), purpose.encode(), "sha256")
