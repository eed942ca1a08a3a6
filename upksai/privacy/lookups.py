"""Finding a number without keeping it: a keyed fingerprint that only equal numbers share.

HMAC-SHA-256, cut to 128 bits, under a key that is not in the database. Whoever has only the
database cannot try out numbers against it.
"""

import hashlib
import hmac
from typing import Any

from django.db import models

from .fields import Sealed, Unreadable
from .keyring import is_healthy, ring

#: Bytes that are kept of a fingerprint.
KEPT = 16
#: Room for the version of the root before it, and the point between them.
VERSION_ROOM = 5


def fingerprint(kind: str, value: str, version: int | None = None) -> str:
    """The fingerprint of a number of one kind ("nik", "phone"), after its root; "" for none."""
    if not value:
        return ""
    version = version or ring().current
    digest = hmac.new(ring().key("lookup", version), f"{kind}|{value}".encode(), hashlib.sha256)
    return prefix(version) + digest.digest()[:KEPT].hex()


def fingerprints(kind: str, value: str) -> list[str]:
    """Under every root we have: also rows that were written before the last rotation are found.

    Without keys nothing is found; the frame of the page says why.
    """
    if not value or not is_healthy():
        return []
    return [fingerprint(kind, value, version) for version in ring().versions]


def prefix(version: int) -> str:
    """What all fingerprints under one root begin with."""
    return f"{version}."


class LookupField(models.CharField):
    """The fingerprint of a sealed field of the same row; follows it whenever the row is saved."""

    def __init__(self, *args, of: str = "", kind: str = "", **kwargs):
        self.of, self.kind = of, kind
        kwargs |= {
            "max_length": VERSION_ROOM + 2 * KEPT,
            "editable": False,
            "default": "",
            "blank": True,
        }
        super().__init__(*args, **kwargs)

    def deconstruct(self):
        name, path, args, kwargs = super().deconstruct()
        for fixed in ("max_length", "editable", "default", "blank"):
            kwargs.pop(fixed, None)
        return name, path, args, kwargs | {"of": self.of, "kind": self.kind}

    def pre_save(self, model_instance: Any, add: bool) -> str:  # noqa: FBT001 -- Django's
        """Made anew from the field, unless that was not touched or cannot be read."""
        kept = model_instance.__dict__.get(self.of)
        if isinstance(kept, Unreadable) or (isinstance(kept, Sealed) and not add):
            return getattr(model_instance, self.attname)
        made = fingerprint(self.kind, str(getattr(model_instance, self.of) or ""))
        setattr(model_instance, self.attname, made)
        return made
