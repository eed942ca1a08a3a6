"""The trail as people read it: the head on a case, the auditor by keys, a dossier after a leak."""

import csv
from datetime import timedelta
from io import StringIO

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.core import mail
from django.core.management import CommandError, call_command

from cases.tests.factories import open_case
from complaints.drafts import keep_answers
from complaints.models import ReportDraft
from upksai.accounts.tests.factories import show_names
from upksai.desk.hourly import do_hourly_work
from upksai.privacy import audit, checkpoints, mailed
from upksai.privacy.models import AuditEntry
from upksai.privacy.telling import field_in_words

TRAIL = "/petugas/jejak/"


@pytest.fixture(autouse=True)
def _today(now, settings, tmp_path):
    settings.AUDIT_HEAD = tmp_path / "audit-head"
    settings.AUDIT_CHECKPOINTS = tmp_path / "checkpoints"
    with time_machine.travel(now, tick=False):
        yield


@pytest.fixture
def case(worker, head, now):
    return open_case(worker=worker, head=head, at=now)


@pytest.fixture
def seen(client, case, worker, django_capture_on_commit_callbacks):
    """The worker has opened the identity, and looked at the profile."""
    client.force_login(worker)
    with django_capture_on_commit_callbacks(execute=True):
        show_names(case, worker)
        client.get(f"{case.get_absolute_url()}profil/")
    return AuditEntry.objects.latest("seq")


def text(response) -> str:
    return " ".join(BeautifulSoup(response.content, "html.parser").get_text(" ").split())


def child_names(case):
    return [child.full_name for child in case.children.all()]


def test_the_head_reads_who_has_seen_a_case(client, case, seen, worker, head):
    client.force_login(head)

    page = text(client.get(f"{case.get_absolute_url()}riwayat/"))

    assert "Siapa melihat" in page
    for words in (str(worker), "Membuka: Kasus, Profil", "Nama lengkap", "Menangani kasus ini"):
        assert words in page


def test_a_worker_does_not_read_who_has_seen_a_case(client, case, seen, worker):
    client.force_login(worker)

    assert "Siapa melihat" not in text(client.get(f"{case.get_absolute_url()}riwayat/"))


def test_the_auditor_reads_keys_and_no_names(client, case, seen, worker, auditor):
    client.force_login(auditor)

    answer = client.get(TRAIL)
    page = text(answer)

    assert str(case.pk) in page
    assert f" {worker.pk} " in page
    for secret in (worker.full_name, case.number, case.pseudonym, *child_names(case)):
        assert secret not in answer.content.decode()


@pytest.mark.parametrize("who", ["worker", "head", "admin", "intake", "data_officer"])
def test_nobody_else_reads_the_trail(client, who, request):
    client.force_login(request.getfixturevalue(who))

    assert client.get(TRAIL).status_code == 404


def test_a_stranger_is_asked_to_sign_in(stranger):
    assert stranger.get(TRAIL).status_code == 302


def test_the_trail_is_narrowed_by_day_person_and_record(client, case, seen, worker, auditor, now):
    client.force_login(auditor)
    today, before = f"{now:%Y-%m-%d}", f"{now - timedelta(days=1):%Y-%m-%d}"

    def rows(**chosen):
        return [told.entry.pk for told in client.get(TRAIL, chosen).context["page"]]

    assert seen.pk in rows(hari=today, petugas=worker.pk, catatan=str(case.pk))
    assert rows(hari=before) == []
    assert rows(petugas=worker.pk) == [seen.pk, seen.pk - 1]
    assert rows(catatan="bukan kunci", petugas=worker.pk) == rows(petugas=worker.pk)
    assert rows(petugas="9" * 30) != []


def test_the_auditor_s_own_reading_is_remembered(client, auditor):
    client.force_login(auditor)
    client.get(TRAIL)

    assert AuditEntry.objects.get().actor == auditor


def test_a_hundred_rows_cost_no_more_queries_than_one(client, auditor, now, seen, asks_at_most):
    client.force_login(auditor)
    for _row in range(100):
        audit.remember(actor=auditor, action="read", kind="case", at=now)

    with asks_at_most(15):
        page = client.get(TRAIL).context["page"]

    assert len(page) == 50
    assert page.next_query


def sheet(path):
    return list(csv.DictReader(StringIO(path.read_text())))


def test_the_dossier_says_who_saw_what_of_whom(case, seen, worker, tmp_path, now):
    out = tmp_path / "berkas.csv"

    call_command("breach_dossier", since="2026-11-23", case=case.number, out=out)

    revealed, row = sheet(out)
    assert (revealed["tindakan"], revealed["kasus"]) == ("Menampilkan nama", case.number)
    assert (row["petugas"], row["kasus"], row["bagian"]) == (str(worker), case.number, "Profil")
    assert "Nama lengkap" in row["isian"]
    assert not any(name in out.read_text() for name in child_names(case))
    assert out.stat().st_mode & 0o777 == 0o600
    assert AuditEntry.objects.filter(action="dossier", case_id=case.pk).exists()


def test_the_dossier_of_one_person_or_a_later_time(case, seen, worker, head, tmp_path):
    one, none, later = (tmp_path / name for name in ("a", "b", "c"))

    call_command("breach_dossier", since="2026-11-01", user=worker.username, out=one)
    call_command("breach_dossier", since="2026-11-01", user=head.username, out=none)
    call_command("breach_dossier", since="2026-11-23T10:00", out=later)

    assert [len(sheet(path)) for path in (one, none, later)] == [2, 0, 0]


@pytest.mark.parametrize(
    "asked",
    [{"since": "kemarin"}, {"since": "2026-02-31"}, {"since": "2026-11-23", "user": "siapa"}],
)
def test_the_dossier_explains_what_it_does_not_know(asked, tmp_path):
    with pytest.raises(CommandError):
        call_command("breach_dossier", **asked, out=tmp_path / "x")


def test_the_dossier_never_overwrites(case, tmp_path):
    (tmp_path / "x").write_text("lama")

    with pytest.raises(CommandError, match="sudah ada"):
        call_command("breach_dossier", since="2026-11-23", out=tmp_path / "x")


def test_without_its_row_there_is_no_dossier(case, tmp_path, monkeypatch):
    def fails(*args):
        raise OSError("keys are gone")

    monkeypatch.setattr(audit.chain, "link", fails)

    with pytest.raises(OSError, match="keys are gone"):
        call_command("breach_dossier", since="2026-11-23", out=tmp_path / "x")

    assert not (tmp_path / "x").exists()


def test_a_dossier_that_breaks_off_leaves_its_row_and_no_file(case, seen, tmp_path, monkeypatch):
    def fails(*args):
        raise OSError("the disk is full")

    monkeypatch.setattr("upksai.desk.dossier._cells", fails)

    with pytest.raises(OSError, match="the disk is full"):
        call_command("breach_dossier", since="2026-11-23", out=tmp_path / "x")

    assert not (tmp_path / "x").exists()
    assert AuditEntry.objects.filter(action="dossier").exists()


def test_every_hour_the_end_of_the_trail_is_signed_and_sent_away(seen, settings, now, case):
    settings.AUDIT_MAIL_TO = ["ketua@example.id", "pemeriksa@example.id"]

    do_hourly_work(at=now)

    [note] = checkpoints.kept()
    assert note.seq == seen.seq
    [message] = mail.outbox
    assert message.to == settings.AUDIT_MAIL_TO
    assert note.line() in message.body
    assert case.number not in message.subject + message.body
    assert mailed.notes_in(message.message().as_bytes()) == [note]


def test_every_hour_what_was_never_sent_is_forgotten(now):
    import uuid

    old, young = uuid.uuid4(), uuid.uuid4()
    keep_answers(young, answers={}, at=now)
    keep_answers(old, answers={}, at=now - ReportDraft.KEPT_FOR - timedelta(minutes=1))

    call_command("hourly")

    assert list(ReportDraft.objects.values_list("pk", flat=True)) == [young]
    assert mail.outbox == []


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("cases.child.full_name", "Nama lengkap"),
        ("cases.child.gone", "cases.child.gone"),
        ("gone.child.name", "gone.child.name"),
        ("nonsense", "nonsense"),
        ("safe_contact", "Cara aman menghubungi"),
    ],
)
def test_fields_are_told_as_people_call_them(name, words):
    assert field_in_words(name) == words
