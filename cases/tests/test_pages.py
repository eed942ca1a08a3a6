"""Every page of a case file: who may open it, who may not, and how many questions it asks."""

import pytest
from django.urls import reverse

from cases import services
from cases.choices import CaseState
from cases.models import Assessment, Goal, ProgressNote
from cases.tests.factories import ASSESSMENT, GOAL, STAGES, case_in, open_case
from upksai.accounts.tests.factories import show_names
from upksai.privacy.models import AuditEntry

READ = ["detail", "profile", "assessments", "plan", "aid", "documents", "history"]
WRITE = [
    "add_child",
    "add_person",
    "add_consent",
    "add_assessment",
    "add_goal",
    "add_aid",
    "add_service",
    "add_note",
    "add_document",
]
SHUT_OUT = ["other_worker", "intake", "data_officer", "auditor", "admin"]


def address(name, case):
    return reverse(f"cases:{name}", args=[case.pk])


@pytest.mark.parametrize("part", READ)
@pytest.mark.parametrize("state", [CaseState.OPENED, *(stage for stage, _walk in STAGES)])
def test_the_worker_and_the_head_read_every_part_at_every_stage(client, worker, head, part, state):
    case = case_in(state, worker=worker, head=head)
    for reader in (worker, head):
        client.force_login(reader)
        answer = client.get(address(part, case))
        assert answer.status_code == 200
        assert case.pseudonym in answer.content.decode()


@pytest.mark.parametrize("part", WRITE)
def test_the_worker_finds_a_form_for_everything(client, worker, part):
    case = open_case(worker=worker)
    client.force_login(worker)

    answer = client.get(address(part, case))

    assert answer.status_code == 200
    assert "Galat" not in answer.content.decode()


@pytest.mark.parametrize("part", [*READ, *WRITE, "assign", "list"])
@pytest.mark.parametrize("who", SHUT_OUT)
def test_to_everybody_else_a_case_file_is_not_there(client, request, who, part):
    case = open_case()
    client.force_login(request.getfixturevalue(who))
    if part == "list":
        expected = 200 if who == "other_worker" else 404
        assert client.get(reverse("cases:list")).status_code == expected
    else:
        assert client.get(address(part, case)).status_code == 404
    assert not AuditEntry.objects.exists()


@pytest.mark.parametrize("part", [*READ, *WRITE, "assign"])
def test_a_stranger_is_asked_to_sign_in(stranger, part):
    answer = stranger.get(address(part, open_case()))

    assert answer.status_code == 302
    assert answer.url.startswith("/masuk/")


@pytest.mark.parametrize("part", WRITE)
def test_the_head_reads_but_does_not_write_the_worker_s_papers(client, head, part):
    client.force_login(head)

    assert client.get(address(part, open_case(head=head))).status_code == 404


def test_opening_a_part_is_remembered_with_reader_and_time(client, worker):
    case = open_case(worker=worker)
    client.force_login(worker)

    client.get(address("profile", case))

    reading = AuditEntry.objects.get()
    assert (reading.case_id, reading.actor, reading.part) == (case.pk, worker, "profile")


def test_only_the_head_sees_who_opened_the_file(client, worker, head):
    case = open_case(worker=worker, head=head)
    client.force_login(worker)
    assert "Siapa melihat" not in client.get(address("history", case)).content.decode()
    client.force_login(head)

    page = client.get(address("history", case)).content.decode()

    assert "Siapa melihat" in page
    assert worker.full_name in page


@pytest.mark.parametrize("part", READ)
def test_no_part_names_the_child_until_the_identity_is_opened(client, worker, part):
    case = case_in(CaseState.MONITORING, worker=worker)
    client.force_login(worker)

    assert b"Anak Contoh" not in client.get(address(part, case)).content
    show_names(case, worker)
    page = client.get(address(part, case)).content.decode()

    assert ("Anak Contoh" in page) == (part == "profile")
    assert "Anak Contoh" not in page.partition("</title>")[0]


@pytest.mark.parametrize("part", READ)
@pytest.mark.parametrize("state", [CaseState.INTERVENTION, CaseState.MONITORING, CaseState.CLOSED])
def test_no_part_asks_more_than_fifteen_questions(client, worker, head, asks_at_most, part, state):
    case = case_in(state, worker=worker, head=head)
    for reader in (worker, head):
        client.force_login(reader)
        with asks_at_most(15):
            client.get(address(part, case))


@pytest.mark.parametrize("who", ["worker", "head"])
def test_the_profile_asks_twelve_questions(client, request, worker, head, asks_at_most, who):
    case = case_in(CaseState.MONITORING, worker=worker, head=head)
    client.force_login(request.getfixturevalue(who))

    with asks_at_most(12):  # the twelfth: that its reader is still here
        client.get(address("profile", case))


def test_a_thick_file_asks_no_more_than_a_thin_one(client, worker, head, now, asks_at_most):
    case = case_in(CaseState.PLANNING, worker=worker, head=head)
    services.write_down(case, Goal, by=worker, at=now, **GOAL)
    client.force_login(worker)
    parts = ["detail", "profile", "assessments", "plan", "history"]

    def questions():
        for part in parts:
            with asks_at_most(15) as asked:
                client.get(address(part, case))
            yield len(asked)

    thin = list(questions())
    for number in range(29):
        services.write_down(case, Goal, by=worker, at=now, **GOAL)
        services.write_down(case, Assessment, by=worker, at=now, **ASSESSMENT)
        note = {"happened_on": now.date(), "title": f"Catatan {number}", "text": "Isi."}
        services.write_down(case, ProgressNote, by=worker, at=now, **note)
        services.add_child(case, by=worker, at=now, full_name=f"Saudara {number}")

    assert list(questions()) == thin


def test_a_finished_file_offers_nothing_to_write(client, worker):
    case = case_in(CaseState.COMPLETED, worker=worker)
    client.force_login(worker)

    for part in READ:
        page = client.get(address(part, case)).content.decode()
        assert "/baru/" not in page
        assert "Catat penarikan" not in page


def test_the_gate_shows_what_is_still_missing(client, worker):
    case = case_in(CaseState.INTERVENTION, worker=worker)
    client.force_login(worker)

    page = client.get(address("detail", case)).content.decode()

    assert "Syarat masuk Monitoring" in page
    assert "Pengasuh utama belum dicatat di tab Profil." in page
    assert "1 dari 4" in page
    assert "3 syarat di bawah belum terpenuhi." in page


def test_the_way_forward_is_the_primary_button_and_the_rest_is_in_the_menu(client, worker):
    case = case_in(CaseState.MONITORING, worker=worker)
    client.force_login(worker)

    page = client.get(address("detail", case)).content.decode()

    assert page.count("btn-primary") == 1
    assert "Usulkan penutupan" in page
    assert "Revisi rencana" in page.partition("menu-body")[2]


def test_a_case_under_law_shows_that_it_is_strictly_confidential(client, worker):
    case = open_case(worker=worker, special_protection="AMPK-J")
    client.force_login(worker)

    assert "Sangat terbatas" in client.get(address("detail", case)).content.decode()


def test_a_reopened_case_starts_its_stages_anew(client, worker, head, now):
    case = case_in(CaseState.CLOSED, worker=worker, head=head)
    services.take_step(case, "reopen", by=head, at=now, note="Keluarga meminta.")
    client.force_login(worker)

    page = client.get(address("detail", case)).content.decode()

    assert "Episode 2" in page
    assert "Tahap 2 dari 6" in page


@pytest.mark.parametrize(
    ("child", "shown"),
    [
        ({"is_unborn": True}, "Belum lahir"),
        ({"sex": "?"}, "Umur belum diketahui"),
        ({"sex": "L"}, "Umur belum diketahui, laki-laki"),
    ],
)
def test_the_banner_copes_with_a_child_who_is_unborn_or_unknown(client, worker, child, shown):
    case = open_case(worker=worker, children=[child])
    client.force_login(worker)

    assert shown in client.get(address("detail", case)).content.decode()


def test_a_case_number_that_never_was_and_one_that_is_hidden_answer_alike(client, other_worker):
    client.force_login(other_worker)
    hidden = client.get(address("detail", open_case()))
    never = client.get(reverse("cases:detail", args=["00000000-0000-4000-8000-000000000000"]))

    assert hidden.status_code == never.status_code == 404
    assert hidden.content == never.content
