"""Two people decide whether the vault is opened: one asks with a reason, another approves."""

import uuid
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.urls import reverse

from cases.services import assign
from complaints import opening
from complaints.models import VaultRequest
from complaints.tests.factories import complaint_in, receive
from complaints.tests.vault import KNOWN, WHY, ask_page, open_page, shows_reporter
from upksai.accounts.roles import Role
from upksai.accounts.tests.factories import UserFactory
from upksai.privacy.models import AuditEntry
from upksai.workflow.engine import StepRefused

pytestmark = pytest.mark.usefixtures("clock")


def test_whoever_opens_the_page_that_asks_for_the_reporter_is_remembered(client, intake):
    complaint = receive(**KNOWN)
    client.force_login(intake)
    page = ask_page(complaint)

    for answer, status in ((client.get(page), 200), (client.post(page, {"motivation": ""}), 422)):
        assert answer.status_code == status
    rows = AuditEntry.objects.filter(action="read", record=complaint.pk)
    assert [(row.actor, row.kind) for row in rows] == [(intake, "complaint")] * 2


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

    @pytest.mark.parametrize("role", [Role.INTAKE, Role.HEAD])
    @pytest.mark.parametrize("has_handed_over", [False, True])
    def test_who_is_or_was_the_social_worker_never_asks_whatever_they_became(
        self, client, worker, other_worker, head, now, role, has_handed_over
    ):
        complaint = complaint_in("case_opened", worker=worker, head=head, **KNOWN)
        if has_handed_over:
            assign(complaint.case, worker=other_worker, by=head, at=now)
        worker.role = role
        worker.save()
        client.force_login(worker)

        page = client.get(complaint.get_absolute_url())
        assert page.status_code == 200
        assert not shows_reporter(page)
        assert "identitas pelapor" not in page.text
        assert client.get(ask_page(complaint)).status_code == 404
        assert client.post(ask_page(complaint), {"motivation": WHY}).status_code == 404
        with pytest.raises(StepRefused):
            opening.ask_to_open(complaint, motivation=WHY, by=worker, at=now)

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

    def test_who_was_the_social_worker_decides_nothing_as_head(
        self, client, worker, other_worker, head, intake, now
    ):
        complaint = complaint_in("case_opened", worker=worker, head=head, **KNOWN)
        request = opening.ask_to_open(complaint, motivation=WHY, by=intake, at=now)
        assign(complaint.case, worker=other_worker, by=head, at=now)
        worker.role = Role.HEAD
        worker.save()
        client.force_login(worker)

        assert request.get_absolute_url() not in client.get("/petugas/").text
        assert client.post(request.get_absolute_url(), {}).status_code == 404
        with pytest.raises(StepRefused):
            opening.decide(request, is_approved=True, by=worker, at=now)

    def test_it_is_decided_once(self, client, approved, colleague):
        client.force_login(colleague)
        response = client.post(approved.get_absolute_url(), {"decision": "ditolak"})
        assert "Permintaan ini sudah diputuskan." in response.text
        approved.refresh_from_db()
        assert approved.decision == "disetujui"


def test_a_request_without_a_reason_is_refused_past_the_pages_too(complaint, intake, now):
    with pytest.raises(ValidationError):
        opening.ask_to_open(complaint, motivation="perlu", by=intake, at=now)
