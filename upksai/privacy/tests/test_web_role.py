"""The role of the web process: it can work, and it cannot rewrite what happened."""

import os
import subprocess
import sys
from io import StringIO

import pytest
from django.core.checks import run_checks
from django.core.management import CommandError, call_command
from django.db import ProgrammingError, connection, transaction

from upksai.privacy import audit
from upksai.privacy.grants import grant_web
from upksai.privacy.models import AuditEntry
from upksai.privacy.verifying import verify

ROLE = f"web_test_{os.getpid()}"
NOT_ALLOWED = "permission denied|must be owner|must be superuser"


@pytest.fixture
def as_web(worker, now, django_capture_on_commit_callbacks):
    """From here on the statements are those of the web process; the owner has written one row."""
    with django_capture_on_commit_callbacks(execute=True):
        audit.remember(actor=worker, action="read", kind="case", at=now)
    grant_web(ROLE)
    with connection.cursor() as cursor:
        cursor.execute(f'SET LOCAL ROLE "{ROLE}"')
        yield cursor
        cursor.execute("RESET ROLE")


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE privacy_auditentry SET part = 'x'",
        "DELETE FROM privacy_auditentry",
        "TRUNCATE privacy_auditentry",
        "DROP TABLE privacy_auditentry",
        "DROP TRIGGER privacy_auditentry_rows_stay ON privacy_auditentry",
        "ALTER TABLE privacy_auditentry DISABLE TRIGGER ALL",
        "CREATE OR REPLACE FUNCTION upksai_rows_stay() RETURNS trigger LANGUAGE plpgsql AS"
        " $$ BEGIN RETURN NEW; END $$",
        "SET session_replication_role = replica",
        "DELETE FROM privacy_audithead",
        "INSERT INTO privacy_audithead (id, seq, hash) VALUES (1, 0, '')",
        "UPDATE cases_casestep SET note = ''",
        "DELETE FROM complaints_complaintstep",
        "TRUNCATE cases_casestep",
        "UPDATE cases_historicalcase SET number = 'x'",
        "DELETE FROM accounts_historicaluser",
        "DELETE FROM django_migrations",
        "CREATE TABLE public.mine (id int)",
        "CREATE ROLE another SUPERUSER",
    ],
)
def test_the_web_process_may_not(as_web, statement):
    with pytest.raises(ProgrammingError, match=NOT_ALLOWED), transaction.atomic():
        as_web.execute(statement)


def test_the_web_process_cannot_give_itself_rights(as_web):
    as_web.execute(f'GRANT ALL ON privacy_auditentry TO "{ROLE}"')  # PostgreSQL only warns

    with pytest.raises(ProgrammingError, match=NOT_ALLOWED), transaction.atomic():
        as_web.execute("DELETE FROM privacy_auditentry")


def test_the_web_process_may_do_its_work(as_web, worker, now, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        entry = audit.remember(actor=worker, action="read", kind="case", at=now)
    worker.full_name = "Nama Baru"
    worker.save()

    assert AuditEntry.objects.count() == entry.seq
    assert verify()[1] is None


def test_every_table_that_refuses_changes_is_closed_to_the_web_process(as_web):
    as_web.execute("RESET ROLE")
    as_web.execute(
        "SELECT c.relname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid"
        " WHERE t.tgname LIKE '%%_rows_stay'"
    )
    kept = [table for (table,) in as_web.fetchall()]

    assert len(kept) >= 7
    for table in kept:
        as_web.execute(
            "SELECT has_table_privilege(%s, %s, 'SELECT'), has_table_privilege(%s, %s, 'INSERT'),"
            " has_table_privilege(%s, %s, 'UPDATE, DELETE, TRUNCATE, TRIGGER, REFERENCES')",
            [ROLE, table] * 3,
        )
        assert as_web.fetchone() == (True, True, False), table


def test_rights_can_be_given_again_after_a_migration():
    grant_web(ROLE)
    grant_web(ROLE)

    with connection.cursor() as cursor:
        cursor.execute("SELECT rolsuper, rolcreaterole FROM pg_roles WHERE rolname = %s", [ROLE])
        assert cursor.fetchone() == (False, False)


def test_the_command_names_the_role_of_the_web_address(settings):
    settings.WEB_ROLE, said = ROLE, StringIO()

    call_command("grant_web", stdout=said)

    assert ROLE in said.getvalue()


def test_the_owner_is_never_taken_for_the_web_process(settings):
    settings.WEB_ROLE = ""

    with pytest.raises(CommandError, match="OWNER_DATABASE_URL"):
        call_command("grant_web")


@pytest.mark.parametrize(("role", "warnings"), [("", ["privacy.W003"]), ("web", [])])
def test_deploying_with_the_owner_s_address_is_warned_of(settings, role, warnings):
    settings.WEB_ROLE = role

    found = run_checks(include_deployment_checks=True)

    assert [check.id for check in found if check.id == "privacy.W003"] == warnings


@pytest.mark.parametrize(("people", "warnings"), [([], ["privacy.W004"]), (["a@b.id"], [])])
def test_deploying_an_office_whose_notes_never_leave_is_warned_of(settings, people, warnings):
    settings.AUDIT_MAIL_TO = people

    found = run_checks(include_deployment_checks=True)

    assert [check.id for check in found if check.id == "privacy.W004"] == warnings


LOOK = """
import os, django
django.setup()
from django.conf import settings
told = [str(getattr(settings, name)) for name in dir(settings)] + list(os.environ.values())
print("owner-secret" in " ".join(told), settings.DATABASES["default"]["USER"], settings.WEB_ROLE)
"""


@pytest.mark.parametrize(("as_owner", "said"), [("0", "False web web"), ("1", "True boss web")])
def test_only_who_changes_tables_knows_the_owner_s_address(as_owner, said):
    told = {
        "DATABASE_URL": "postgres://web:w@127.0.0.1/office",
        "OWNER_DATABASE_URL": "postgres://boss:owner-secret@127.0.0.1/office",
        "AS_OWNER": as_owner,
        "DJANGO_SETTINGS_MODULE": "upksai.settings",
    }
    answer = subprocess.run(  # noqa: S603 -- our own code
        [sys.executable, "-c", LOOK], env=os.environ | told, capture_output=True, check=True
    )
    assert answer.stdout.decode().strip() == said
