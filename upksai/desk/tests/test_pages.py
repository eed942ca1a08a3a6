from datetime import timedelta

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cases.tests.factories import case_in, open_case
from complaints.choices import ComplaintState
from complaints.tests.factories import complaint_in, receive
from upksai.desk.work import work_of

HOME, APPROVALS, SEARCH = "/petugas/", "/petugas/persetujuan/", "/petugas/cari/"


@pytest.fixture(autouse=True)
def _today(now):
    with time_machine.travel(now, tick=False):
        yield


def titles(tasks):
    return [task.title for task in tasks]


def text(response) -> str:
    return " ".join(BeautifulSoup(response.content, "html.parser").get_text(" ").split())


def test_a_worker_starts_the_day_with_late_work_first(client, worker, head, now):
    late = open_case(worker=worker, head=head, at=now - timedelta(days=9))
    soon = open_case(worker=worker, head=head, at=now)
    client.force_login(worker)

    work = work_of(worker, now)
    page = text(client.get(HOME))

    assert titles(work.late) == ["Hubungi keluarga dan mulai asesmen"]
    assert [task.subject for task in work.late] == [str(late)]
    assert [task.subject for task in work.week] == [str(soon)]
    assert "Senin, 23 November 2026" in page
    assert page.index(str(late)) < page.index(str(soon))


def test_nobody_has_another_worker_s_tasks(other_worker, now):
    open_case(at=now)

    assert work_of(other_worker, now).is_empty


def test_the_officer_screens_and_the_head_decides(intake, head, now):
    receive(at=now)
    complaint_in(ComplaintState.VERIFIED, at=now, intake=intake, head=head)

    assert titles(_all(work_of(intake, now))) == ["Skrining pengaduan"]
    assert titles(_all(work_of(head, now))) == ["Putuskan pengaduan"]


def test_a_report_of_sexual_violence_is_a_task_until_the_police_know(intake, head, now):
    from complaints import services

    complaint = receive(at=now, problem="kekerasan_seksual")
    tell = "Teruskan laporan ke kepolisian (3×24 jam)"
    assert tell in titles(_all(work_of(intake, now)))

    services.report_to_police(complaint, note="LP/B/1/2026", is_reported=True, by=intake, at=now)

    assert tell not in titles(_all(work_of(intake, now)))
    assert tell not in titles(_all(work_of(head, now)))


def _all(work):
    return [task for _id, _label, group in work.groups for task in group]


def test_the_head_finds_all_decisions_on_one_page(client, head, worker, now):
    plan = case_in("plan_review", worker=worker, head=head, at=now)
    closing = case_in("closure_review", worker=worker, head=head, at=now)
    client.force_login(head)

    page = text(client.get(APPROVALS))

    assert "Setujui rencana intervensi" in page
    assert "Setujui penutupan kasus" in page
    assert plan.number in page
    assert closing.number in page


@pytest.mark.parametrize("who", ["intake", "worker", "data_officer", "auditor", "admin"])
def test_only_the_head_has_a_page_of_decisions(client, request, who):
    client.force_login(request.getfixturevalue(who))

    assert client.get(APPROVALS).status_code == 404


@pytest.mark.parametrize(
    ("who", "lands"),
    [
        ("intake", "Pekerjaan saya hari ini"),
        ("worker", "Pekerjaan saya hari ini"),
        ("data_officer", "Pekerjaan saya hari ini"),
        ("head", "Pekerjaan saya hari ini"),
        ("auditor", "Pratinjau laporan"),
        ("admin", "Petugas"),
    ],
)
def test_everybody_lands_on_a_page_of_theirs(client, request, who, lands):
    client.force_login(request.getfixturevalue(who))

    assert lands in text(client.get(HOME, follow=True))


def test_the_work_list_asks_the_same_few_questions_for_1_and_30_cases(
    client, worker, head, now, asks_at_most
):
    client.force_login(worker)
    for _n in range(30):
        case_in("planning", worker=worker, head=head, at=now)

    with asks_at_most(15):
        assert client.get(HOME).status_code == 200


@pytest.mark.parametrize("words", ["K-2026-001", "k-2026", "Anak Con", "anak contoh"])
def test_a_case_is_found_by_number_and_by_the_child_s_name(client, worker, head, now, words):
    case = open_case(worker=worker, head=head, at=now)
    client.force_login(worker)

    assert str(case) in text(client.post(SEARCH, {"q": words}))


def test_a_case_is_found_by_its_bird(client, worker, now):
    case = open_case(worker=worker, at=now, pseudonym="Kutilang")
    client.force_login(worker)

    assert str(case) in text(client.post(SEARCH, {"q": "kuti"}))


@pytest.mark.parametrize("who", ["other_worker", "intake", "data_officer", "auditor", "admin"])
def test_search_does_not_betray_a_case_to_who_may_not_see_it(client, request, who, now):
    case = open_case(at=now)
    client.force_login(request.getfixturevalue(who))

    for words in (case.number, case.pseudonym, "Anak Contoh"):
        page = client.post(SEARCH, {"q": words})
        assert "Tidak ada yang cocok" in text(page)
        assert str(case) not in text(page)


@pytest.mark.parametrize(
    ("who", "is_offered"),
    [
        *((name, True) for name in ("intake", "worker", "data_officer", "head")),
        *((name, False) for name in ("auditor", "admin")),
    ],
)
def test_a_search_is_offered_only_to_who_could_find_something(client, request, who, is_offered):
    client.force_login(request.getfixturevalue(who))

    page = client.get("/petugas/akun/perangkat/").text

    assert (f'action="{SEARCH}"' in page) is is_offered


def test_search_words_never_stand_in_an_address(client, worker, head, now):
    case = open_case(worker=worker, head=head, at=now)
    client.force_login(worker)

    assert str(case) not in text(client.get(SEARCH, {"q": case.number}))
    form = BeautifulSoup(client.get(SEARCH).content, "html.parser").select_one("main form")
    assert form["method"] == "post"


@pytest.mark.parametrize("words", ["Anak Contoh", "0812-3456-7890", "3374106112129001"])
def test_search_words_are_in_no_statement(client, head, now, words):
    open_case(head=head, at=now)
    client.force_login(head)

    with CaptureQueriesContext(connection) as asked:
        client.post(SEARCH, {"q": words})
        client.get("/petugas/kasus/", {"q": words})
        client.get("/petugas/pengaduan/", {"q": words})

    said = " ".join(query["sql"] for query in asked.captured_queries).lower()
    assert not any(word.lower() in said for word in words.split())


def test_one_letter_is_too_short_to_search_for(client, worker):
    client.force_login(worker)

    assert "paling sedikit dua huruf" in text(client.post(SEARCH, {"q": "a"}))
