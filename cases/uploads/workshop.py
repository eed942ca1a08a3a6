"""The workshop: a process without secrets, in which every file is cleaned by a child of its own.

It reads the decoders once and forks for each file, so that a file costs a fork and not a start.
"""

import gc
import os
import resource
import signal
import socket
import struct
from collections.abc import Callable
from contextlib import suppress
from io import BytesIO

import pikepdf
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from PIL import Image, MpoImagePlugin, TiffImagePlugin

from . import patience
from .kinds import DOCX, JPEG, PDF, PNG
from .letters import clean_letter
from .pdfs import clean_pdf
from .pictures import clean_picture

CLEAN: dict[str, Callable[[bytes], bytes]] = {
    JPEG: clean_picture,
    PNG: clean_picture,
    PDF: clean_pdf,
    DOCX: clean_letter,
}
MOST_MEMORY = 600 * 1024 * 1024  # bytes of addresses, the decoders' own among them
#: What comes before a file: what it is called, and how long it is.
LABEL = struct.Struct("!100pQ")
#: What a child says: how it went, how long what follows is, and that.
ANSWER = struct.Struct("!cQ")
CLEAN_COPY, REFUSAL, FAULT = b"+", b"-", b"?"
#: What Pillow would otherwise read only when it meets it: a child may open nothing.
READ_BEFOREHAND = (MpoImagePlugin, TiffImagePlugin)


def main() -> None:
    """Fork for each file that comes through the door (standard input), until the door is shut."""
    settings.configure(USE_I18N=False)  # sentences go back as they are written here
    _read_beforehand()
    gc.freeze()
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody waits for children: they leave no trace
    door = socket.socket(fileno=0)
    while True:
        _knock, given, _flags, _address = socket.recv_fds(door, 1, 1)
        if not given:
            return
        with socket.socket(fileno=given[0]) as file:
            child = os.fork()
            if child == 0:
                _work_and_end(door, file)
            with suppress(OSError):  # it, or who sent the file, may be gone already
                _introduce(child, file)


def _introduce(child: int, file: socket.socket) -> None:
    """Hand out what the child can be ended by, and no other process."""
    handle = os.pidfd_open(child)
    try:
        socket.send_fds(file, [b"!"], [handle])
    finally:
        os.close(handle)


def _read_beforehand() -> None:
    """All that would be opened when it is first used: the children may open nothing."""
    gettext("")
    Image.preinit()
    "".encode("cp437")
    pikepdf.new().save(BytesIO(), encryption=pikepdf.Encryption(owner="-"))
    patience.pace.take()


def _work_and_end(door: socket.socket, file: socket.socket) -> None:
    try:
        door.close()
        kind, length = LABEL.unpack(file.recv(LABEL.size, socket.MSG_WAITALL))
        data = file.recv(length, socket.MSG_WAITALL)  # in one piece: each copy costs milliseconds
        _shut_in()
        patience.begin(len(data))
        try:
            how, told = CLEAN_COPY, CLEAN[kind.decode()](data)
        except ValidationError as refused:
            how, told = REFUSAL, refused.message.encode()
        except Exception as fault:
            how, told = FAULT, type(fault).__name__.encode()  # its words may hold a child's name
        file.sendall(ANSWER.pack(how, len(told)) + told)
    finally:
        os._exit(0)  # whatever happened is seen by the answer alone


def _shut_in() -> None:
    """No more memory and time than a file is worth; nothing to open, write or leave behind."""
    for what, most in (
        (resource.RLIMIT_AS, MOST_MEMORY),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_NOFILE, 0),  # what is open stays open; no file, no address can be
        (resource.RLIMIT_NPROC, 0),
    ):
        resource.setrlimit(what, (most, most))


if __name__ == "__main__":
    main()
