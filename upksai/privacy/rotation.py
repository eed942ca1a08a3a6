"""Moving what the older roots hold over to the newest one, while the office works on.

Every batch is finished by itself, and what is done can be seen from the rows: stopped at any
moment, a second run goes on where the first one ended.
"""

from collections.abc import Iterator

from django.apps import apps
from django.db.models import Model, Q, QuerySet

from . import datakeys, keyring, reading
from .fields import Unreadable
from .lookups import LookupField, fingerprint, prefix

BATCH = 500


def rewrap_all() -> Iterator[int]:
    """Wrap all data keys anew under the newest root; yields how many after every batch."""
    moved, last = datakeys.rewrap(limit=BATCH)
    while last:
        yield moved
        moved, last = datakeys.rewrap(after=last, limit=BATCH)


def lookup_fields() -> list[tuple[type[Model], LookupField]]:
    """Every column of fingerprints, with its table."""
    return [
        (model, field)
        for model in apps.get_models(include_auto_created=True)
        for field in model._meta.concrete_fields
        if isinstance(field, LookupField)
    ]


def under_old_roots(model: type[Model], field: LookupField) -> QuerySet:
    """Rows whose fingerprint was made under another root than the newest."""
    newest = prefix(keyring.ring().current)
    made = model._base_manager.exclude(**{field.attname: ""})
    return made.exclude(**{f"{field.attname}__startswith": newest})


def count_old_lookups() -> int:
    """How many fingerprints are still to be made anew."""
    return sum(under_old_roots(model, field).count() for model, field in lookup_fields())


def renew_lookups() -> Iterator[int]:
    """Make old fingerprints anew under the newest root; yields how many after every batch."""
    datakeys.preload()
    for model, field in lookup_fields():
        after = None
        while batch := _batch(model, field, after):
            with reading.unwatched():
                yield sum(_renew(row, field) for row in batch)
            after = batch[-1].pk


def _batch(model: type[Model], field: LookupField, after) -> list[Model]:
    further = Q() if after is None else Q(pk__gt=after)
    return list(under_old_roots(model, field).filter(further).order_by("pk")[:BATCH])


def _renew(row: Model, field: LookupField) -> bool:
    """One row's fingerprint; no change of the record, so its history is not written."""
    value, old = getattr(row, field.of), getattr(row, field.attname)
    if isinstance(value, Unreadable):
        return False
    new = fingerprint(field.kind, str(value or ""))
    # Whoever saved the row meanwhile has written a newer one: then this finds nothing.
    same = type(row)._base_manager.filter(pk=row.pk, **{field.attname: old})
    return bool(same.update(**{field.attname: new}))
