"""The office's secret roots, kept in a file outside the database; every other key comes from them.

A root is 32 random bytes with a version. From it a key for one purpose is derived with
HKDF-SHA-256 (RFC 5869), so that knowing one key tells nothing about another. New things are
written under the newest root; older roots stay readable until their last use is gone.
"""

import base64
import fcntl
import json
import os
import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache, lru_cache
from pathlib import Path

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

ROOT_BYTES = 32
FILE = "roots.json"
#: Where the data keys lie, beside the roots; made together with the first root, never again.
STORE = "data-keys.sqlite3"
#: Held by whoever changes the roots, so that two at once do not lose one.
LOCK = "roots.lock"
#: What keys are for. A purpose that is not here cannot be asked for.
PURPOSES = frozenset(
    {
        *("case", "draft", "vault", "vault link", "lookup", "audit", "checkpoint"),
        *("session", "files", "network"),
        *("statistics", "release"),
    }
)


class KeysMissing(Exception):
    """The key file is not there or cannot be read: nothing may be opened or written."""


@dataclass(frozen=True, eq=False)
class Keyring:
    """All roots by version, and the version that new writes use."""

    roots: dict[int, bytes] = field(repr=False)
    current: int

    def key(self, purpose: str, version: int | None = None) -> bytes:
        """32 bytes for one purpose under one root (the newest, if no version is named)."""
        if purpose not in PURPOSES:
            raise ValueError(f"no key is for {purpose}")
        version = version or self.current
        if version not in self.roots:
            raise KeysMissing(f"root {version}")
        return _derived(self.roots[version], purpose)

    def lasting_key(self, purpose: str) -> bytes:
        """The key for one purpose under the first root: the same however often roots change."""
        return self.key(purpose, min(self.roots))

    @property
    def versions(self) -> list[int]:
        """Every version that is still readable, the newest first."""
        return sorted(self.roots, reverse=True)


@lru_cache(maxsize=256)
def _derived(root: bytes, purpose: str) -> bytes:
    hkdf = HKDF(algorithm=SHA256(), length=32, salt=None, info=f"upksai|{purpose}".encode())
    return hkdf.derive(root)


def folder() -> Path:
    """Where the keys lie; never inside the database, never in its backups."""
    return Path(settings.KEY_DIR)


def place_of(name: str) -> str:
    """A file in there, as text: pages look for two of them at every value they open."""
    return f"{settings.KEY_DIR}/{name}"


def ring() -> Keyring:
    """The roots as the file has them now; a changed file is read again by the next request."""
    path = place_of(FILE)
    try:
        seen = os.stat(path)
    except OSError:
        raise KeysMissing(FILE) from None
    return _read(path, seen.st_mtime_ns, seen.st_ino)


@cache
def _read(path: str, _changed: int, _file: int) -> Keyring:
    try:
        kept = json.loads(Path(path).read_text())
        roots = {int(v): base64.b64decode(text) for v, text in kept["roots"].items()}
        return Keyring(roots, int(kept["current"]))
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        raise KeysMissing(FILE) from None


def create() -> Keyring:
    """Draw the first root; refuses to touch a file that is there."""
    with _alone():
        if (folder() / FILE).exists():
            raise FileExistsError(FILE)
        made = _keep({1: secrets.token_bytes(ROOT_BYTES)}, put=place)
        (folder() / STORE).touch(mode=0o600)
    return made


def add_root() -> Keyring:
    """Draw a new root; from now on everything new is written under it."""
    with _alone():
        before = ring()
        return _keep(before.roots | {before.current + 1: secrets.token_bytes(ROOT_BYTES)})


def restore(roots: dict[int, bytes]) -> Keyring:
    """Write roots back; what stands in their place is kept under another name."""
    with _alone():
        path = folder() / FILE
        if path.exists():
            path.rename(path.with_name(f"{FILE}.{secrets.token_hex(4)}.before"))
        return _keep(roots)


@contextmanager
def _alone() -> Iterator[None]:
    """Read and write the roots while nobody else does; the lock goes with its process."""
    folder().mkdir(mode=0o700, parents=True, exist_ok=True)
    lock = os.open(folder() / LOCK, os.O_CREAT | os.O_RDWR | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
    finally:
        os.close(lock)


def replace(path: Path, content: bytes) -> None:
    """Put a file in place of another at once, readable by its owner only, and on the disk."""
    _written_beside(path, content).rename(path)
    _on_disk(path.parent)


def place(path: Path, content: bytes) -> None:
    """Put a file where none is, as whole as `replace` does; never over another."""
    unfinished = _written_beside(path, content)
    try:
        os.link(unfinished, path)
    finally:
        unfinished.unlink()
    _on_disk(path.parent)


def _keep(roots: dict[int, bytes], put: Callable[[Path, bytes], None] = replace) -> Keyring:
    """Write the roots so that a power cut leaves either the old file or the new one."""
    text = {str(version): base64.b64encode(root).decode() for version, root in roots.items()}
    put(folder() / FILE, json.dumps({"current": max(roots), "roots": text}).encode())
    return ring()


def _written_beside(path: Path, content: bytes) -> Path:
    unfinished = path.with_name(f".{path.name}.{os.getpid()}.{secrets.token_hex(4)}")
    with os.fdopen(os.open(unfinished, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    return unfinished


def _on_disk(directory: Path) -> None:
    opened = os.open(directory, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)


def is_readable() -> bool:
    """Whether the roots can be read."""
    try:
        return bool(ring().roots)
    except KeysMissing:
        return False


def is_healthy() -> bool:
    """Whether the roots can be read and the data keys are in their place."""
    return is_readable() and (folder() / STORE).exists()
