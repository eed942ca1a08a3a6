"""The breach dossier: who saw what of whom since a moment, for the notice of UU 27/2022 art. 46.

Staff by name, cases, complaints and referrals by number, fields by their names; no child's name
and no word of a file.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.utils import timezone

from cases import matters
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
    *,
    since: datetime,
    before: int | None = None,
    user=None,
    case: Case | None = None,
    size: int = 2000,
) -> Iterator[tuple[str, ...]]:
    """The rows of the dossier, its headings first, in the order in which things were seen.

    `before` is the row that says that this dossier was made.
    """
    rows = matters.looks_at(case.pk) if case else AuditEntry.objects.all()
    rows = rows.filter(at__gte=since).select_related("actor").order_by("seq")
    if before:
        rows = rows.filter(seq__lt=before)
    if user:
        rows = rows.filter(actor=user)
    register = Register()
    yield HEADINGS
    for row in rows.iterator(chunk_size=size):
        yield tuple(_plain(cell) for cell in _cells(row, register))


@dataclass(frozen=True)
class Register:
    """The numbers by which the office knows its records; a key without one stays a key."""

    numbers: dict[UUID, str] = field(default_factory=matters.numbers)
    cases: dict[UUID, UUID] = field(default_factory=matters.cases_of_records)

    def number(self, key: UUID | None) -> str:
        """A record as people call it."""
        return self.numbers.get(key, str(key)) if key else ""

    def case(self, row: AuditEntry) -> str:
        """The case of a row, also if it was written before there was one."""
        return self.number(row.case_id or (row.record and self.cases.get(row.record)))


def _cells(row: AuditEntry, register: Register) -> list[str]:
    told = Told(row, parts=PARTS)
    return [
        str(row.seq),
        timezone.localtime(row.at).isoformat(timespec="seconds"),
        str(row.actor or ""),
        told.action,
        told.kind,
        register.case(row),
        register.number(row.record),
        told.part,
        "; ".join(told.fields),
        told.ground,
    ]


def _plain(cell: str) -> str:
    return f"'{cell}" if cell.startswith(FORMULA) else cell
