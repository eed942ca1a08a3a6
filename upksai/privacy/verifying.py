"""Reading the audit trail through: does it hold together, and does it end where it should?"""

from collections.abc import Iterable, Iterator
from datetime import timedelta

from django.db.models import Max, Min

from . import checkpoints, headfile
from .chain import Anchor, Fault, first_fault
from .models import AuditEntry, AuditHead

#: A note is signed every hour: a trail that is longer than this has had one.
NOTED_WITHIN = timedelta(hours=2)


def verify(mailed: Iterable[checkpoints.Checkpoint] = ()) -> tuple[int, Fault | None]:
    """How many rows the trail has, and the first that is not as it was written.

    `mailed` are notes that left the machine, proven already.
    """
    # The anchors come first: what is added while we read is beyond all of them.
    known = headfile.known()
    try:
        notes = list(checkpoints.kept())
    except checkpoints.ForgedCheckpoint as forged:
        return 0, Fault(0, f"baris {forged} berkas checkpoint tidak bertanda tangan kantor ini")
    anchors = [_end(), *filter(None, [known]), *(note.anchor() for note in notes)]
    anchors += [note.anchor("catatan yang dikirim") for note in mailed]
    fault = _first_fault(anchors) or next(_gone(known, notes), None)
    return AuditEntry.objects.count(), fault


def holds_together() -> Fault | None:
    """The first row that is not as it was written, whatever is remembered outside."""
    return _first_fault([_end()])


def _first_fault(anchors: Iterable[Anchor]) -> Fault | None:
    rows = AuditEntry.objects.order_by("seq")
    return first_fault(rows.iterator(chunk_size=2000), anchors)


def _end() -> Anchor:
    if head := AuditHead.objects.filter(pk=AuditHead.ONLY).first():
        return Anchor(head.seq, bytes(head.hash), "ujung rantai di basis data")
    return Anchor(1, b"", "ujung rantai yang hilang")


def _gone(known: Anchor | None, notes: list[checkpoints.Checkpoint]) -> Iterator[Fault]:
    """What must lie outside the database once a trail has begun, and does not."""
    found = AuditEntry.objects.aggregate(last=Max("seq"), since=Min("at"), until=Max("at"))
    if not found["last"]:
        return
    without = "tidak ada, padahal jejak sudah ada; yang dipotong tidak akan tampak"
    if known is None:
        yield Fault(found["last"] + 1, f"berkas audit-head {without}")
    if not notes and found["until"] - found["since"] > NOTED_WITHIN:
        yield Fault(found["last"] + 1, f"berkas checkpoint {without}")
