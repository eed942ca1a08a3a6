"""One data key for each file (a case, a child, a complaint …), in a store beside the roots.

The store is a small SQLite file outside PostgreSQL, so that no backup of the database holds a data
key. Destroying one leaves a tombstone: what it sealed stays shut in every copy, for ever. Only the
key of a report that was begun and never sent goes without one, so that the store does not grow.
"""

import os
import sqlite3
import threading
import uuid
from collections import Counter
from collections.abc import Iterable
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

from . import keyring
from .keyring import Keyring

TABLE = """
    CREATE TABLE IF NOT EXISTS data_key (
        id TEXT PRIMARY KEY, root INTEGER, wrapped BLOB, destroyed_at TEXT,
        purpose TEXT NOT NULL DEFAULT 'case'
    ) WITHOUT ROWID
"""
DESTROYED = "CREATE INDEX IF NOT EXISTS destroyed ON data_key (id) WHERE destroyed_at IS NOT NULL"
NONCE = 12
#: What wraps a key: the reporters' vault has a wrapper of its own, and so have reports that were
#: begun; all other files share one.
CASE, VAULT, DRAFT = "case", "vault", "draft"


class NoSuchKey(Exception):
    """There is no such data key, or it cannot be unwrapped with the roots we have."""


class KeyDestroyed(NoSuchKey):
    """The key was destroyed on purpose; what it sealed is erased."""


class _Store(threading.local):
    """This thread's connection, and the keys it has unwrapped since the store last changed."""

    seen: tuple = ()
    version: Any = None
    opened: dict[uuid.UUID, AESGCM]

    def connection(self) -> sqlite3.Connection:
        """Opened anew in a new process, and when another file was put in the store's place."""
        path = keyring.place_of(keyring.STORE)
        try:
            found = os.stat(path)
        except OSError:
            # Never made anew here: an empty store would give known files a second, other key.
            raise keyring.KeysMissing(keyring.STORE) from None
        seen = (path, found.st_ino, found.st_dev, os.getpid())
        if self.seen != seen:
            self.db = _opened(path)
            self.seen, self.opened, self.version = seen, {}, None
        return self.db

    def keys(self) -> dict[uuid.UUID, AESGCM]:
        """The unwrapped keys; forgotten as soon as any process has changed store or roots."""
        changes = self.connection().execute("PRAGMA data_version").fetchone()[0]
        version = (changes, keyring.ring())
        if version != self.version:
            self.version, self.opened = version, {}
        return self.opened


def _opened(path: str) -> sqlite3.Connection:
    try:
        db = sqlite3.connect(path, timeout=30, isolation_level=None)
        db.execute("PRAGMA secure_delete = ON")
        db.execute(f"PRAGMA synchronous = {'FULL' if settings.KEYS_ON_DISK else 'OFF'}")
        db.execute(TABLE)
        db.execute(DESTROYED)
    except sqlite3.DatabaseError:
        raise keyring.KeysMissing(keyring.STORE) from None
    return db


_store = _Store()


def get(key_id: uuid.UUID) -> AESGCM:
    """The data key of a file."""
    keys = _store.keys()
    if key_id not in keys:
        row = _row(key_id)
        if row is None:
            raise NoSuchKey
        keys[key_id] = _unwrapped(key_id, *row)
    return keys[key_id]


def exists(key_id: uuid.UUID) -> bool:
    """Whether there is such a key that was not destroyed."""
    try:
        return _row(key_id) is not None
    except KeyDestroyed:
        return False


def get_or_create(key_id: uuid.UUID, *, purpose: str = CASE) -> AESGCM:
    """The data key of a file, drawn now if it is new; a destroyed one is never drawn again."""
    try:
        return get(key_id)
    except KeyDestroyed:
        raise
    except NoSuchKey:
        if _row(key_id) is not None:
            raise
    root = keyring.ring().current
    wrapped = _wrapped(key_id, AESGCM.generate_key(bit_length=256), root, purpose)
    # Another process may be first: then its key is the file's.
    _store.connection().execute(
        "INSERT OR IGNORE INTO data_key (id, root, wrapped, purpose) VALUES (?, ?, ?, ?)",
        (str(key_id), root, wrapped, purpose),
    )
    return get(key_id)


@contextmanager
def all_at_once():
    """Draw many keys in one transaction of the store, instead of one for each."""
    store = _store.connection()
    with store:
        store.execute("BEGIN IMMEDIATE")
        yield


def destroy(key_ids: Iterable[uuid.UUID], *, at: datetime) -> int:
    """Erase, for ever, everything that these keys sealed; says how many keys there were."""
    rows = [(at.isoformat(), str(key_id)) for key_id in key_ids]
    cursor = _store.connection().executemany(
        "UPDATE data_key SET wrapped = NULL, destroyed_at = ? WHERE id = ? AND wrapped IS NOT NULL",
        rows,
    )
    _store.version = None  # this connection's own change does not show in data_version
    return cursor.rowcount


def forget(key_ids: Iterable[uuid.UUID]) -> int:
    """Take keys away without a tombstone; their rows are gone, and their ids never return."""
    rows = [(str(key_id),) for key_id in key_ids]
    if not rows:
        return 0
    cursor = _store.connection().executemany("DELETE FROM data_key WHERE id = ?", rows)
    _store.version = None
    return cursor.rowcount


def drafts() -> set[uuid.UUID]:
    """The keys of reports that were begun."""
    rows = _store.connection().execute("SELECT id FROM data_key WHERE purpose = ?", (DRAFT,))
    return {uuid.UUID(text) for (text,) in rows}


def destroyed() -> frozenset[uuid.UUID]:
    """The files whose keys were destroyed; none, while the store is not there."""
    try:
        rows = _store.connection().execute("SELECT id FROM data_key WHERE destroyed_at IS NOT NULL")
    except keyring.KeysMissing:
        return frozenset()
    return frozenset(uuid.UUID(text) for (text,) in rows)


def preload(key_ids: Iterable[uuid.UUID] | None = None) -> None:
    """Unwrap many keys in one go (all, if none are named), for work on thousands of files.

    Never those of the vault: one of them is unwrapped only to read one entry.
    """
    try:
        keys = _store.keys()
    except keyring.KeysMissing:
        return
    wanted = None if key_ids is None else set(key_ids)
    for text, root, wrapped in _store.connection().execute(
        "SELECT id, root, wrapped FROM data_key WHERE wrapped IS NOT NULL AND purpose = ?",
        (CASE,),
    ):
        key_id = uuid.UUID(text)
        if key_id not in keys and (wanted is None or key_id in wanted):
            try:
                keys[key_id] = _unwrapped(key_id, root, wrapped, CASE)
            except NoSuchKey:
                continue


def rewrap(*, after: str = "", limit: int = 200) -> tuple[int, str]:
    """Wrap some keys anew under the newest root: how many, and the last one looked at ("": done).

    A key that no root opens stays as it is. Each batch is one transaction of the store.
    """
    current, store = keyring.ring().current, _store.connection()
    old = store.execute(
        "SELECT id, root, wrapped, purpose FROM data_key"
        " WHERE wrapped IS NOT NULL AND root <> ? AND id > ? ORDER BY id LIMIT ?",
        (current, after, limit),
    ).fetchall()
    moved = []
    for text, root, wrapped, purpose in old:
        with suppress(NoSuchKey):
            key_id = uuid.UUID(text)
            plain = _unwrap(key_id, root, wrapped, purpose)
            moved.append((current, _wrapped(key_id, plain, current, purpose), text, wrapped))
    with store:
        store.execute("BEGIN IMMEDIATE")
        # What was destroyed or moved meanwhile is left alone.
        store.executemany(
            "UPDATE data_key SET root = ?, wrapped = ? WHERE id = ? AND wrapped = ?", moved
        )
    return len(moved), old[-1][0] if old else ""


@dataclass(frozen=True)
class Counts:
    """How many keys each root wraps, how many are destroyed, and how many no root opens."""

    by_root: dict[int, int]
    destroyed: int
    shut: int


def count(*, opening: bool = True, ring: Keyring | None = None) -> Counts:
    """Count the keys; `opening` also tries each one, with the roots as they are or with others."""
    found = _store.connection().execute("SELECT id, root, wrapped, purpose FROM data_key")
    rows = found.fetchall()
    living = [(uuid.UUID(key), root, sealed, use) for key, root, sealed, use in rows if sealed]
    shut = sum(not _opens(*row, ring) for row in living) if opening else 0
    by_root = Counter(root for _id, root, *_rest in living)
    return Counts(dict(sorted(by_root.items())), len(rows) - len(living), shut)


def fits(roots: dict[int, bytes]) -> bool:
    """Whether these roots open any of the keys; also where there is none to try, or no store."""
    try:
        counts = count(ring=Keyring(roots, max(roots)))
    except keyring.KeysMissing:
        return True
    living = sum(counts.by_root.values())
    return not living or counts.shut < living


def back_up(target: Path) -> None:
    """Copy the whole store, consistent although others write to it."""
    os.close(os.open(target, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    copy = sqlite3.connect(target)
    with closing(copy):
        _store.connection().backup(copy)


def _opens(
    key_id: uuid.UUID, root: int, wrapped: bytes, purpose: str, ring: Keyring | None
) -> bool:
    try:
        return bool(_unwrap(key_id, root, wrapped, purpose, ring))
    except NoSuchKey:
        return False


def _row(key_id: uuid.UUID) -> tuple[int, bytes, str] | None:
    asked = "SELECT root, wrapped, purpose FROM data_key WHERE id = ?"
    found = _store.connection().execute(asked, (str(key_id),)).fetchone()
    if found is not None and found[1] is None:
        raise KeyDestroyed
    return found


def _wrapped(key_id: uuid.UUID, plain: bytes, root: int, purpose: str) -> bytes:
    nonce = os.urandom(NONCE)
    wrapper = AESGCM(keyring.ring().key(purpose, root))
    return nonce + wrapper.encrypt(nonce, plain, _bound(key_id, root))


def _unwrap(
    key_id: uuid.UUID, root: int, wrapped: bytes, purpose: str, ring: Keyring | None = None
) -> bytes:
    try:
        wrapper = AESGCM((ring or keyring.ring()).key(purpose, root))
        return wrapper.decrypt(wrapped[:NONCE], wrapped[NONCE:], _bound(key_id, root))
    except (InvalidTag, keyring.KeysMissing):
        raise NoSuchKey from None


def _unwrapped(key_id: uuid.UUID, root: int, wrapped: bytes, purpose: str) -> AESGCM:
    return AESGCM(_unwrap(key_id, root, wrapped, purpose))


def _bound(key_id: uuid.UUID, root: int) -> bytes:
    return f"data key|{key_id}|{root}".encode()
