"""The head answers for accounts on a page of the desk."""

import pytest
import time_machine
from django.urls import reverse

from upksai.accounts import services
from upksai.accounts.models import RoleRequest, User
from upksai.accounts.roles import Role
from upksai.accounts.tests.factories import UserFactory
from upksai.accounts.tests.office_hours import minutes, sign_in

APPROVALS = "/petugas/persetujuan/"


@pytest.fixture
def asked(admin, head, now):
    """An account for a new colleague waits."""
    told = {"username": "ketuadua", "full_name": "Kartini Dua", "role": Role.HEAD}
    person, _half = services.add_staff(**told, by=admin, at=now)
    return RoleRequest.objects.get(person=person)


def page_for(asked):
    return reverse("desk:account", args=[asked.pk])


def test_the_head_sees_who_is_to_be_what_and_who_asked(client, asked, head, admin):
    client.force_login(head)

    assert page_for(asked) in client.get(APPROVALS).content.decode()
    page = client.get(page_for(asked)).content.decode()

    for told in ("Kartini Dua", "ketuadua", "Ketua UPKSAI", admin.full_name, "Setujui akun"):
        assert told in page


def test_the_head_confirms_and_sees_the_second_half_once(client, asked, head):
    client.force_login(head)

    page = client.post(page_for(asked), {"answer": "setujui"}, follow=True)

    assert "Akun Kartini Dua disetujui." in page.content.decode()
    assert "Bagian kedua" in page.content.decode()
    assert User.objects.get(pk=asked.person_id).is_active
    again = client.get(reverse("workflow:staff_password_shown"))
    assert again.url == APPROVALS
    assert client.get(page_for(asked)).status_code == 404


def test_the_head_refuses_and_the_account_stays_closed(client, asked, head):
    client.force_login(head)

    page = client.post(page_for(asked), {"answer": "tolak"}, follow=True)

    assert "ditolak" in page.content.decode()
    assert not User.objects.get(pk=asked.person_id).is_active
    assert page_for(asked) not in page.content.decode()


@pytest.mark.parametrize("said", [{}, {"answer": "ya"}])
def test_without_an_answer_nothing_is_decided(client, asked, head, said):
    client.force_login(head)

    page = client.post(page_for(asked), said)

    assert page.status_code == 422
    assert 'id="error-summary"' in page.content.decode()
    assert RoleRequest.objects.open().exists()


def test_the_page_is_for_a_head_who_did_not_ask(client, stranger, asked, admin, worker, auditor):
    assert stranger.post(page_for(asked), {"answer": "setujui"}).url.startswith("/masuk/")
    for person in (admin, worker, auditor):
        client.force_login(person)
        assert client.get(page_for(asked)).status_code == 404
        assert client.post(page_for(asked), {"answer": "setujui"}).status_code == 404
    User.objects.filter(pk=admin.pk).update(role=Role.HEAD)
    client.force_login(User.objects.get(pk=admin.pk))
    assert client.post(page_for(asked), {"answer": "setujui"}).status_code == 404
    assert page_for(asked) not in client.get(APPROVALS).content.decode()

    assert not User.objects.get(pk=asked.person_id).is_active


def test_answering_asks_again_who_sits_there(client, asked, head, now):
    with time_machine.travel(now, tick=False) as clock:
        sign_in(client, head)
        clock.shift(minutes(9))
        client.get("/petugas/")
        clock.shift(minutes(1.1))

        answered = client.post(page_for(asked), {"answer": "setujui"})

    assert answered.url.startswith("/petugas/akun/konfirmasi/")
    assert not User.objects.get(pk=asked.person_id).is_active


def test_work_asks_as_much_for_many_accounts_as_for_one(client, asked, head, admin, asks_at_most):
    client.force_login(head)
    client.get(APPROVALS)
    counts = []
    for _more in range(2):
        with asks_at_most(15) as found:
            client.get(APPROVALS)
        counts.append(len(found))
        for person in UserFactory.create_batch(3):
            services.change_staff(person, full_name="X", role=Role.HEAD, by=admin, at=asked.at)
    assert counts[0] == counts[1]
