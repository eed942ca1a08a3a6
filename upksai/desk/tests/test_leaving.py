"""Somebody leaves: nothing of theirs stays open, no case stays without a worker."""

from datetime import timedelta

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse

from cases.models import Assignment, Case
from cases.services import read_case, seal_case
from cases.tests.factories import case_in, open_case
from upksai.accounts.models import StaffSession, User
from upksai.accounts.roles import Role
from upksai.accounts.tests.factories import UserFactory

TEAM = "/petugas/petugas-berhenti/"


@pytest.fixture(autouse=True)
def _today(now):
    with time_machine.travel(now, tick=False):
        yield


def words(page: str) -> str:
    return " ".join(BeautifulSoup(page, "html.parser").get_text(" ").split())


def page_for(person):
    return reverse("desk:leaver", args=[person.pk])


def test_the_head_shuts_the_account_and_hands_all_cases_over_in_one_step(
    client, head, worker, other_worker, now
):
    cases = [open_case(worker=worker, head=head), case_in("intervention", worker=worker, head=head)]
    bystander = open_case(worker=UserFactory(), head=head)
    theirs = Client()
    theirs.force_login(worker)
    client.force_login(head)

    page = client.post(page_for(worker), {"successor": other_worker.pk}, follow=True)

    assert "Akun ditutup" in page.content.decode()
    assert not User.objects.get(pk=worker.pk).is_active
    assert not StaffSession.objects.of(worker).exists()
    assert theirs.get("/petugas/").url.startswith("/masuk/")
    assert set(Case.objects.assigned_to(other_worker)) == set(cases)
    assert not Case.objects.assigned_to(worker).exists()
    assert bystander not in Case.objects.assigned_to(other_worker)
    old = Assignment.objects.filter(worker=worker)
    assert {(one.until, one.by) for one in old} == {(now, head)}
    new = Assignment.objects.filter(worker=other_worker)
    assert {(one.since, one.by) for one in new} == {(now, head)}


def test_the_head_must_choose_an_active_worker(client, head, worker, intake):
    open_case(worker=worker, head=head)
    gone = UserFactory(is_active=False)
    client.force_login(head)

    for wrong in ("", worker.pk, gone.pk, intake.pk):
        client.post(page_for(worker), {"successor": wrong})

    assert User.objects.get(pk=worker.pk).is_active
    assert Case.objects.assigned_to(worker).count() == 1


def test_the_admin_shuts_the_account_and_the_head_hands_over_later(
    client, admin, head, worker, other_worker
):
    open_case(worker=worker, head=head)
    client.force_login(admin)
    assert "menunggu sampai Ketua" in client.get(page_for(worker)).content.decode()
    client.post(page_for(worker), {"successor": other_worker.pk})

    assert not User.objects.get(pk=worker.pk).is_active
    assert Case.objects.assigned_to(worker).count() == 1
    client.force_login(head)
    client.post(page_for(worker), {"successor": other_worker.pk})
    assert Case.objects.assigned_to(other_worker).count() == 1


def test_what_is_sealed_from_a_head_waits_for_another(client, head, worker, other_worker, now):
    kept_out = UserFactory(role=Role.HEAD)
    sealed, known = (open_case(worker=worker, head=head, at=now) for _case in range(2))
    seal_case(sealed, person=kept_out, reason="Keluarga sendiri.", by=head, at=now)
    client.force_login(kept_out)
    assert client.get(page_for(worker)).context["carried"] == 1

    client.post(page_for(worker), {"successor": other_worker.pk})

    assert not User.objects.get(pk=worker.pk).is_active
    assert list(Case.objects.assigned_to(other_worker)) == [known]
    assert list(Case.objects.assigned_to(worker)) == [sealed]
    page = client.get(page_for(worker))
    assert page.context["carried"] == 0
    assert "successor" not in page.context["form"].fields
    duty = reverse("cases:assign", args=[sealed.pk])
    assert duty not in client.get("/petugas/").text
    client.force_login(head)
    assert duty in client.get("/petugas/").text
    client.post(page_for(worker), {"successor": other_worker.pk})
    assert not Case.objects.assigned_to(worker).exists()
    assert duty not in client.get("/petugas/").text


def test_a_head_who_may_know_of_none_of_the_cases_still_shuts_the_account(
    client, head, worker, other_worker, now
):
    kept_out = UserFactory(role=Role.HEAD)
    sealed = open_case(worker=worker, head=head, at=now)
    page = page_for(worker)
    client.force_login(kept_out)
    with_none = client.get(page_for(other_worker)).text
    seal_case(sealed, person=kept_out, reason="Keluarga sendiri.", by=head, at=now)
    likeness = client.get(page).text.replace(str(worker), str(other_worker))
    assert words(likeness) == words(with_none)

    client.post(page, {"successor": other_worker.pk})

    assert not User.objects.get(pk=worker.pk).is_active
    assert list(Case.objects.assigned_to(worker)) == [sealed]


def test_a_successor_who_may_not_know_of_one_case_gets_none_and_the_account_stays_open(
    client, head, worker, other_worker, now
):
    cases = [open_case(worker=worker, head=head, at=now) for _case in range(2)]
    seal_case(cases[1], person=other_worker, reason="Keluarga sendiri.", by=head, at=now)
    client.force_login(head)

    refused = client.post(page_for(worker), {"successor": other_worker.pk})

    assert refused.status_code == 422
    assert "Tidak semua kasus dapat dipegang pekerja sosial ini." in refused.text
    assert cases[1].number not in refused.text
    assert refused.context["form"]["successor"].value() == str(other_worker.pk)
    assert User.objects.get(pk=worker.pk).is_active
    assert set(Case.objects.assigned_to(worker)) == set(cases)


def test_the_head_sees_which_files_were_opened_and_the_admin_how_many(
    client, admin, head, worker, now
):
    seen, forgotten = open_case(worker=worker, head=head), open_case(worker=worker, head=head)
    for days in (0, 1, 89):
        read_case(seen.pk, reader=worker, at=now - timedelta(days=days), part="summary")
    read_case(forgotten.pk, reader=worker, at=now - timedelta(days=91), part="summary")

    client.force_login(head)
    page = client.get(page_for(worker))
    assert [(one.number, one.times) for one in page.context["opened"]] == [(seen.number, 3)]
    assert seen.number in page.content.decode()

    client.force_login(admin)
    page = client.get(page_for(worker))
    assert page.context["opened_count"] == 1
    assert seen.number not in page.content.decode()
    assert seen.pseudonym not in page.content.decode()


def test_nobody_leaves_by_their_own_hand(client, head):
    client.force_login(head)

    page = client.post(page_for(head))

    assert "Anda tidak dapat menonaktifkan akun Anda sendiri." in page.content.decode()
    assert User.objects.get(pk=head.pk).is_active


def test_the_page_is_for_head_and_admin(client, stranger, worker, other_worker, auditor, head):
    assert stranger.post(page_for(worker)).url.startswith("/masuk/")
    for person in (worker, other_worker, auditor):
        client.force_login(person)
        assert client.get(page_for(worker)).status_code == 404
        assert client.post(page_for(worker)).status_code == 404
        assert client.get(TEAM).status_code == 404
    client.force_login(head)
    assert str(worker) in client.get(TEAM).content.decode()
    assert User.objects.get(pk=worker.pk).is_active


def test_the_page_asks_as_much_for_many_cases_as_for_one(client, head, worker, asks_at_most):
    client.force_login(head)
    client.get(page_for(worker))
    counts = []
    for count in (1, 3):
        for _case in range(count):
            case = open_case(worker=worker, head=head)
            read_case(case.pk, reader=worker, at=case.opened_at, part="summary")
        with asks_at_most(15) as asked:
            client.get(page_for(worker))
        counts.append(len(asked))
    assert counts[0] == counts[1]
