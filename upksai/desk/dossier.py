"""The breach dossier: who saw what of whom since a moment, for the notice of UU 27/2022 art. 46.

Staff by name, cases by number, fields by their names; no child's name and no word of a file.
"""

from collections.abc import Iterator
from datetime import datetime

from django.utils import timezone

from cases.models import Case
from cases.parts import PARTS
from upksai.privacy.models import AuditEntry
from upksai.privacy.telling import Told

HEADINGS = (
    "nomor",
    "waktu",
    "petugas",
    "tindakan",
    "jenis",
    "kasus",
    "catatan",
    "bagian",
    "isian",
    "dasar",
)
#: A cell that begins so would be a formula in a spreadsheet.
FORMULA = ("=", "+", "-", "@", "\t", "\r")


def dossier(
    *, since: datetime, user=None, case: Case | None = None, size: int = 2000
) -> Iterator[tuple[str, ...]]:
    """The rows of the dossier, its headings first, in the order in which things were seen."""
    rows = AuditEntry.objects.filter(at__gte=since).select_related("actor").order_by("seq")
    if user:
        rows = rows.filter(actor=user)
    if case:
        rows = rows.filter(case_id=case.pk)
    numbers = dict(Case.objects.values_list("pk", "number"))
    yield HEADINGS
    for row in rows.iterator(chunk_size=size):
        yield tuple(_plain(cell) for cell in _cells(row, numbers))


def _cells(row: AuditEntry, numbers: dict) -> list[str]:
    told = Told(row, parts=PARTS)
    return [
        str(row.seq),
        timezone.localtime(row.at).isoformat(timespec="seconds"),
        str(row.actor or ""),
        told.action,
        told.kind,
        numbers.get(row.case_id, str(row.case_id or "")),
        str(row.record or ""),
        told.part,
        "; ".join(told.fields),
        told.ground,
    ]


def _plain(cell: str) -> str:
    return f"'{cell}" if cell.startswith(FORMULA) else cell
