"""Nobody asks the office untraced whether it knows a child."""

import pytest
from django.urls import reverse

from cases.matches import NAMED, UNNAMED
from cases.tests.factories import open_case
from complaints.tests.factories import receive
from complaints.tests.test_intake import CALL, HINTS, INTAKE
from referrals.tests.factories import receive as receive_child
from upksai.privacy.models import AuditEntry
from upksai.privacy.verifying import verify

pytestmark = pytest.mark.usefixtures("clock")
MELATI = {"child_name": "Melati Contoh"}


@pytest.fixture
def case(worker, head, now):
    child = {"full_name": "Melati Contoh", "sex": "P"}
    return open_case(children=[child], worker=worker, head=head, at=now)


def rows():
    """Who was told what of which record."""
    return [(row.actor, row.part, row.record) for row in AuditEntry.objects.filter(kind="hints")]


@pytest.mark.parametrize("address", [INTAKE, HINTS])
def test_the_worker_of_the_case_leaves_a_row_on_it(client, address, case, worker):
    client.force_login(worker)

    assert case.number in client.post(address, CALL | MELATI).text

    assert rows() == [(worker, NAMED, case.pk)]
    assert AuditEntry.objects.get(kind="hints").case_id == case.pk


@pytest.mark.parametrize("address", [INTAKE, HINTS])
def test_who_is_only_told_that_the_head_should_look_leaves_one_too(
    client, address, case, other_worker
):
    client.force_login(other_worker)

    told = client.post(address, CALL | MELATI).text

    assert "mungkin sudah ada." in told
    assert case.number not in told
    assert rows() == [(other_worker, UNNAMED, case.pk)]


def test_each_record_that_is_hinted_at_has_its_row(client, case, intake):
    known = [receive(**MELATI).pk for _one in range(3)]
    client.force_login(intake)

    client.post(INTAKE, CALL | MELATI)

    assert sorted(rows(), key=str) == sorted(
        [(intake, UNNAMED, case.pk), *((intake, NAMED, pk) for pk in known)], key=str
    )
    assert {row.fields for row in AuditEntry.objects.filter(kind="hints")} == {""}


def test_the_answer_that_nobody_is_known_leaves_one_row(client, case, worker):
    client.force_login(worker)
    elsewhere = {"child_name": "Bambang Lain", "child_nik": "1671106112129001"}

    client.post(HINTS, elsewhere)
    client.post(INTAKE, CALL | elsewhere)  # a remark about the NIK, and no hint

    assert rows() == [(worker, "", None)] * 2


def test_a_form_that_is_shown_without_an_answer_leaves_none(client, case, worker):
    client.force_login(worker)

    client.get(INTAKE)
    client.post(INTAKE, CALL | MELATI | {"account": ""})

    assert rows() == []


def test_the_page_of_a_complaint_tells_of_each_hint_and_of_what_it_opened(client, case, intake):
    complaint = receive(**MELATI)
    client.force_login(intake)

    client.get(complaint.get_absolute_url())

    assert rows() == [(intake, UNNAMED, case.pk)]
    assert AuditEntry.objects.filter(kind="complaint", record=complaint.pk).count() == 1
    assert AuditEntry.objects.get(kind="hints").fields == ""


def test_so_does_the_page_of_a_child_that_a_partner_sends(client, case, intake):
    incoming = receive_child(child_name="Melati Contoh")
    client.force_login(intake)

    assert "mungkin sudah ada." in client.get(incoming.get_absolute_url()).text

    assert rows() == [(intake, UNNAMED, case.pk)]


def test_the_head_reads_on_the_case_who_asked(client, case, other_worker, head):
    client.force_login(other_worker)
    client.post(HINTS, MELATI)
    client.force_login(head)

    page = client.get(reverse("cases:history", args=[case.pk])).text

    assert "Membuka: Kemungkinan sama, Hanya “mungkin sudah ada”, tanpa nomor" in page
    assert str(other_worker) in page


def test_rows_that_are_written_together_hold_together(
    client, case, intake, django_capture_on_commit_callbacks
):
    for _one in range(3):
        receive(**MELATI)
    client.force_login(intake)

    with django_capture_on_commit_callbacks(execute=True):
        client.post(HINTS, MELATI)

    assert verify() == (AuditEntry.objects.count(), None)
    assert AuditEntry.objects.filter(kind="hints").count() == 4
