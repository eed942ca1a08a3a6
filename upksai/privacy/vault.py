"""The vault: who reported, kept where nobody who reads the database can follow it.

An entry stands under a keyed fingerprint (HMAC-SHA-256) of its record's id and holds one sealed
whole, as long as every other, under a data key that only the vault's own key unwraps. The one way
to read an entry writes down who reads it before it opens anything.
"""

import hashlib
import hmac
import json
import uuid
from datetime import date, datetime

from django.db import transaction

from . import audit, cipher, datakeys
from .keyring import KeysMissing, ring
from .models import VaultEntry

#: Bytes; shorter ones are filled up with spaces, so that the length tells nothing.
SIZE = 1024


class VaultShut(Exception):
    """The entry is there, but a key is lost or destroyed, or it was changed or moved."""


@transaction.atomic
def keep(record: uuid.UUID, told: dict[str, str], *, on: date) -> None:
    """Put what was told of somebody into the vault; what was there before is replaced."""
    entry = _entry(record) or VaultEntry(locator=_locator(record))
    key_id = cipher.key_id_of(bytes(entry.sealed)) if entry.sealed else uuid.uuid4()
    key = datakeys.get_or_create(key_id, purpose=datakeys.VAULT)
    text = json.dumps({name: value for name, value in told.items() if value}).encode()
    entry.sealed = cipher.seal(text.ljust(SIZE), key, key_id, _place(entry, key_id))
    entry.kept_on = on
    entry.save()


def holds(record: uuid.UUID) -> bool:
    """Whether anything is kept for this record; without keys nobody can tell, so perhaps."""
    try:
        return _entry(record) is not None
    except KeysMissing:
        return True


@transaction.atomic
def read(
    record: uuid.UUID,
    *,
    fields: tuple[str, ...],
    ground: str,
    by,
    at: datetime,
    case: uuid.UUID | None = None,
) -> dict[str, str]:
    """What is kept; the reading is remembered first, and without that there is no answer."""
    audit.remember(
        actor=by,
        action="vault",
        kind="reporter",
        record=record,
        case=case,
        fields=fields,
        ground=ground,
        at=at,
    )
    entry = _entry(record)
    return _opened(entry) if entry else {}


def key_of(record: uuid.UUID) -> uuid.UUID | None:
    """The data key of a record's entry: whoever erases the record destroys it too."""
    entry = _entry(record)
    return cipher.key_id_of(bytes(entry.sealed)) if entry else None


def _opened(entry: VaultEntry) -> dict[str, str]:
    sealed = bytes(entry.sealed)
    try:
        key_id = cipher.key_id_of(sealed)
        told = cipher.unseal(sealed, datakeys.get(key_id), _place(entry, key_id))
    except (datakeys.NoSuchKey, KeysMissing, cipher.CannotOpen):
        raise VaultShut from None
    return json.loads(told)


def _entry(record: uuid.UUID) -> VaultEntry | None:
    """Also one that was kept under an older root."""
    found = [_locator(record, version) for version in ring().versions]
    return VaultEntry.objects.filter(pk__in=found).first()


def _locator(record: uuid.UUID, version: int | None = None) -> str:
    key = ring().key("vault link", version)
    return hmac.new(key, f"reporter|{record}".encode(), hashlib.sha256).hexdigest()


def _place(entry: VaultEntry, key_id: uuid.UUID) -> bytes:
    return cipher.place(VaultEntry._meta.db_table, "sealed", entry.locator, key_id)
