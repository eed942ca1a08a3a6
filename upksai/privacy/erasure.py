"""Erasing one file everywhere, also where nobody can reach it any more: by destroying its key."""

import uuid
from collections.abc import Iterator
from datetime import datetime

from django.apps import apps
from django.db import connection, transaction
from django.db.models import Model

from . import cipher, datakeys, vault
from .fields import SealedField
from .rotation import lookup_fields


@transaction.atomic
def destroy_file(key_id: uuid.UUID, *, at: datetime) -> int:
    """Destroy the data key of a file and of who reported it, and the fingerprints of its numbers.

    Returns how many rows it shut. The keys go last: if that fails, the fingerprints come back
    with the transaction.
    """
    shut = sum(rows for _table, rows in sealed_rows(key_id))
    for model, field in lookup_fields():
        _run(
            f"UPDATE {model._meta.db_table} SET {field.attname} = ''"  # noqa: S608 -- our own names
            f" WHERE {_sealed_under(field.of)}",
            key_id,
        )
    reporter = vault.key_of(key_id)
    datakeys.destroy([key_id, reporter] if reporter else [key_id], at=at)
    return shut


def sealed_rows(key_id: uuid.UUID) -> Iterator[tuple[str, int]]:
    """How many rows of which table hold something that a key sealed."""
    for model in apps.get_models(include_auto_created=True):
        columns = sealed_columns(model)
        if columns:
            held = " OR ".join(_sealed_under(column) for column in columns)
            table = model._meta.db_table
            rows = _run(f"SELECT count(*) FROM {table} WHERE {held}", key_id, len(columns))  # noqa: S608 -- names come from our own models
            yield table, rows


def sealed_columns(model: type[Model]) -> list[str]:
    """The columns of a table that hold sealed values."""
    fields = model._meta.concrete_fields
    return [str(field.column) for field in fields if isinstance(field, SealedField)]


def _sealed_under(column: str) -> str:
    begin = len(cipher.VERSION) + 1
    return f"substring({column} from {begin} for {cipher.KEY_ID}) = %s"


def _run(sql: str, key_id: uuid.UUID, times: int = 1) -> int:
    with connection.cursor() as cursor:
        cursor.execute(sql, [key_id.bytes] * times)
        return cursor.fetchone()[0] if cursor.description else cursor.rowcount
