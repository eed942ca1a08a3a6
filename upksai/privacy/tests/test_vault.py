"""The vault itself: what a copy of the database, or of the data keys, gives away."""

import uuid
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.db import connection

from upksai.accounts.tests.factories import UserFactory
from upksai.privacy import cipher, datakeys, keyring, vault
from upksai.privacy.models import AuditEntry, VaultEntry

DAY = date(2026, 11, 23)
NOW = datetime(2026, 11, 23, 9, tzinfo=ZoneInfo("Asia/Jakarta"))
SARI = {"name": "Ibu Sari Contoh", "phone": "+6281234567890"}


def read(record):
    return vault.read(record, fields=("name",), ground="test", by=UserFactory(), at=NOW)


@pytest.fixture
def record():
    return uuid.uuid4()


def test_what_was_put_in_comes_out_and_nothing_empty_is_kept(record):
    vault.keep(record, SARI | {"relation": ""}, on=DAY)
    assert read(record) == SARI
    assert vault.holds(record)


def test_of_an_unknown_record_nothing_is_kept_but_asking_is_remembered(record):
    assert not vault.holds(record)
    assert read(record) == {}
    assert AuditEntry.objects.get().record == record


def test_kept_again_it_is_replaced_and_nothing_of_before_stays(record):
    vault.keep(record, SARI, on=DAY)
    vault.keep(record, {"name": "Pak Budi Contoh"}, on=DAY)
    assert VaultEntry.objects.count() == 1
    assert read(record) == {"name": "Pak Budi Contoh"}


def test_a_row_shows_neither_name_nor_record_nor_a_time_and_all_are_equally_long(record):
    vault.keep(record, SARI, on=DAY)
    vault.keep(uuid.uuid4(), {"relation": "lainnya"}, on=DAY)
    vault.keep(uuid.uuid4(), {"name": "N" * 150, "safe_contact": "k" * 150}, on=DAY)
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM privacy_vaultentry")
        rows = [[bytes(v) if isinstance(v, memoryview) else v for v in row] for row in cursor]
    assert [type(value) for value in rows[0]] == [str, bytes, date]
    assert len({len(row[1]) for row in rows}) == 1
    whole = repr(rows).encode() + b"".join(row[1] for row in rows)
    for planted in ("Sari", "81234567890", str(record), record.hex):
        assert planted.encode() not in whole
    assert record.bytes not in whole


def test_nothing_in_the_database_refers_to_the_vault():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_constraint WHERE contype = 'f' AND"
            " 'privacy_vaultentry'::regclass IN (conrelid, confrelid)"
        )
        assert cursor.fetchone()[0] == 0


def test_neither_the_key_of_the_entry_nor_its_number_is_the_records(record):
    vault.keep(record, SARI, on=DAY)
    entry = VaultEntry.objects.get()
    assert cipher.key_id_of(bytes(entry.sealed)) != record
    with pytest.raises(datakeys.NoSuchKey):
        datakeys.get(record)


def test_its_data_key_is_wrapped_by_the_vaults_own_key(record):
    vault.keep(record, SARI, on=DAY)
    key_id = cipher.key_id_of(bytes(VaultEntry.objects.get().sealed))
    root, wrapped, purpose = datakeys._row(key_id)
    assert purpose == datakeys.VAULT
    with pytest.raises(datakeys.NoSuchKey):
        datakeys._unwrap(key_id, root, wrapped, datakeys.CASE)


def test_an_entry_moved_to_another_record_does_not_open(record):
    other = uuid.uuid4()
    vault.keep(record, SARI, on=DAY)
    vault.keep(other, {"name": "Pak Budi Contoh"}, on=DAY)
    mine, theirs = (vault._entry(pk) for pk in (record, other))
    mine.sealed = theirs.sealed
    mine.save()
    with pytest.raises(vault.VaultShut):
        read(record)


@pytest.mark.parametrize("place", [0, 1, 17, 29, -1])
def test_a_changed_byte_does_not_open(record, place):
    vault.keep(record, SARI, on=DAY)
    entry = VaultEntry.objects.get()
    changed = bytearray(entry.sealed)
    changed[place] ^= 1
    entry.sealed = bytes(changed)
    entry.save()
    with pytest.raises(vault.VaultShut):
        read(record)


def test_after_a_new_root_everything_is_found_rewritten_and_rewrapped(record, settings, tmp_path):
    settings.KEY_DIR = tmp_path
    keyring.create()
    vault.keep(record, SARI, on=DAY)
    keyring.add_root()
    assert read(record) == SARI
    assert datakeys.rewrap()[0] == 1
    assert datakeys.rewrap()[0] == 0
    assert read(record) == SARI
    vault.keep(record, {"name": "Pak Budi Contoh"}, on=DAY)
    assert VaultEntry.objects.count() == 1
    assert read(record) == {"name": "Pak Budi Contoh"}


def test_a_destroyed_key_shuts_the_entry_for_ever(record):
    vault.keep(record, SARI, on=DAY)
    key_id = cipher.key_id_of(bytes(VaultEntry.objects.get().sealed))
    datakeys.destroy([key_id], at=NOW)
    with pytest.raises(vault.VaultShut):
        read(record)
    with pytest.raises(datakeys.KeyDestroyed):
        vault.keep(record, SARI, on=DAY)


def test_unwrapping_all_keys_for_a_search_leaves_the_vaults_alone(record):
    vault.keep(record, SARI, on=DAY)
    key_id = cipher.key_id_of(bytes(VaultEntry.objects.get().sealed))
    datakeys._store.version = -1
    datakeys.preload()
    unwrapped = datakeys._store.keys()
    assert key_id not in unwrapped
