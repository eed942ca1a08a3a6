"""Children whom partners send to us."""

import pytest
from django.urls import reverse
from django.utils import timezone

from cases.models import Case
from cases.services import break_glass
from cases.tests.factories import case_in, open_case
from referrals import services
from referrals.choices import IncomingState
from referrals.models import IncomingReferral
from upksai.workflow.engine import StepRefused

from .factories import NOW, partner, receive

ACCEPT = {"problem": "penelantaran", "ppks_category": "PPKS-02", "risk_level": "sedang"}


def url(name, *args):
    return reverse(f"referrals:{name}", args=args)


def typed(**changes):
    return {
        "institution": partner("DINKES").pk,
        "letter_number": "445/12/2026",
        "account": "Anak ditinggal di puskesmas.",
        "child_name": "Anak Kiriman",
        "child_sex": "L",
        "child_birth_date": "2020-05-04",
        "subdistrict": "",
    } | changes


@pytest.mark.parametrize("role", ["intake", "head"])
def test_the_office_writes_down_a_child_a_partner_sends(client, request, role):
    client.force_login(request.getfixturevalue(role))
    response = client.post(url("incoming_new"), typed(), follow=True)

    incoming = IncomingReferral.objects.get()
    assert incoming.number.startswith("RM-")
    assert incoming.state == IncomingState.RECEIVED
    assert response.redirect_chain == [(incoming.get_absolute_url(), 302)]
    assert "Ketua memutuskan dalam 3 hari kerja" in response.content.decode()


def test_bad_input_keeps_what_was_typed(client, intake):
    client.force_login(intake)
    page = client.post(url("incoming_new"), typed(institution="")).content.decode()

    assert "Pilih lembaga pengirim." in page
    assert "Anak ditinggal di puskesmas." in page
    assert not IncomingReferral.objects.exists()


def test_a_double_click_writes_one(client, intake):
    client.force_login(intake)
    key = {"form_key": "22222222-2222-4222-8222-222222222222"}
    for _click in range(2):
        client.post(url("incoming_new"), typed(**key))

    assert IncomingReferral.objects.count() == 1


def test_accepting_opens_a_case_for_the_chosen_worker(client, head, worker, intake):
    incoming = receive(by=intake)
    client.force_login(head)
    step = url("incoming_step", incoming.pk, "accept")
    assert incoming.account in client.get(step).content.decode()
    client.post(step, ACCEPT | {"version": incoming.version, "note": "", "worker": worker.pk})

    incoming.refresh_from_db()
    case = incoming.case
    assert incoming.state == IncomingState.ACCEPTED
    assert case.source == f"Rujukan masuk {incoming.number}"
    assert case.children.get().full_name == "Anak Kiriman"
    assert case.presenting_problem == incoming.account
    assert list(Case.objects.visible_to(worker)) == [case]


def test_accepting_without_a_worker_opens_nothing(client, head):
    incoming = receive()
    client.force_login(head)
    typed = ACCEPT | {"version": incoming.version, "note": "", "worker": ""}
    page = client.post(url("incoming_step", incoming.pk, "accept"), typed).content.decode()

    assert "Pilih pekerja sosial." in page
    assert not Case.objects.exists()


def test_accepting_twice_opens_one_case(client, head, worker):
    incoming = receive()
    client.force_login(head)
    typed = ACCEPT | {"version": incoming.version, "note": "", "worker": worker.pk}
    for _click in range(2):
        client.post(url("incoming_step", incoming.pk, "accept"), typed)

    assert Case.objects.count() == 1


def test_declining_tells_the_partner_why(client, head):
    incoming = receive()
    client.force_login(head)
    step = url("incoming_step", incoming.pk, "decline")
    client.post(step, {"version": incoming.version, "note": "", "answer": "Di luar wilayah."})

    incoming.refresh_from_db()
    assert incoming.state == IncomingState.DECLINED
    assert incoming.case is None
    assert "Di luar wilayah." in client.get(incoming.get_absolute_url()).content.decode()


def test_the_worker_gives_the_partner_feedback(client, head, worker, other_worker):
    incoming = receive()
    services.take_incoming_step(incoming, "accept", by=head, at=NOW, worker=worker, **ACCEPT)
    client.force_login(other_worker)
    assert client.get(incoming.get_absolute_url()).status_code == 404
    client.force_login(worker)
    assert "Kirim umpan balik" in client.get(incoming.get_absolute_url()).content.decode()
    step = url("incoming_step", incoming.pk, "give_feedback")
    client.post(step, {"version": incoming.version, "note": "", "answer": "Anak kami dampingi."})

    incoming.refresh_from_db()
    assert incoming.state == IncomingState.ANSWERED


def test_a_child_of_sexual_violence_is_strictly_confidential_by_a_letter_too(
    client, head, worker, intake
):
    incoming = receive(by=intake)
    told = ACCEPT | {"problem": "kekerasan_seksual"}
    services.take_incoming_step(incoming, "accept", by=head, at=NOW, worker=worker, **told)

    case = Case.objects.get()
    assert (case.special_protection, case.is_strict) == ("AMPK-J", True)
    client.force_login(intake)
    assert client.get(incoming.get_absolute_url()).status_code == 404
    for person in (worker, head):
        client.force_login(person)
        assert client.get(incoming.get_absolute_url()).status_code == 200


def test_an_emergency_opens_the_case_and_not_the_letter_behind_it(
    client, head, worker, other_worker
):
    incoming = receive()
    services.take_incoming_step(incoming, "accept", by=head, at=NOW, worker=worker, **ACCEPT)
    why = {"category": "bahaya", "reason": "Anak di rumah sakit, petugasnya tidak menjawab."}
    break_glass(number=incoming.case.number, by=other_worker, at=timezone.now(), **why)
    client.force_login(other_worker)

    assert client.get(incoming.case.get_absolute_url()).status_code == 200
    assert client.get(incoming.get_absolute_url()).status_code == 404
    assert incoming.number not in client.get(url("incoming")).content.decode()


def test_only_the_head_decides(client, intake, worker):
    incoming = receive(by=intake)
    client.force_login(intake)
    assert client.get(incoming.get_absolute_url()).status_code == 200
    assert client.get(url("incoming_step", incoming.pk, "accept")).status_code == 404
    with pytest.raises(StepRefused):
        services.take_incoming_step(incoming, "accept", by=intake, at=NOW, worker=worker, **ACCEPT)
    assert not Case.objects.exists()


def test_the_head_is_told_that_the_child_may_be_known(client, head, worker):
    known = open_case(worker=worker, head=head, children=[{"full_name": "Anak Kiriman"}])
    client.force_login(head)
    page = client.get(receive().get_absolute_url()).content.decode()

    assert "Mungkin anak ini sudah punya kasus" in page
    assert known.number in page


def test_a_worker_does_not_write_down_or_find_what_came_in(client, worker, data_officer, auditor):
    incoming = receive()
    for person in (worker, data_officer, auditor):
        client.force_login(person)
        assert client.get(url("incoming_new")).status_code == 404
        assert client.get(incoming.get_absolute_url()).status_code == 404


def test_the_list_shows_each_what_concerns_them(client, intake, head, worker, data_officer):
    incoming = receive(by=intake)
    for person, sees in ((intake, True), (head, True), (worker, False)):
        client.force_login(person)
        page = client.get(url("incoming")).content.decode()
        assert (incoming.number in page) is sees
        assert "Anak Kiriman" not in page
    client.force_login(data_officer)
    assert client.get(url("incoming")).status_code == 404


def test_a_complaint_officer_is_led_to_what_comes_in(client, intake):
    client.force_login(intake)
    response = client.get(url("list"), follow=True)

    assert response.redirect_chain == [(url("incoming"), 302)]
    assert "Menunggu jawaban" not in response.content.decode()


def test_thirty_rows_cost_no_more_queries_than_one(client, head, asks_at_most):
    receive()
    client.force_login(head)
    client.get(url("incoming"))
    with asks_at_most(15) as few:
        client.get(url("incoming"))
    for _more in range(29):
        receive()
    with asks_at_most(15) as many:
        client.get(url("incoming"))

    assert len(few) == len(many)


def test_a_stranger_is_asked_to_sign_in(client):
    incoming = receive()
    for address in (url("incoming_new"), incoming.get_absolute_url()):
        assert client.get(address).url == f"/masuk/?next={address}"


def test_a_case_that_came_from_a_partner_opens_from_its_letter(client, head, worker):
    incoming = receive()
    services.take_incoming_step(incoming, "accept", by=head, at=NOW, worker=worker, **ACCEPT)
    client.force_login(head)

    assert (
        incoming.case.get_absolute_url() in client.get(incoming.get_absolute_url()).content.decode()
    )
    assert case_in("opened").pk != incoming.case.pk
