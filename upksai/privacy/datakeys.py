"""One data key for each file (a case, a child, a complaint …), in a store beside the roots.

The store is a small SQLite file outside PostgreSQL, so that no backup of the database holds a data
key. Destroying one leaves a tombstone: what it sealed stays shut in every copy, for ever.
"""

import os
import sqlite3
import threading
import uuid
from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

from . import keyring

FILE = "data-keys.sqlite3"
TABLE = """
    CREATE TABLE IF NOT EXISTS data_key (
        id TEXT PRIMARY KEY, root INTEGER, wrapped BLOB, destroyed_at TEXT,
        purpose TEXT NOT NULL DEFAULT 'case'
    ) WITHOUT ROWID
"""
NONCE = 12
#: What wraps a key: the reporters' vault has a wrapper of its own, all other files share one.
CASE, VAULT = "case", "vault"


class NoSuchKey(Exception):
    """There is no such data key, or it cannot be unwrapped with the roots we have."""


class KeyDestroyed(NoSuchKey):
    """The key was destroyed on purpose; what it sealed is erased."""


class _Store(threading.local):
    """This thread's connection, and the keys it has unwrapped since the store last changed."""

    path: Path | None = None
    pid = 0

    def connection(self) -> sqlite3.Connection:
        path = keyring.folder() / FILE
        if self.path != path or self.pid != os.getpid():
            try:
                path.touch(mode=0o600, exist_ok=True)
            except OSError:
                raise keyring.KeysMissing(FILE) from None
            self.db = sqlite3.connect(path, timeout=30, isolation_level=None)
            self.db.execute("PRAGMA secure_delete = ON")
            self.db.execute(f"PRAGMA synchronous = {'FULL' if settings.KEYS_ON_DISK else 'OFF'}")
            self.db.execute(TABLE)
            self.path, self.pid, self.opened = path, os.getpid(), {}
            self.version = -1
        return self.db

    def keys(self) -> dict[uuid.UUID, AESGCM]:
        """The unwrapped keys; forgotten as soon as any process has changed the store."""
        version = self.connection().execute("PRAGMA data_version").fetchone()[0]
        if version != self.version:
            self.version, self.opened = version, {}
        return self.opened


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


def destroy(key_ids: Iterable[uuid.UUID], *, at: datetime) -> int:
    """Erase, for ever, everything that these keys sealed; says how many keys there were."""
    rows = [(at.isoformat(), str(key_id)) for key_id in key_ids]
    cursor = _store.connection().executemany(
        "UPDATE data_key SET wrapped = NULL, destroyed_at = ? WHERE id = ? AND wrapped IS NOT NULL",
        rows,
    )
    _store.version = -1  # this connection's own change does not show in data_version
    return cursor.rowcount


def preload(key_ids: Iterable[uuid.UUID] | None = None) -> None:
    """Unwrap many keys in one go (all, if none are named), for work on thousands of files.

    Never those of the vault: one of them is unwrapped only to read one entry.
    """
    keys, wanted = _store.keys(), None if key_ids is None else set(key_ids)
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


def under_old_roots(current: int, limit: int) -> Iterator[tuple[uuid.UUID, int, bytes, str]]:
    """Keys that an older root still wraps, some at a time."""
    rows = _store.connection().execute(
        "SELECT id, root, wrapped, purpose FROM data_key"
        " WHERE wrapped IS NOT NULL AND root < ? LIMIT ?",
        (current, limit),
    )
    return ((uuid.UUID(text), *rest) for text, *rest in rows.fetchall())


def rewrap(*, limit: int = 200) -> int:
    """Wrap some keys anew under the newest root; says how many. Zero: nothing is left to do."""
    current, store = keyring.ring().current, _store.connection()
    moved = []
    for key_id, root, wrapped, purpose in under_old_roots(current, limit):
        plain = _unwrap(key_id, root, wrapped, purpose)
        moved.append((current, _wrapped(key_id, plain, current, purpose), str(key_id), wrapped))
    store.execute("BEGIN IMMEDIATE")
    store.executemany(
        "UPDATE data_key SET root = ?, wrapped = ? WHERE id = ? AND wrapped = ?", moved
    )
    store.execute("COMMIT")
    return len(moved)


def counts() -> dict[str, int]:
    """How many keys there are, how many are destroyed, and how many each root wraps."""
    found = _store.connection().execute(
        "SELECT CASE WHEN wrapped IS NULL THEN 'destroyed' ELSE 'root ' || root END, count(*)"
        " FROM data_key GROUP BY 1 ORDER BY 1"
    )
    return dict(found.fetchall())


def _row(key_id: uuid.UUID) -> tuple[int, bytes, str] | None:
    row = _store.connection().execute(
        "SELECT root, wrapped, purpose FROM data_key WHERE id = ?", (str(key_id),)
    )
    found = row.fetchone()
    if found is not None and found[1] is None:
        raise KeyDestroyed
    return found


def _wrapped(key_id: uuid.UUID, plain: bytes, root: int, purpose: str) -> bytes:
    nonce = os.urandom(NONCE)
    wrapper = AESGCM(keyring.ring().key(purpose, root))
    return nonce + wrapper.encrypt(nonce, plain, _bound(key_id, root))


def _unwrap(key_id: uuid.UUID, root: int, wrapped: bytes, purpose: str) -> bytes:
    try:
        wrapper = AESGCM(keyring.ring().key(purpose, root))
        return wrapper.decrypt(wrapped[:NONCE], wrapped[NONCE:], _bound(key_id, root))
    except (InvalidTag, keyring.KeysMissing):
        raise NoSuchKey from None


def _unwrapped(key_id: uuid.UUID, root: int, wrapped: bytes, purpose: str) -> AESGCM:
    return AESGCM(_unwrap(key_id, root, wrapped, purpose))


def _bound(key_id: uuid.UUID, root: int) -> bytes:
    return f"data key|{key_id}|{root}".encode()
