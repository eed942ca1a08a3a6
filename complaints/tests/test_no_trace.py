"""Who reports without a name is nowhere: no network address, no browser, in no table and no log."""

import logging

import pytest
from django.apps import apps
from django.db import connection
from django.test import Client

from complaints.models import Complaint
from complaints.tests.test_report import CHECK, SENT, answer_all, code_on
from upksai.privacy.fields import SealedField
from upksai.privacy.models import VaultEntry

ADDRESS, BROWSER, FROM = "203.0.113.77", "Peramban-Kenari/1.0", "https://kenari.example/"
TRACES = (ADDRESS, "2001:db8::77", "Peramban-Kenari", "kenari.example", "id-KENARI")


@pytest.fixture
def citizen():
    return Client(
        REMOTE_ADDR=ADDRESS,
        HTTP_X_FORWARDED_FOR="2001:db8::77",
        HTTP_USER_AGENT=BROWSER,
        HTTP_REFERER=FROM,
        HTTP_SEC_FETCH_SITE="same-origin",
        HTTP_ACCEPT_LANGUAGE="id-KENARI",
    )


def whole_database() -> str:
    """Every row of every table as text, and every sealed value opened."""
    said = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT t::text FROM "{table}" t')  # noqa: S608 -- the database's own names
            said += [row[0] for row in cursor]
    for model in apps.get_models():
        sealed = [f.attname for f in model._meta.concrete_fields if isinstance(f, SealedField)]
        for record in model._default_manager.all() if sealed else ():
            said += [str(getattr(record, name)) for name in sealed]
    return "\n".join(said)


def test_reporting_following_and_leaving_keep_no_network_address_and_no_browser(citizen, caplog):
    caplog.set_level(logging.DEBUG)
    for page in ("/", "/lapor/", "/lacak/"):
        citizen.get(page)
    answer_all(citizen, about_you={"reporter_mode": "anonim"})
    citizen.post(CHECK)
    code = code_on(citizen.get(SENT))
    assert Complaint.objects.count() == 1
    citizen.post("/lacak/", {"code": "0000 0000 0000 0000 0000"})
    citizen.post("/lacak/", {"code": code})
    assert citizen.get("/lacak/laporan/").status_code == 200
    citizen.post("/lacak/laporan/", {"text": "Anak sudah di rumah nenek."})
    held = [str(dict(citizen.session.items())), whole_database(), caplog.text]
    assert "Anak sering sendirian malam hari." in held[1]  # what was told is there, and is opened
    for trace in TRACES:
        assert not [words for words in held if trace in words], trace


def test_a_broken_page_logs_neither(citizen, caplog):
    caplog.set_level(logging.DEBUG)
    citizen.raise_request_exception = False
    answer_all(citizen, about_you={"reporter_mode": "anonim"})
    with connection.cursor() as cursor:
        cursor.execute(
            "ALTER TABLE complaints_complaint ADD CONSTRAINT shut CHECK (false) NOT VALID"
        )
    assert citizen.post(CHECK).status_code == 500
    assert caplog.text
    assert not [trace for trace in TRACES if trace in caplog.text]


def test_an_anonymous_report_leaves_nothing_in_the_vault(citizen):
    told = {"reporter_mode": "anonim", "name": "RAHASIA", "phone": "081234567890"}
    answer_all(citizen, about_you=told)
    citizen.post(CHECK)
    assert Complaint.objects.get().reporter_mode == "anonim"
    assert not VaultEntry.objects.exists()
    assert "RAHASIA" not in whole_database()


def test_a_report_sent_twice_leaves_the_vault_as_it_was(citizen):
    told = {"reporter_mode": "rahasia", "name": "Ibu Sari Contoh"}
    answer_all(citizen, about_you=told)
    citizen.post(CHECK)
    before = VaultEntry.objects.values_list("locator", "sealed", "kept_on").get()
    citizen.post(CHECK)
    after = VaultEntry.objects.values_list("locator", "sealed", "kept_on").get()
    assert Complaint.objects.count() == 1
    assert [bytes(before[1]), *before[::2]] == [bytes(after[1]), *after[::2]]
