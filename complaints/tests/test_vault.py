"""Who reported: kept in the vault, opened by two people for an hour, each reading remembered."""

import uuid
from datetime import timedelta

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from complaints import opening
from complaints.models import VaultRequest
from complaints.tests.factories import complaint_in, receive
from upksai.accounts.roles import Role
from upksai.accounts.tests.factories import UserFactory
from upksai.privacy import cipher, datakeys
from upksai.privacy.models import AuditEntry, VaultEntry
from upksai.workflow.engine import StepRefused

SARI = {
    "name": "Ibu Sari Contoh",
    "phone": "+6281234567890",
    "relation": "tetangga_warga",
    "safe_contact": "Pesan saja, sore",
}
KNOWN = {"reporter_mode": "boleh_dihubungi", "reporter": SARI}
SECRETS = ("Ibu Sari Contoh", "81234567890", "Tetangga atau warga", "Pesan saja, sore")
WHY = "Perlu menanyakan alamat anak, pesan tidak dijawab."


@pytest.fixture(autouse=True)
def clock(now):
    with time_machine.travel(now, tick=False) as traveller:
        yield traveller


def test_whoever_opens_the_page_that_asks_for_the_reporter_is_remembered(client, intake):
    complaint = receive(**KNOWN)
    client.force_login(intake)
    page = reverse("complaints:vault_ask", args=[complaint.pk])

    for answer, status in ((client.get(page), 200), (client.post(page, {"motivation": ""}), 422)):
        assert answer.status_code == status
    rows = AuditEntry.objects.filter(action="read", record=complaint.pk)
    assert [(row.actor, row.kind) for row in rows] == [(intake, "complaint")] * 2


@pytest.fixture
def colleague():
    return UserFactory(role=Role.INTAKE)


@pytest.fixture
def complaint():
    return receive(**KNOWN)


@pytest.fixture
def asked(complaint, intake, now):
    return opening.ask_to_open(complaint, motivation=WHY, by=intake, at=now)


@pytest.fixture
def approved(asked, head, now):
    return opening.decide(asked, is_approved=True, by=head, at=now)


def ask_page(complaint):
    return reverse("complaints:vault_ask", args=[complaint.pk])


def open_page(request):
    return reverse("complaints:vault_opened", args=[request.pk])


def shows_reporter(response) -> bool:
    return any(secret in response.text for secret in SECRETS)


class TestAsking:
    def test_the_complaint_names_nobody_and_offers_to_ask(self, client, complaint, intake, head):
        for user in (intake, head):
            client.force_login(user)
            page = client.get(complaint.get_absolute_url())
            assert "Minta membuka identitas pelapor" in page.text
            assert not shows_reporter(page)

    def test_officer_and_head_ask_with_a_reason(self, client, complaint, intake, head, now):
        for user in (intake, head):
            client.force_login(user)
            response = client.post(ask_page(complaint), {"motivation": WHY})
            assert response.url == complaint.get_absolute_url()
            request = VaultRequest.objects.get(asked_by=user)
            assert (request.motivation, request.decision, request.until) == (WHY, "", None)

    @pytest.mark.parametrize(
        ("words", "sentence"),
        [
            ("", "Tulis mengapa identitas perlu dibuka."),
            ("   perlu   saja   ", "minimal 20 huruf"),
            ("x" * 1001, "1000"),
        ],
    )
    def test_without_a_real_reason_nothing_is_asked(
        self, client, complaint, intake, words, sentence
    ):
        client.force_login(intake)
        assert sentence in client.post(ask_page(complaint), {"motivation": words}).text
        assert not VaultRequest.objects.exists()

    def test_sent_twice_it_is_one_request(self, client, complaint, intake):
        client.force_login(intake)
        told = {"motivation": WHY, "form_key": str(uuid.uuid4())}
        for _press in range(2):
            assert client.post(ask_page(complaint), told).status_code == 302
        assert VaultRequest.objects.count() == 1

    def test_while_one_waits_a_second_is_refused(self, client, asked, complaint, intake):
        client.force_login(intake)
        refused = client.post(ask_page(complaint), {"motivation": WHY})
        assert "masih menunggu keputusan" in refused.text
        assert (
            "Minta membuka identitas pelapor" not in client.get(complaint.get_absolute_url()).text
        )

    def test_the_reason_is_sealed_in_the_database(self, asked):
        with connection.cursor() as cursor:
            cursor.execute("SELECT motivation FROM complaints_vaultrequest")
            assert WHY[:10].encode() not in bytes(cursor.fetchone()[0])

    def test_for_everyone_else_there_is_nothing_to_ask(
        self, client, worker, other_worker, data_officer, auditor, admin
    ):
        complaint = complaint_in("case", worker=worker, **KNOWN)
        request = opening.ask_to_open(
            complaint, motivation=WHY, by=UserFactory(role=Role.INTAKE), at=complaint.received_at
        )
        unknown = reverse("complaints:vault_request", args=[uuid.uuid4()])
        for user in (worker, other_worker, data_officer, auditor, admin):
            client.force_login(user)
            for url in (ask_page(complaint), request.get_absolute_url(), open_page(request)):
                assert client.get(url).status_code == client.post(url).status_code == 404
            assert client.get(request.get_absolute_url()).content == client.get(unknown).content
        client.force_login(worker)
        page = client.get(complaint.get_absolute_url())
        assert page.status_code == 200
        assert not shows_reporter(page)
        assert "identitas pelapor" not in page.text

    def test_a_stranger_is_sent_to_sign_in(self, stranger, asked, complaint):
        for url in (ask_page(complaint), asked.get_absolute_url(), open_page(asked)):
            assert stranger.get(url).url.startswith("/masuk/")
            assert stranger.post(url).url.startswith("/masuk/")


class TestDeciding:
    def test_the_request_stands_in_the_work_list_of_the_others(
        self, client, asked, intake, head, colleague, worker
    ):
        for user in (head, colleague):
            client.force_login(user)
            assert asked.get_absolute_url() in client.get("/petugas/").text
        client.force_login(head)
        assert asked.get_absolute_url() in client.get(reverse("desk:approvals")).text
        for user in (intake, worker):
            client.force_login(user)
            assert asked.get_absolute_url() not in client.get("/petugas/").text

    @pytest.mark.parametrize("who", ["head", "colleague"])
    def test_somebody_else_approves_for_sixty_minutes(self, client, asked, who, request, now):
        decider = request.getfixturevalue(who)
        client.force_login(decider)
        assert WHY in client.get(asked.get_absolute_url()).text
        client.post(asked.get_absolute_url(), {"decision": "disetujui"})
        asked.refresh_from_db()
        assert (asked.decided_by, asked.decided_at) == (decider, now)
        assert asked.until == now + timedelta(minutes=60)

    def test_or_refuses(self, client, asked, head, intake):
        client.force_login(head)
        client.post(asked.get_absolute_url(), {"decision": "ditolak"})
        asked.refresh_from_db()
        assert (asked.decision, asked.until) == ("ditolak", None)
        client.force_login(intake)
        assert not shows_reporter(client.post(open_page(asked), follow=True))

    def test_without_a_choice_it_is_asked_for(self, client, asked, head):
        client.force_login(head)
        assert (
            "Pilih setujui atau tolak."
            in client.post(asked.get_absolute_url(), {"decision": ""}).text
        )
        asked.refresh_from_db()
        assert asked.decision == ""

    @pytest.mark.parametrize("role", [Role.INTAKE, Role.HEAD])
    def test_nobody_decides_their_own_request(self, client, complaint, role, now):
        user = UserFactory(role=role)
        request = opening.ask_to_open(complaint, motivation=WHY, by=user, at=now)
        client.force_login(user)
        response = client.post(request.get_absolute_url(), {"decision": "disetujui"})
        assert "Permintaan sendiri diputuskan orang lain." in response.text
        request.refresh_from_db()
        assert request.decision == ""

    def test_the_database_itself_refuses_an_approval_by_the_asker(self, asked, now):
        with pytest.raises(IntegrityError), transaction.atomic():
            VaultRequest.objects.filter(pk=asked.pk).update(
                decision="disetujui", decided_by=asked.asked_by, decided_at=now, until=now
            )

    def test_a_worker_decides_nothing_even_past_the_pages(self, asked, worker, now):
        with pytest.raises(StepRefused):
            opening.decide(asked, is_approved=True, by=worker, at=now)

    def test_it_is_decided_once(self, client, approved, colleague):
        client.force_login(colleague)
        response = client.post(approved.get_absolute_url(), {"decision": "ditolak"})
        assert "Permintaan ini sudah diputuskan." in response.text
        approved.refresh_from_db()
        assert approved.decision == "disetujui"


class TestReading:
    def test_the_asker_reads_and_every_showing_is_one_row(
        self, client, approved, complaint, intake, now
    ):
        client.force_login(intake)
        for showing in (1, 2):
            page = client.post(open_page(approved))
            assert all(secret in page.text for secret in SECRETS)
            assert page["Cache-Control"] == "no-store"
            rows = AuditEntry.objects.filter(action="vault", kind="reporter")
            assert rows.count() == showing
        row = rows.latest("seq")
        assert (row.actor, row.record, row.at) == (intake, complaint.pk, now)
        assert row.ground == str(approved.pk)
        assert row.fields == "name phone relation safe_contact"

    def test_looking_at_the_request_shows_and_remembers_nothing(self, client, approved, intake):
        client.force_login(intake)
        for url in (approved.get_absolute_url(), open_page(approved)):
            assert not shows_reporter(client.get(url, follow=True))
        assert not AuditEntry.objects.filter(action="vault").exists()

    def test_who_approved_reads_nothing(self, client, approved, head, colleague):
        for user in (head, colleague):
            client.force_login(user)
            assert not shows_reporter(client.post(open_page(approved), follow=True))
        assert not AuditEntry.objects.filter(action="vault").exists()

    def test_after_sixty_minutes_it_is_shut(self, client, approved, intake, clock):
        clock.shift(timedelta(minutes=59, seconds=59))
        client.force_login(intake)  # the earlier session has idled out by now
        assert shows_reporter(client.post(open_page(approved)))
        clock.shift(timedelta(seconds=1))
        response = client.post(open_page(approved), follow=True)
        assert not shows_reporter(response)
        assert "Identitas ini tidak terbuka bagi Anda sekarang." in response.text
        assert AuditEntry.objects.filter(action="vault").count() == 1

    def test_before_it_is_approved_it_is_shut(self, client, asked, intake):
        client.force_login(intake)
        assert not shows_reporter(client.post(open_page(asked), follow=True))

    def test_who_became_a_social_worker_meanwhile_reads_nothing(self, client, approved, intake):
        intake.role = Role.WORKER
        intake.save()
        client.force_login(intake)
        assert client.post(open_page(approved)).status_code == 404

    def test_what_cannot_be_remembered_is_not_shown(self, client, approved, intake):
        with connection.cursor() as cursor:
            cursor.execute(
                "ALTER TABLE privacy_auditentry ADD CONSTRAINT no_room CHECK (action <> 'vault')"
            )
        client.force_login(intake)
        client.raise_request_exception = False
        answer = client.post(open_page(approved))
        assert answer.status_code == 500
        assert not shows_reporter(answer)

    def test_a_lost_key_gives_a_sentence_and_no_name(self, client, approved, intake, now):
        key_id = cipher.key_id_of(bytes(VaultEntry.objects.get().sealed))
        datakeys.destroy([key_id], at=now)
        client.force_login(intake)
        response = client.post(open_page(approved), follow=True)
        assert "Isi brankas tidak dapat dibuka." in response.text
        assert client.get(approved.complaint.get_absolute_url()).status_code == 200


class TestAnonymous:
    def test_who_told_nothing_leaves_nothing(self, client, intake, now):
        complaint = receive(reporter={"name": "Ibu Sari Contoh", "phone": "+6281234567890"})
        assert not VaultEntry.objects.exists()
        client.force_login(intake)
        page = client.get(complaint.get_absolute_url())
        assert "Tidak ada nama, nomor, atau keterangan lain tentang pelapor" in page.text
        assert "Minta membuka" not in page.text
        with pytest.raises(StepRefused):
            opening.ask_to_open(complaint, motivation=WHY, by=intake, at=now)

    def test_what_they_are_to_the_child_lies_in_the_vault_too(self, client, intake, head, now):
        complaint = receive(reporter=SARI)
        client.force_login(intake)
        page = client.get(complaint.get_absolute_url())
        assert "Di brankas hanya ada hubungannya dengan anak." in page.text
        assert not shows_reporter(page)
        request = opening.ask_to_open(complaint, motivation=WHY, by=intake, at=now)
        opening.decide(request, is_approved=True, by=head, at=now)
        told = client.post(open_page(request)).text
        assert "Tetangga atau warga" in told
        assert not any(secret in told for secret in (*SECRETS[:2], SECRETS[3]))


def test_a_request_without_a_reason_is_refused_past_the_pages_too(complaint, intake, now):
    with pytest.raises(ValidationError):
        opening.ask_to_open(complaint, motivation="perlu", by=intake, at=now)


def test_the_reading_is_written_down_before_the_vault_is_opened(approved, intake, now):
    with CaptureQueriesContext(connection) as asked:
        opening.open_reporter(approved, by=intake, at=now)
    said = [query["sql"] for query in asked]
    written = next(n for n, sql in enumerate(said) if 'INSERT INTO "privacy_auditentry"' in sql)
    read = next(n for n, sql in enumerate(said) if 'FROM "privacy_vaultentry"' in sql)
    assert written < read
