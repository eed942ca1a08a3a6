"""A new root while the office works, and one whose move was cut short."""

import os
import signal
import sqlite3
import subprocess
import sys
import time
import uuid
from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest
from django.db import connection

from cases.models import Child
from cases.tests.factories import open_case
from upksai.privacy import datakeys, keyring, rotation

MOVE = """
import sys, django
django.setup()
from django.conf import settings
settings.KEY_DIR = sys.argv[1]
from upksai.privacy import keyring, rotation
keyring.add_root()
for moved in rotation.rewrap_all():
    pass
"""


def many_keys(count: int) -> None:
    """Data keys under the first root, written in one go."""
    drawn = [uuid.uuid4() for _key in range(count)]
    wrapped = [(str(i), 1, datakeys._wrapped(i, os.urandom(32), 1, datakeys.CASE)) for i in drawn]
    store = datakeys._store.connection()
    with store:
        store.execute("BEGIN")
        store.executemany("INSERT INTO data_key (id, root, wrapped) VALUES (?, ?, ?)", wrapped)


def moved_so_far(path) -> int:
    store = sqlite3.connect(path, timeout=30)
    try:
        return store.execute("SELECT count(*) FROM data_key WHERE root = 2").fetchone()[0]
    finally:
        store.close()


@pytest.mark.slow
def test_a_move_cut_short_by_a_kill_goes_on_where_it_stopped(own_keys):
    many_keys(20_000)
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "upksai.settings_test"}
    mover = subprocess.Popen([sys.executable, "-c", MOVE, str(own_keys)], env=environment)  # noqa: S603 -- our own code
    deadline = time.monotonic() + 120
    while not moved_so_far(own_keys / keyring.STORE) and time.monotonic() < deadline:
        time.sleep(0.005)
    mover.send_signal(signal.SIGKILL)
    mover.wait(30)

    half = datakeys.count()
    assert set(half.by_root) == {1, 2}
    assert half.shut == 0

    moved = sum(rotation.rewrap_all())

    assert moved == half.by_root[1]
    assert datakeys.count() == datakeys.Counts({2: 20_000}, destroyed=0, shut=0)


def test_a_key_that_no_root_opens_does_not_stop_the_move(own_keys, now):
    many_keys(3)
    store = datakeys._store.connection()
    lost, destroyed = (uuid.uuid4() for _key in range(2))
    datakeys.get_or_create(destroyed)
    datakeys.destroy([destroyed], at=now)
    store.execute(
        "INSERT INTO data_key (id, root, wrapped, destroyed_at) VALUES (?, 1, ?, NULL)",
        (str(lost), b"x" * 60),
    )
    keyring.add_root()

    assert sum(rotation.rewrap_all()) == 3

    assert datakeys.count() == datakeys.Counts({1: 1, 2: 3}, destroyed=1, shut=1)


@pytest.mark.slow
@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_while_the_root_changes_people_write_and_read_and_nothing_is_lost(own_keys):
    written = [open_case(children=[told(n)]).children.get().pk for n in range(10)]
    over = Event()

    def write(desk: int) -> list:
        made = []
        try:
            while not over.is_set() and len(made) < 200:
                n = 1000 * desk + len(made)
                made.append((Child.objects.create(**told(n)).pk, n))
        finally:
            connection.close()
        return made

    def read() -> set[str]:
        seen: set[str] = set()
        try:
            while not over.is_set():
                seen |= {child.full_name for child in Child.objects.filter(pk__in=written)}
                seen |= {str(Child.objects.numbered(told(n)["nik"]).count()) for n in range(3)}
        finally:
            connection.close()
        return seen

    with ThreadPoolExecutor(4) as pool:
        writers = [pool.submit(write, desk) for desk in (1, 2)]
        readers = [pool.submit(read) for _desk in range(2)]
        for _time in range(3):
            keyring.add_root()
            list(rotation.rewrap_all())
            list(rotation.renew_lookups())
        over.set()
        made = [row for writer in writers for row in writer.result(60)]
        seen = set().union(*(reader.result(60) for reader in readers))

    assert made
    assert seen == {told(n)["full_name"] for n in range(10)} | {"1"}
    for pk, n in made:
        child = Child.objects.get(pk=pk)
        assert child.full_name == told(n)["full_name"]
        assert Child.objects.numbered(told(n)["nik"]).get() == child
    assert datakeys.count().shut == 0
    assert keyring.ring().current == 4


def told(n: int) -> dict:
    return {"full_name": f"Anak Nomor {n}", "nik": f"33740101011{n:05}", "sex": "P"}
