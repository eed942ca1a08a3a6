"""What a copy of the database tells about sessions: nothing, and nobody can go on in one."""

from importlib import import_module

import pytest
from django.conf import settings
from django.db import connection

from upksai.accounts.sealing import SealBroken, seal, unseal
from upksai.privacy import keyring

CODE = "AB12 CD34 EF56 GH78 JK90"
Store = import_module(settings.SESSION_ENGINE).SessionStore


def kept(**held) -> str:
    """The key of a session that holds this."""
    session = Store()
    session.update(held)
    session.save()
    return session.session_key


def rows() -> str:
    """All session rows as a dump would show them."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT s::text FROM {Store.get_model_class()._meta.db_table} s")  # noqa: S608 -- the database's own name
        return str(cursor.fetchall())


def test_a_session_opens_with_its_key_and_a_dump_shows_neither_key_nor_contents():
    key = kept(report_receipt=CODE, first_password="rahasia-sekali")
    assert Store(key)["report_receipt"] == CODE
    for planted in (CODE, "report_receipt", "rahasia-sekali", key):
        assert planted not in rows()


def test_the_key_in_the_row_opens_no_session():
    kept(report_receipt=CODE)
    row = Store.get_model_class().objects.get()
    assert "report_receipt" not in Store(row.session_key)


def test_contents_moved_from_another_session_do_not_open():
    mine, theirs = kept(report_receipt="mine"), kept(report_receipt=CODE)
    model = Store.get_model_class()
    stolen = model.objects.get(session_key=Store(theirs).row_key).session_data
    model.objects.filter(session_key=Store(mine).row_key).update(session_data=stolen)
    assert dict(Store(mine).items()) == {}


@pytest.mark.parametrize("broken", ["", "x", "AAAA", "AQ==", "é", CODE * 9])
def test_a_session_that_cannot_be_opened_is_an_empty_one(client, worker, broken):
    client.force_login(worker)
    Store.get_model_class().objects.update(session_data=broken)
    assert client.get("/petugas/").url.startswith("/masuk/")


def test_every_changed_byte_is_noticed():
    sealed = seal(b"draft", "session", "row")
    for place in range(len(sealed)):
        other = "A" if sealed[place] != "A" else "B"
        changed = sealed[:place] + other + sealed[place + 1 :]
        try:
            opened = unseal(changed, "session", "row")
        except SealBroken:
            continue
        assert opened == b"draft"  # spare bits of the last digit of base64: the same bytes


def test_a_new_root_signs_nobody_out_and_a_lost_one_empties_the_session(settings, tmp_path):
    settings.KEY_DIR = tmp_path
    keyring.create()
    key = kept(report_receipt=CODE)
    keyring.add_root()
    assert Store(key)["report_receipt"] == CODE
    newer = kept(report_receipt=CODE)
    first = keyring.ring().roots[1]
    keyring.restore({1: first})
    assert dict(Store(newer).items()) == {}


def test_for_another_purpose_or_row_a_text_does_not_open():
    sealed = seal(b"draft", "session", "row")
    for purpose, row in (("second factor", "row"), ("session", "other")):
        with pytest.raises(SealBroken):
            unseal(sealed, purpose, row)
