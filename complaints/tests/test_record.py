"""One complaint: who sees what of it, what is said to the reporter and to the police."""

from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse

from cases.tests.factories import open_case
from complaints import services
from complaints.models import Complaint
from complaints.tests.factories import complaint_in, receive

REPORTER = {"name": "Ibu Sari Contoh", "phone": "+6281234567890", "relation": "tetangga_warga"}
KNOWN = {"reporter_mode": "boleh_dihubungi", "reporter": REPORTER}


@pytest.fixture(autouse=True)
def _office_clock(now):
    with time_machine.travel(now, tick=False):
        yield


def page(client, user, complaint):
    client.force_login(user)
    return client.get(complaint.get_absolute_url())


def address(name, complaint):
    return reverse(f"complaints:{name}", args=[complaint.pk])


@pytest.mark.parametrize("state", ["received", "screened", "verified", "case"])
def test_officer_and_head_read_a_complaint_in_any_state(client, intake, head, state):
    complaint = complaint_in(state)
    for user in (intake, head):
        assert complaint.account in page(client, user, complaint).text


def test_a_worker_reads_what_waits_for_verification_and_what_became_their_case(
    client, worker, other_worker
):
    waiting, mine = complaint_in("screened"), complaint_in("case", worker=worker)
    new, decided = complaint_in("received"), complaint_in("verified")
    assert page(client, worker, waiting).status_code == 200
    assert page(client, worker, mine).status_code == 200
    for complaint in (new, decided):
        assert page(client, worker, complaint).status_code == 404
    assert page(client, other_worker, mine).status_code == 404


def test_for_others_there_is_no_complaint(client, data_officer, auditor, admin):
    complaint = complaint_in("screened")
    for user in (data_officer, auditor, admin):
        assert page(client, user, complaint).status_code == 404
        for name in ("message", "police"):
            assert client.post(address(name, complaint), {"text": "x"}).status_code == 404


def test_a_stranger_is_sent_to_sign_in(stranger):
    complaint = receive()
    assert stranger.get(complaint.get_absolute_url()).url.startswith("/masuk/")


def test_no_complaint_page_names_the_reporter_and_a_worker_hears_nothing_of_one(
    client, intake, head, worker
):
    complaint = complaint_in("case", worker=worker, **KNOWN)
    for user in (intake, head, worker):
        text = page(client, user, complaint).text
        assert "Ibu Sari" not in text
        assert "81234567890" not in text
    assert "Pelapor</h2>" not in text


def test_neither_title_nor_address_names_the_child(client, intake):
    complaint = receive(child_name="Bunga Contoh")
    text = page(client, intake, complaint).text
    assert "Bunga" not in text[: text.index("</title>")]
    assert "Bunga" not in complaint.get_absolute_url()


def test_the_case_is_a_link_only_for_who_may_see_it(client, intake, head, worker):
    complaint = complaint_in("case", worker=worker)
    for user in (head, worker):
        assert complaint.case.get_absolute_url() in page(client, user, complaint).text
    text = page(client, intake, complaint).text
    assert complaint.case.get_absolute_url() not in text
    assert complaint.case.pseudonym not in text
    assert complaint.case.number in text


def test_what_may_be_the_same_child_is_pointed_out(client, intake, head):
    known = receive(child_name="Melati Contoh")
    case = open_case(children=[{"full_name": "Melati Contoh", "sex": "P"}])
    again = receive(child_name="Melati Contoh")
    text = page(client, intake, again).text
    assert known.number in text
    assert case.number not in text
    assert "Ketua perlu memeriksa: mungkin sudah ada." in text
    assert case.number in page(client, head, again).text


def test_the_reporter_gets_a_message_without_the_childs_name(client, intake):
    complaint = receive(child_name="Bunga Contoh")
    client.force_login(intake)
    response = client.post(address("message", complaint), {"text": "Kami sudah ke rumahnya."})
    assert response.url == complaint.get_absolute_url()
    assert complaint.messages.get().by == intake
    refused = client.post(address("message", complaint), {"text": "bunga Contoh sudah aman."})
    assert "Jangan sebut nama anak" in refused.text
    assert "bunga Contoh sudah aman." in refused.text
    assert complaint.messages.count() == 1


def test_a_message_sent_twice_is_kept_once(client, intake):
    complaint = receive()
    shown = page(client, intake, complaint)
    key = shown.context["message_form"]["form_key"].value()
    for _press in range(2):
        client.post(address("message", complaint), {"text": "Halo.", "form_key": key})
    assert complaint.messages.count() == 1


def test_an_empty_message_is_asked_for(client, intake):
    complaint = receive()
    client.force_login(intake)
    assert (
        "Tulis pesan untuk pelapor."
        in client.post(address("message", complaint), {"text": ""}).text
    )


def test_a_reporter_without_a_code_gets_no_message_form(client, intake, now):
    complaint, _code = services.receive(
        reporter={},
        by=intake,
        at=now,
        with_code=False,
        channel="surat",
        reporter_mode="anonim",
        account="Surat tanpa alamat.",
    )
    assert "Pelapor tidak memakai kode" in page(client, intake, complaint).text


def sexual_violence(now, **ago):
    return receive(at=now - timedelta(**ago), problem="kekerasan_seksual")


def test_the_police_clock_shows_what_is_left_and_when_it_is_over(client, intake, now):
    assert "Tersisa 48 jam." in page(client, intake, sexual_violence(now, hours=24)).text
    late = page(client, intake, sexual_violence(now, hours=73)).text
    assert "Batas 3×24 jam sudah lewat." in late
    assert "Lapor kepolisian" not in page(client, intake, receive()).text


def test_the_officer_writes_down_the_proof_that_the_police_were_told(client, intake, now):
    complaint = sexual_violence(now, hours=24)
    client.force_login(intake)
    assert (
        "Tulis nomor tanda terima" in client.post(address("police", complaint), {"note": ""}).text
    )
    client.post(address("police", complaint), {"note": "LP/B/12/2026"})
    complaint.refresh_from_db()
    assert complaint.police_reported_at == now
    assert not complaint.waits_for_police
    assert "LP/B/12/2026" in client.get(complaint.get_absolute_url()).text


def test_only_the_head_says_that_the_duty_lies_elsewhere(client, intake, head, now):
    complaint = sexual_violence(now, hours=24)
    told = {"way": "not_ours", "note": "Sudah dilaporkan UPTD PPA."}
    assert "Kewajiban ada di lembaga lain" not in page(client, intake, complaint).text
    client.force_login(head)
    client.post(address("police", complaint), told)
    complaint.refresh_from_db()
    assert complaint.police_reported_at is None
    assert not complaint.waits_for_police
    assert "Sudah dilaporkan UPTD PPA." in client.get(complaint.get_absolute_url()).text


def test_a_worker_sees_the_police_clock_but_writes_nothing(client, worker, now):
    complaint = complaint_in("screened", problem="kekerasan_seksual")
    Complaint.objects.get(pk=complaint.pk)
    text = page(client, worker, complaint).text
    assert "Simpan catatan kepolisian" not in text
    assert client.post(address("police", complaint), {"note": "x"}).status_code == 404


def test_writing_about_the_police_does_not_undo_a_step_taken_meanwhile(intake, now):
    stale = sexual_violence(now, hours=24)
    fresh = Complaint.objects.get(pk=stale.pk)
    services.take_step(fresh, "ask", by=intake, at=now, note="Di mana?")
    services.report_to_police(stale, note="LP/1", is_reported=True, by=intake, at=now)
    fresh.refresh_from_db()
    assert fresh.state == "needs_info"


def test_the_page_asks_the_same_for_a_new_and_for_a_long_story(client, intake, now, asks_at_most):
    def questions(complaint) -> int:
        with asks_at_most(15) as asked:
            assert client.get(complaint.get_absolute_url()).status_code == 200
        return len(asked)

    client.force_login(intake)
    complaint = sexual_violence(now, hours=1)
    few = questions(complaint)
    for n in range(30):
        services.write_to_reporter(complaint, text=f"Pesan {n}", by=intake, at=now)
        receive(child_name="Anak Contoh")
    assert questions(complaint) == few
