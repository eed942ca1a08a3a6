"""Coordination meetings: the head and the data officers write, social workers read."""

import pytest
from django.urls import reverse
from django.utils import timezone

from monitoring import services
from monitoring.models import Meeting
from upksai.directory.models import Institution


def url(name, *args):
    return reverse(f"monitoring:{name}", args=args)


def typed(**changes):
    partners = [str(pk) for pk in Institution.objects.order_by("name").values_list("pk", flat=True)]
    return {
        "held_on": timezone.localdate().isoformat(),
        "kind": "berkala",
        "convenor": "UPKSAI",
        "agenda": "Rapat koordinasi semester II",
        "invited": partners[:3],
        "present": partners[:2],
        "minutes": "Dibahas rujukan yang belum dijawab.",
        "agreed": "Puskesmas: narahubung, 1 Desember 2026.",
    } | changes


def hold(by, at, **changes):
    facts = {"held_on": at.date(), "kind": "berkala", "agenda": "Semester II"} | changes
    return services.record_meeting(by=by, at=at, invited=[], present=[], **facts)


@pytest.mark.parametrize("role", ["head", "data_officer"])
def test_a_meeting_is_written_down(client, request, role):
    person = request.getfixturevalue(role)
    client.force_login(person)
    page = client.post(url("meeting_new"), typed(), follow=True).content.decode()

    meeting = Meeting.objects.get()
    assert (meeting.invited.count(), meeting.present.count()) == (3, 2)
    assert (meeting.by, meeting.history.get().history_user) == (person, person)
    assert "Rapat tersimpan." in page
    assert "Dibahas rujukan yang belum dijawab." in page


def test_bad_input_keeps_what_was_typed(client, head):
    client.force_login(head)
    page = client.post(url("meeting_new"), typed(agenda="", kind="")).content.decode()

    assert "Tulis agenda." in page
    assert "Pilih jenis rapat." in page
    assert "Dibahas rujukan yang belum dijawab." in page
    assert not Meeting.objects.exists()


def test_a_double_click_writes_one_meeting(client, head):
    client.force_login(head)
    key = {"form_key": "44444444-4444-4444-8444-444444444444"}
    for _click in range(2):
        response = client.post(url("meeting_new"), typed(**key), follow=True)

    assert Meeting.objects.count() == 1
    assert response.redirect_chain[0][0] == Meeting.objects.get().get_absolute_url()


def test_social_workers_read(client, worker, head, now):
    meeting = hold(head, now)
    client.force_login(worker)

    assert "Semester II" in client.get(url("meetings")).content.decode()
    assert client.get(meeting.get_absolute_url()).status_code == 200
    assert client.get(url("meeting_new")).status_code == 404


def test_others_find_nothing(client, intake, auditor, admin, head, now):
    meeting = hold(head, now)
    for person in (intake, auditor, admin):
        client.force_login(person)
        for address in (url("meetings"), url("meeting_new"), meeting.get_absolute_url()):
            assert client.get(address).status_code == 404


def test_an_empty_register_says_how_often_to_meet(client, head):
    client.force_login(head)

    assert "setiap enam bulan" in client.get(url("meetings")).content.decode()


def test_thirty_meetings_cost_no_more_queries_than_one(client, head, now, asks_at_most):
    hold(head, now)
    client.force_login(head)
    client.get(url("meetings"))
    with asks_at_most(15) as few:
        client.get(url("meetings"))
    for _more in range(29):
        hold(head, now)
    with asks_at_most(15) as many:
        client.get(url("meetings"))

    assert len(few) == len(many)
