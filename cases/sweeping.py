"""Sealed files that no paper refers to, because the transaction that kept them was undone."""

from datetime import datetime
from uuid import UUID

from upksai.privacy import sealed_files

from .models import CaseDocument


def kept_files() -> set[UUID]:
    """Every sealed file that a paper, or an earlier version of one, refers to."""
    ids: set[UUID] = set()
    for model in (CaseDocument, CaseDocument.history.model):
        for pair in model._default_manager.values_list("copy_id", "original_id").iterator():
            ids.update(pair)
    return ids


def sweep_files(*, before: datetime) -> int:
    """Take away what was kept before a moment and no paper refers to; says how many."""
    old = list(sealed_files.left_since(before.timestamp()))
    kept = {file_id.hex for file_id in kept_files()}
    orphans = [path for path in old if path.name not in kept]
    for path in orphans:
        path.unlink(missing_ok=True)
    return len(orphans)
