"""Who reported lies in the vault: opened for an hour, each reading remembered."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cases.services import assign
from complaints import opening
from complaints.tests.factories import complaint_in, receive
from complaints.tests.vault import KNOWN, SARI, SECRETS, WHY, open_page, shows_reporter
from upksai.accounts.roles import Role
from upksai.privacy import cipher, datakeys
from upksai.privacy.models import AuditEntry, VaultEntry
from upksai.workflow.engine import StepRefused

pytestmark = pytest.mark.usefixtures("clock")


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

    def test_who_carried_the_case_meanwhile_reads_nothing(self, client, intake, head, now):
        complaint = complaint_in("case_opened", head=head, **KNOWN)
        request = opening.ask_to_open(complaint, motivation=WHY, by=intake, at=now)
        opening.decide(request, is_approved=True, by=head, at=now)
        intake.role = Role.WORKER
        intake.save()
        assign(complaint.case, worker=intake, by=head, at=now)
        intake.role = Role.INTAKE
        intake.save()
        client.force_login(intake)

        assert client.post(open_page(request)).status_code == 404
        with pytest.raises(StepRefused):
            opening.open_reporter(request, by=intake, at=now)

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


def test_the_reading_is_written_down_before_the_vault_is_opened(approved, intake, now):
    with CaptureQueriesContext(connection) as asked:
        opening.open_reporter(approved, by=intake, at=now)
    said = [query["sql"] for query in asked]
    written = next(n for n, sql in enumerate(said) if 'INSERT INTO "privacy_auditentry"' in sql)
    read = next(n for n, sql in enumerate(said) if 'FROM "privacy_vaultentry"' in sql)
    assert written < read
