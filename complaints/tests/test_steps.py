"""The steps of complaint intake, as people take them on their pages."""

import pytest
import time_machine

from cases.tests.factories import open_case
from complaints import risk
from complaints.choices import ComplaintState
from complaints.models import Complaint
from complaints.tests.factories import SCREENING as SCREENED
from complaints.tests.factories import complaint_in, receive
from upksai.directory.models import Institution

SCREENING = SCREENED | {"child_sex": "?"}


@pytest.fixture(autouse=True)
def _office_clock(now):
    with time_machine.travel(now, tick=False):
        yield


def address(complaint, step):
    return f"{complaint.get_absolute_url()}langkah/{step}/"


def take(client, user, complaint, step, **told):
    client.force_login(user)
    told = {"version": complaint.version} | told
    return client.post(address(complaint, step), told)


def test_the_officer_screens_a_complaint(client, intake):
    complaint = receive()
    response = take(client, intake, complaint, "screen", **SCREENING)
    assert response.url == complaint.get_absolute_url()
    complaint.refresh_from_db()
    assert complaint.state == ComplaintState.SCREENED
    assert complaint.risk_level == "sedang"


def test_signs_suggest_a_risk_and_stay_in_the_history_while_the_officer_decides(client, intake):
    complaint = receive()
    told = SCREENING | {"signs": ["alone", "protected"], "note": "Ditelepon RT."}
    take(client, intake, complaint, "screen", **told)
    complaint.refresh_from_db()
    note = complaint.steps.last().note
    assert complaint.risk_level == "sedang"
    assert "Ditelepon RT." in note
    assert "Balita ditinggal tanpa penjaga" in note
    assert "Saran: Risiko tinggi" in note


def test_twelve_signs_each_speak_for_one_risk():
    assert len(risk.SIGNS) == 12
    assert risk.suggestion([]) is None
    assert risk.suggestion(["protected"]) == "rendah"
    assert risk.suggestion(["protected", "repeated"]) == "sedang"
    assert risk.suggestion(["repeated", "sexual"]) == "tinggi"


def test_an_incomplete_screening_keeps_what_was_typed_and_changes_nothing(client, intake):
    complaint = receive()
    told = SCREENING | {"risk_level": "", "risk_reason": "Nenek sakit."}
    response = take(client, intake, complaint, "screen", **told)
    assert "Ada yang perlu diperbaiki" in response.text
    assert "Nenek sakit." in response.text
    complaint.refresh_from_db()
    assert complaint.state == ComplaintState.RECEIVED


def test_screening_shows_what_was_reported(client, intake):
    complaint = receive(account="Anak dikunci di kamar.")
    client.force_login(intake)
    assert "Anak dikunci di kamar." in client.get(address(complaint, "screen")).text


def test_a_question_to_the_reporter_names_no_child(client, intake):
    complaint = receive(child_name="Bunga Contoh")
    response = take(client, intake, complaint, "ask", note="Di mana Bunga contoh tidur?")
    assert "Jangan sebut nama anak" in response.text
    take(client, intake, complaint, "ask", note="Di mana anak itu tidur?")
    complaint.refresh_from_db()
    assert complaint.state == ComplaintState.NEEDS_INFO
    assert complaint.messages.get().text == "Di mana anak itu tidur?"


def test_a_worker_verifies_and_is_led_back_to_the_queue(client, worker):
    complaint = complaint_in("screened")
    response = take(client, worker, complaint, "verify", verification="RT membenarkan.")
    assert response.url == "/petugas/pengaduan/"
    assert "Diverifikasi." in client.get(response.url).text
    complaint.refresh_from_db()
    assert complaint.state == ComplaintState.VERIFIED


def test_accepting_a_complaint_opens_its_case_for_the_chosen_worker(client, head, worker):
    complaint = complaint_in("verified")
    response = take(client, head, complaint, "accept", worker=worker.pk)
    assert response.url == complaint.get_absolute_url()
    complaint.refresh_from_db()
    assert complaint.state == ComplaintState.CASE
    assert complaint.case.assignments.get().worker == worker


def test_the_head_sees_how_many_cases_each_worker_carries(client, head, worker, other_worker):
    open_case(worker=worker)
    complaint = complaint_in("verified")
    client.force_login(head)
    text = client.get(address(complaint, "accept")).text
    assert f"{worker} (1 kasus berjalan)" in text
    assert f"{other_worker} (0 kasus berjalan)" in text
    assert f"{head} (" not in text


def test_a_case_needs_a_worker(client, head, intake):
    complaint = complaint_in("verified")
    for chosen in ("", intake.pk):
        response = take(client, head, complaint, "accept", worker=chosen)
        assert response.status_code == 422
    complaint.refresh_from_db()
    assert (complaint.state, complaint.case) == (ComplaintState.VERIFIED, None)


def test_the_second_of_two_people_is_told_what_happened(client, head, worker):
    complaint = complaint_in("verified")
    seen = complaint.version
    take(client, head, complaint, "serve", outcome="Alat bantu diberikan.")
    response = take(client, head, complaint, "accept", version=seen, worker=worker.pk)
    assert "sudah mengubah catatan ini" in response.text
    assert Complaint.objects.get(pk=complaint.pk).case is None


def test_a_double_click_opens_one_case(client, head, worker):
    complaint = complaint_in("verified")
    for _press in range(2):
        response = take(client, head, complaint, "accept", worker=worker.pk)
        assert response.status_code == 302
    assert complaint.steps.filter(name="accept").count() == 1


def test_only_partners_that_work_with_us_are_offered(client, head):
    open_partner, closed = Institution.objects.all()[:2]
    closed.is_active = False
    closed.save()
    complaint = complaint_in("verified")
    client.force_login(head)
    text = client.get(address(complaint, "refer")).text
    assert open_partner.name in text
    assert closed.name not in text
    take(client, head, complaint, "refer", referred_to=open_partner.pk, outcome="Perlu visum.")
    complaint.refresh_from_db()
    assert complaint.state == ComplaintState.REFERRED


def test_two_complaints_about_the_same_are_merged_by_number(client, intake):
    first = receive(child_name="Melati Contoh")
    second = receive(child_name="Melati Contoh")
    client.force_login(intake)
    assert first.number in client.get(address(second, "merge")).text
    take(client, intake, second, "merge", duplicate_of=first.number.lower())
    second.refresh_from_db()
    assert second.duplicate_of == first
    assert second.state == ComplaintState.DUPLICATE


@pytest.mark.parametrize(
    ("number", "sentence"),
    [
        ("P-1999-001", "Tidak ada pengaduan bernomor ini."),
        ("", "Tulis nomor pengaduan yang sama."),
        ("itself", "bukan pengaduan ini sendiri"),
        ("merged", "sudah digabung"),
    ],
)
def test_a_wrong_number_is_not_merged_with(client, intake, number, sentence):
    first, merged, complaint = receive(), receive(), receive()
    take(client, intake, merged, "merge", duplicate_of=first.number)
    number = {"itself": complaint.number, "merged": merged.number}.get(number, number)
    response = take(client, intake, complaint, "merge", duplicate_of=number)
    assert sentence in response.text
    complaint.refresh_from_db()
    assert complaint.state == ComplaintState.RECEIVED


OFFICERS = ["screen", "ask", "merge"]
HEADS = ["accept", "refer", "serve", "decline", "cancel", "merge"]


@pytest.mark.parametrize("step", sorted({*OFFICERS, *HEADS}))
def test_each_step_is_a_page_only_for_who_may_take_it(client, intake, head, worker, step):
    complaint = complaint_in("screened")
    allowed = {intake: step in OFFICERS, head: step in HEADS, worker: False}
    for user, may in allowed.items():
        client.force_login(user)
        assert client.get(address(complaint, step)).status_code == (200 if may else 404)
        if not may:
            assert take(client, user, complaint, step).status_code == 404


def test_steps_are_not_for_strangers_nor_for_other_roles(stranger, data_officer, auditor):
    complaint = complaint_in("screened")
    assert stranger.get(address(complaint, "screen")).url.startswith("/masuk/")
    for user in (data_officer, auditor):
        stranger.force_login(user)
        assert stranger.get(address(complaint, "verify")).status_code == 404


def test_a_step_that_never_was_is_not_found(client, intake):
    client.force_login(intake)
    assert client.get(address(receive(), "terbang")).status_code == 404


@pytest.mark.parametrize("step", ["screen", "merge", "ask"])
def test_a_step_asks_few_questions_of_the_database(client, intake, step, asks_at_most):
    for _n in range(6):
        receive(child_name="Melati Contoh")
    complaint = receive(child_name="Melati Contoh")
    client.force_login(intake)
    with asks_at_most(15):
        client.get(address(complaint, step))


def test_choosing_a_worker_asks_few_questions_of_the_database(
    client, head, worker, other_worker, asks_at_most
):
    complaint = complaint_in("verified")
    client.force_login(head)
    with asks_at_most(15):
        client.get(address(complaint, "accept"))
