"""The end of the audit trail once more, in a small file beside the keys.

It only ever moves forward. Who cuts the newest rows off in the database, or puts an older copy of
it back, is betrayed by this file even before the next signed checkpoint. Once the trail has begun,
only `manage.py audit_anew` lets a lost file begin again.
"""

import fcntl
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings

from .chain import Anchor

#: Number and link, always as long, so that one write replaces the other at once.
LINE = "{:020d} {:s}\n"
LENGTH = 20 + 1 + 64 + 1


def path() -> Path:
    """Where the file lies."""
    return Path(settings.AUDIT_HEAD)


def begin(seq: int, link: bytes) -> None:
    """Let the file begin, with the trail or, after a restore, at this row of it."""
    path().parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with _held(os.O_CREAT) as file:
        _move(file, seq, link)


def forward(seq: int, link: bytes, *, stands: Callable[[Anchor], bool]) -> bool:
    """Move the file on to this row, unless another process has moved it further already.

    False, and nothing is moved, if there is no file, or if the row it points to does not stand in
    the trail any more: a cut would be forgotten as soon as the trail has grown past it.
    """
    try:
        with _held() as file:
            known = _parsed(os.pread(file, LENGTH, 0))
            if known is None or not stands(known):
                return False
            _move(file, seq, link)
            return True
    except FileNotFoundError:
        return False


@contextmanager
def _held(flags: int = 0) -> Iterator[int]:
    """The file, while nobody else moves it."""
    file = os.open(path(), os.O_RDWR | flags, 0o600)
    try:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield file
    finally:
        os.close(file)


def _move(file: int, seq: int, link: bytes) -> None:
    known = _parsed(os.pread(file, LENGTH, 0))
    if known is None or known.seq < seq:
        os.pwrite(file, LINE.format(seq, bytes(link).hex()).encode(), 0)


def known() -> Anchor | None:
    """The row the file points to; nothing if there is no file yet."""
    try:
        return _parsed(path().read_bytes())
    except FileNotFoundError:
        return None


def _parsed(line: bytes) -> Anchor | None:
    if len(line) != LENGTH:
        return None
    seq, link = line.decode().split()
    return Anchor(int(seq), bytes.fromhex(link), "berkas audit-head")
