"""Reading the audit trail through: does it hold together, and does it end where it should?"""

from collections.abc import Iterator

from . import checkpoints, headfile
from .chain import Anchor, Fault, first_fault
from .models import AuditEntry, AuditHead


def verify() -> tuple[int, Fault | None]:
    """How many rows the trail has, and the first that is not as it was written."""
    # The anchors come first: what is added while we read is beyond all of them.
    try:
        anchors = list(_anchors())
    except checkpoints.ForgedCheckpoint as forged:
        return 0, Fault(0, f"baris {forged} berkas checkpoint tidak bertanda tangan kantor ini")
    rows = AuditEntry.objects.order_by("seq")
    return rows.count(), first_fault(rows.iterator(chunk_size=2000), anchors)


def _anchors() -> Iterator[Anchor]:
    if head := AuditHead.objects.filter(pk=AuditHead.ONLY).first():
        yield Anchor(head.seq, bytes(head.hash), "ujung rantai di basis data")
    else:
        yield Anchor(1, b"", "ujung rantai yang hilang")
    if known := headfile.known():
        yield known
    yield from (note.anchor() for note in checkpoints.kept())
