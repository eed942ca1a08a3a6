"""Papers and pictures on the disk, sealed in chunks under the data key of the file they belong to.

A sealed file is: version (1 byte) · key id (16), then for every 64 KiB a nonce (12), the text and
its tag (16). Each chunk is bound to its file, its number, the key, and whether it is the last: cut
short, put in another order or taken from another file, it does not open. Names are random.
"""

import os
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

from . import datakeys, keyring
from .cipher import KEY_ID, NONCE, TAG, CannotOpen

VERSION = b"\x01"
HEAD = len(VERSION) + KEY_ID
CHUNK = 64 * 1024  # bytes of the file itself
SEALED = NONCE + CHUNK + TAG


def folder() -> Path:
    """Where sealed files lie; never served by address."""
    return Path(settings.VAR_DIR) / "documents"


def keep(content: bytes, *, key_id: uuid.UUID) -> uuid.UUID:
    """Seal a file under a data key and put it on the disk; only its sealed form ever gets there."""
    file_id = uuid.uuid4()
    key = datakeys.get_or_create(key_id)
    folder().mkdir(mode=0o700, parents=True, exist_ok=True)
    keyring.replace(_path(file_id), _sealed(content, key, key_id, file_id))
    return file_id


def remove(file_id: uuid.UUID) -> None:
    """Take a file from the disk, if it is there."""
    _path(file_id).unlink(missing_ok=True)


def left_since(before: float) -> Iterator[Path]:
    """What lies there and was last written before a moment (seconds since 1970)."""
    if not folder().is_dir():
        return
    for path in folder().iterdir():
        if path.stat().st_mtime < before:
            yield path


@dataclass(frozen=True)
class SealedFile:
    """A file that is there, whole at its end, and opens with its key."""

    file_id: uuid.UUID
    key_id: uuid.UUID
    key: AESGCM
    path: Path
    size: int  # bytes of the file itself

    @property
    def last(self) -> int:
        """The number of the last chunk."""
        return max(self.size - 1, 0) // CHUNK

    def chunks(self, start: int = 0, stop: int | None = None) -> Iterator[bytes]:
        """The bytes from `start` up to `stop`, opening only the chunks they lie in."""
        stop = self.size if stop is None else min(stop, self.size)
        with self.path.open("rb") as file:
            for number in range(start // CHUNK, -(-stop // CHUNK)):
                first = number * CHUNK
                opened = self.chunk(file, number)
                yield opened[max(start - first, 0) : stop - first]

    def read(self, start: int = 0, stop: int | None = None) -> bytes:
        """The bytes from `start` up to `stop`; all of them open, or none is handed out."""
        return b"".join(self.chunks(start, stop))

    def chunk(self, file, number: int) -> bytes:
        """One chunk, opened; raises `CannotOpen` if it is not this file's at this place."""
        file.seek(HEAD + number * SEALED)
        sealed = file.read(SEALED)
        bound_to = _place(self.file_id, number, number == self.last, self.key_id)
        try:
            return self.key.decrypt(sealed[:NONCE], sealed[NONCE:], bound_to)
        except (InvalidTag, ValueError):
            raise CannotOpen from None


def find(file_id: uuid.UUID, *, key_id: uuid.UUID) -> SealedFile:
    """A sealed file, after a look at its last chunk, so that one cut short is known at once.

    Raises `datakeys.KeyDestroyed`, `datakeys.NoSuchKey`, `KeysMissing`, or `CannotOpen`.
    """
    path = _path(file_id)
    try:
        with path.open("rb") as file:
            head = file.read(HEAD)
            body = file.seek(0, os.SEEK_END) - HEAD
    except OSError:
        datakeys.get(key_id)  # erased on purpose says so
        raise CannotOpen from None
    found = SealedFile(file_id, key_id, datakeys.get(key_id), path, _size_of(body))
    if head != VERSION + key_id.bytes:
        raise CannotOpen
    with path.open("rb") as file:
        found.chunk(file, found.last)
    return found


def _size_of(body: int) -> int:
    """Bytes of the file itself, from those of its sealed chunks."""
    whole = max(body - 1, 0) // SEALED
    rest = body - whole * SEALED - NONCE - TAG
    if rest < 0 or (whole and not rest):
        raise CannotOpen
    return whole * CHUNK + rest


def _sealed(content: bytes, key: AESGCM, key_id: uuid.UUID, file_id: uuid.UUID) -> bytes:
    last = max(len(content) - 1, 0) // CHUNK
    parts = [VERSION + key_id.bytes]
    for number in range(last + 1):
        nonce = os.urandom(NONCE)
        text = content[number * CHUNK : (number + 1) * CHUNK]
        bound_to = _place(file_id, number, number == last, key_id)
        parts += [nonce, key.encrypt(nonce, text, bound_to)]
    return b"".join(parts)


def _place(file_id: uuid.UUID, number: int, is_last: bool, key_id: uuid.UUID) -> bytes:  # noqa: FBT001 -- both callers name these in this order
    return f"file|{file_id}|{number}|{int(is_last)}|{key_id}".encode()


def _path(file_id: uuid.UUID) -> Path:
    return folder() / file_id.hex
