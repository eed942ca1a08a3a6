"""Sealed files that no paper refers to, because the transaction that kept them was undone."""

from datetime import datetime
from uuid import UUID

from upksai.privacy import sealed_files

from .models import CaseDocument

#: A night leaves a few; of many only a tenth of all there are is believed.
MOST_ORPHANS = 20


def kept_files() -> set[UUID]:
    """Every sealed file that a paper, or an earlier version of one, refers to."""
    ids: set[UUID] = set()
    for model in (CaseDocument, CaseDocument.history.model):
        for pair in model._default_manager.values_list("copy_id", "original_id").iterator():
            ids.update(pair)
    return ids


class ManyOrphansError(Exception):
    """So many files without a paper that the database is probably another one than theirs."""


def sweep_files(*, before: datetime, even_many: bool = False) -> int:
    """Take away what was kept before a moment and no paper refers to; says how many."""
    old = list(sealed_files.left_since(before.timestamp()))
    kept = {file_id.hex for file_id in kept_files()}
    orphans = [path for path in old if path.name not in kept]
    if len(orphans) > max(MOST_ORPHANS, len(old) // 10) and not even_many:
        raise ManyOrphansError(len(orphans), len(old))
    for path in orphans:
        path.unlink(missing_ok=True)
    return len(orphans)
