"""Model fields whose values are sealed before they reach the database, and opened when looked at.

A row stays sealed in memory until somebody asks for a value, so a list that shows no name opens
none. Which data key seals a row, its model says: `sealed_by` is the path to the id of the file, and
`key_purpose` what wraps its key, where that is not what wraps those of cases.
"""

import json
import uuid
from datetime import date
from typing import Any

from django.core.exceptions import FieldError
from django.db import models
from django.db.models.query_utils import DeferredAttribute
from django.utils.translation import gettext as _

from . import cipher, datakeys, masking, reading
from .keyring import KeysMissing

#: What looking for a sealed value may compare: whether there is anything at all.
NOTHING = ("", None)


class Sealed:
    """A value as the database holds it. Shown by mistake, it shows nothing."""

    __slots__ = ("blob", "plain")
    plain: Any

    def __init__(self, blob: bytes):
        self.blob = bytes(blob)

    def __str__(self) -> str:
        return "•••" if self.blob else ""

    __repr__ = __str__

    def __bool__(self) -> bool:
        return bool(self.blob)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sealed) and self.blob == other.blob

    def __hash__(self) -> int:
        return hash(self.blob)


class Unreadable(str):
    """What stands where a value cannot be opened: words for the reader; the value stays."""

    sealed: Sealed

    def __new__(cls, words: str, sealed: Sealed):
        made = super().__new__(cls, words)
        made.sealed = sealed
        return made


class OpenedWhenAsked(DeferredAttribute):
    """Opens a sealed value when somebody looks at it."""

    field: Any

    def __get__(self, instance, cls=None):
        if instance is None:
            return self
        value = instance.__dict__.get(self.field.attname, self)
        if value is self:
            super().__get__(instance, cls)
            value = instance.__dict__[self.field.attname]
        return self.field.opened(instance, value) if isinstance(value, Sealed) else value

    def __set__(self, instance, value):
        kept = instance.__dict__.get(self.field.attname)
        if not (isinstance(kept, Sealed) and self.field.stays(instance, kept, value)):
            instance.__dict__[self.field.attname] = value


class SealedField:
    """What all sealed fields share. It goes before a Django field in the list of bases."""

    descriptor_class: Any = OpenedWhenAsked
    model: type[models.Model]
    name: str
    attname: str
    null: bool

    def db_type(self, connection) -> str:
        return "bytea"

    def rel_db_type(self, connection) -> str:
        raise TypeError("nothing refers to a sealed value")

    def from_db_value(self, value, expression, connection):
        return None if value is None else Sealed(value)

    def get_db_prep_value(self, value, connection, prepared=False):  # noqa: FBT002 -- Django's
        return value if prepared else self.get_prep_value(value)

    def get_prep_value(self, value):
        """Only sealed bytes, or nothing, may go to the database."""
        if isinstance(value, Sealed):
            return value.blob
        if value in NOTHING:
            return None if value is None else b""
        raise FieldError(f"{self.name} is sealed: it cannot be looked for")

    def get_lookup(self, name):
        """One may ask whether something is there, and nothing else."""
        if name not in {"exact", "isnull"}:
            raise FieldError(f"{self.name} is sealed: it cannot be looked for")
        return super().get_lookup(name)  # type: ignore[misc]  # a mixin; Field has it

    def get_transform(self, name):
        raise FieldError(f"{self.name} is sealed: it cannot be looked into")

    def pre_save(self, model_instance, add):
        """The value as it goes to the database; what was never changed stays as it was sealed."""
        value = model_instance.__dict__.get(self.attname)
        if isinstance(value, masking.Masked):
            raise TypeError(f"{self.name} is masked: dots are not written over a name")
        if isinstance(value, Unreadable):
            return value.sealed
        if isinstance(value, Sealed) or value in NOTHING:
            return value
        return self.sealed(model_instance, value)

    def sealed(self, instance, value) -> Sealed:
        """Seal a value for one row."""
        key_id = file_of(instance)
        bound_to = cipher.place(table_of(type(instance)), self.attname, row_of(instance), key_id)
        text = self.to_text(value).encode()
        purpose = getattr(instance, "key_purpose", datakeys.CASE)
        key = datakeys.get_or_create(key_id, purpose=purpose)
        return Sealed(cipher.seal(text, key, key_id, bound_to))

    def opened(self, instance, value: Sealed):
        """Open a row's value, once."""
        return self.open(value, type(instance), row_of(instance))

    def stays(self, instance, kept: Sealed, value) -> bool:
        """Whether a form only gives back the mask of what nobody could read."""
        if not kept or isinstance(value, Sealed):
            return False
        with reading.unwatched():
            masked = self.opened(instance, kept)
        is_masked = isinstance(kept.plain, Unreadable)
        return is_masked and (value in NOTHING or value in (masked, str(kept.plain)))

    def mask(self, unreadable: Unreadable) -> Any:
        """What is shown for a value that cannot be opened."""
        return unreadable

    def open(self, value: Sealed | None, model, row) -> Any:
        """Open a value of a row that was read without its instance (`values()`, a union)."""
        if not value:
            return None if value is None else ""
        if masking.is_masked(model, self.attname):
            return masking.Masked()
        if not hasattr(value, "plain"):
            value.plain = self._unsealed(value, model, row)
        if isinstance(value.plain, Unreadable):
            return self.mask(value.plain)
        reading.opened(model, self.attname)
        return value.plain

    def _unsealed(self, value: Sealed, model, row):
        try:
            key_id = cipher.key_id_of(value.blob)
            bound_to = cipher.place(table_of(model), self.attname, row, key_id)
            text = cipher.unseal(value.blob, datakeys.get(key_id), bound_to)
        except datakeys.KeyDestroyed:
            return Unreadable(_("[dimusnahkan]"), value)
        except (datakeys.NoSuchKey, KeysMissing, cipher.CannotOpen):
            reading.could_not_open(model, self.attname)
            return Unreadable(_("[tidak dapat dibuka]"), value)
        return self.from_text(text.decode())

    def to_text(self, value) -> str:
        """The value as text to be sealed."""
        return str(value)

    def from_text(self, text: str):
        """The value from its text."""
        return text

    def value_to_string(self, obj) -> str:
        raise FieldError(f"{self.name} is sealed: it is not written into a dump")


class SealedCharField(SealedField, models.CharField):
    """A line of text."""


class SealedEmailField(SealedField, models.EmailField):
    """An e-mail address."""


class SealedTextField(SealedField, models.TextField):
    """A longer text."""


class SealedDateField(SealedField, models.DateField):
    """A day. One that cannot be opened counts as not known, so that nobody computes with words."""

    def mask(self, unreadable: Unreadable) -> None:
        """No day."""

    def to_text(self, value) -> str:
        return value.isoformat() if isinstance(value, date) else str(value)

    def from_text(self, text: str) -> date:
        return date.fromisoformat(text)


class SealedJSONField(SealedField, models.JSONField):
    """Answers of a form, by name."""

    def mask(self, unreadable: Unreadable) -> dict:
        """No answers."""
        return {}

    def to_text(self, value) -> str:
        return json.dumps(value)

    def from_text(self, text: str):
        return json.loads(text)


def table_of(model) -> str:
    """The table a value belongs to; an earlier version of a row counts as that row."""
    return getattr(model, "instance_type", model)._meta.db_table


def row_of(instance) -> Any:
    """The key of the row; an earlier version keeps its row's."""
    model = type(instance)
    return getattr(instance, getattr(model, "instance_type", model)._meta.pk.attname)


def file_of(instance) -> uuid.UUID:
    """The id of the file whose data key seals this row."""
    found, model = instance, type(instance)
    for part in getattr(model, "instance_type", model).sealed_by.split("."):
        found = getattr(found, part)
    return found
