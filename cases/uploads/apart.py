"""Cleaning a file apart from the office: whatever it breaks, breaks there."""

import atexit
import builtins
import logging
import os
import signal
import socket
import struct
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from threading import Lock

from django.utils.translation import gettext as _

from .kinds import refused, too_hard

#: Seconds on the clock, for a child that neither works nor ends.
LONGEST = 15
#: Whoever has taken over a child cannot fill our memory either.
LARGEST_ANSWER = 64 * 1024 * 1024  # bytes
#: What it is called and how long it is, before a file; the workshop reads the same.
LABEL = struct.Struct("!100pQ")
#: How it went, and the length of what follows; the workshop says the same.
ANSWER = struct.Struct("!cQ")
CLEAN_COPY, REFUSAL, FAULT = b"+", b"-", b"?"
PROGRAM = "cases.uploads.workshop"
HOME = Path(__file__).resolve().parents[2]
logger = logging.getLogger(__name__)


class _ClosedError(Exception):
    """The workshop takes no files."""


class _Workshop:
    """The one workshop of this process, opened with the first file; one file at a time."""

    def __init__(self) -> None:
        self.lock = Lock()
        self.process: subprocess.Popen[bytes] | None = None
        self.door: socket.socket | None = None

    def open(self) -> socket.socket:
        if self.door is None:
            self.door, theirs = socket.socketpair()
            with theirs:
                self.process = subprocess.Popen(  # noqa: S603 -- our own program
                    [sys.executable, "-m", PROGRAM],
                    cwd=HOME,
                    env={"LANG": "C.UTF-8"},  # none of our secrets
                    stdin=theirs.fileno(),
                    stdout=subprocess.DEVNULL,  # decoders talk of what they read
                    stderr=subprocess.DEVNULL,
                    start_new_session=True,  # Ctrl-C ends us, and we end it
                )
        return self.door

    def close(self) -> None:
        if self.door is not None:
            self.door.close()
        if self.process is not None:
            self.process.kill()  # a child at work goes on; it ends by itself
            self.process.wait()
        self.door = self.process = None

    def forget(self) -> None:
        """After a fork: the workshop is our parent's."""
        if self.door is not None:
            self.door.close()
        if self.process is not None:
            self.process.returncode = 0  # not ours to wait for
        self.lock, self.door, self.process = Lock(), None, None


_workshop = _Workshop()
atexit.register(_workshop.close)
os.register_at_fork(after_in_child=_workshop.forget)


def open_workshop() -> None:
    """Let the decoders be read before the first file comes."""
    with _workshop.lock:
        _workshop.open()


def clean(data: bytes, kind: str) -> bytes:
    """The harmless copy of a file, or the refusal that its cleaner, or its end, stands for."""
    with _workshop.lock:
        for _attempt in range(2):  # a workshop that has died is opened anew, once
            with suppress(_ClosedError):
                told = _cleaned_by_a_child(data, kind)
                break
            _workshop.close()
        else:
            logger.error("Files cannot be cleaned: the workshop does not open")
            raise refused(_("Berkas belum dapat diperiksa. Coba lagi sebentar lagi."))
    how, content = told
    if how == CLEAN_COPY:
        return content
    if how == REFUSAL:
        raise refused(_(content.decode(errors="replace")))
    if how == FAULT:
        name = content.decode(errors="replace")  # from one that was broken into it may be anything
        fault = name if hasattr(builtins, name) else "another error"
        logger.error(f"A file could not be cleaned: {fault}")
    raise too_hard(kind)


def _cleaned_by_a_child(data: bytes, kind: str) -> tuple[bytes, bytes]:
    """What the child answers, or nothing if it died over it or took too long."""
    until = time.monotonic() + LONGEST
    ours, theirs = socket.socketpair()
    with ours:
        ours.settimeout(LONGEST)
        try:
            with theirs:
                socket.send_fds(_workshop.open(), [b"!"], [theirs.fileno()])
            _here, handles, _flags, _address = socket.recv_fds(ours, 1, 1)
        except OSError:
            raise _ClosedError from None
        if not handles:
            raise _ClosedError
        try:
            ours.sendall(LABEL.pack(kind.encode(), len(data)))
            ours.sendall(data)
            how, length = ANSWER.unpack(_read(ours, ANSWER.size, until))
            return how, _read(ours, length, until)
        except (OSError, EOFError):
            return b"", b""
        finally:
            with suppress(ProcessLookupError):
                signal.pidfd_send_signal(handles[0], signal.SIGKILL)
            os.close(handles[0])


def _read(ours: socket.socket, length: int, until: float) -> bytes:
    if length > LARGEST_ANSWER:
        raise EOFError
    read = bytearray()
    while len(read) < length:
        ours.settimeout(max(until - time.monotonic(), 0.001))
        piece = ours.recv(min(length - len(read), 1 << 20))
        if not piece:
            raise EOFError
        read += piece
    return bytes(read)
