"""Writing down a complaint at the office."""

import re

import pytest
import time_machine
from django.urls import reverse

from cases.tests.factories import open_case
from complaints.models import Complaint
from complaints.tests.factories import kept_of, receive

INTAKE, HINTS = reverse("complaints:intake"), reverse("complaints:intake_hints")
CALL = {
    "form_key": "0b0c1ab4-3c0e-4d7f-8f31-111111111111",
    "received_at": "2026-11-23T08:30",
    "channel": "telepon",
    "account": "Tetangga menelepon: anak sendirian.",
    "procedure_explained": "on",
    "children_count": "1",
    "reporter_mode": "boleh_dihubungi",
    "name": "Ibu Sari",
    "phone": "0812-3456-7890",
    "relation": "tetangga_warga",
}
GIRL = "3374106112129001"  # 21 December 2012, registered in Tembalang


@pytest.fixture(autouse=True)
def _office_clock(now):
    with time_machine.travel(now, tick=False):
        yield


@pytest.fixture
def desk(client, intake):
    client.force_login(intake)
    return client


def test_officer_and_worker_write_down_a_complaint(client, intake, worker):
    for n, user in enumerate((intake, worker)):
        client.force_login(user)
        told = CALL | {"form_key": f"0b0c1ab4-3c0e-4d7f-8f31-00000000000{n}", "account": f"A{n}"}
        response = client.post(INTAKE, told)
        complaint = next(c for c in Complaint.objects.all() if c.account == f"A{n}")
        assert response.url == reverse("complaints:receipt", args=[complaint.pk])
        assert complaint.steps.get().by == user
        assert complaint.number in client.get(response.url).text


def test_for_others_there_is_no_form(client, head, data_officer, auditor, admin):
    for user in (head, data_officer, auditor, admin):
        client.force_login(user)
        assert client.get(INTAKE).status_code == 404
        assert client.post(INTAKE, CALL).status_code == 404
    assert not Complaint.objects.exists()


def test_a_stranger_is_sent_to_sign_in(stranger):
    assert stranger.get(INTAKE).url.startswith("/masuk/")


def test_what_was_told_is_kept_and_the_reporter_apart(desk):
    desk.post(INTAKE, CALL)
    complaint = Complaint.objects.get()
    assert complaint.received_at.hour == 1  # 08.30 in Semarang
    assert complaint.procedure_explained
    kept = kept_of(complaint)
    assert (kept["name"], kept["phone"]) == ("Ibu Sari", "+6281234567890")


def test_an_anonymous_caller_leaves_no_name(desk):
    desk.post(INTAKE, CALL | {"reporter_mode": "anonim"})
    kept = kept_of(Complaint.objects.get())
    assert not {"name", "phone", "safe_contact"} & kept.keys()


def test_the_code_is_shown_once(desk):
    response = desk.post(INTAKE, CALL)
    assert 'id="code"' in desk.get(response.url).text
    again = desk.get(response.url)
    assert 'id="code"' not in again.text
    assert "Kode tidak ditampilkan lagi" in again.text


def test_the_code_is_shown_to_nobody_else(desk, client, worker, head):
    address = desk.post(INTAKE, CALL).url
    client.force_login(worker)
    assert client.get(address).status_code == 404
    client.force_login(head)
    assert 'id="code"' not in client.get(address).text


def test_a_double_click_makes_one_complaint_and_keeps_the_code(desk):
    first, second = desk.post(INTAKE, CALL), desk.post(INTAKE, CALL)
    assert first.url == second.url
    assert Complaint.objects.count() == 1
    assert 'id="code"' in desk.get(first.url).text


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"channel": ""}, "Pilih saluran pengaduan."),
        ({"account": ""}, "Tulis apa yang terjadi."),
        ({"reporter_mode": ""}, "Pilih anonim, rahasia, atau boleh dihubungi."),
        ({"phone": ""}, "Tulis nomor telepon pelapor"),
        ({"phone": "x"}, "Tulis nomor telepon seperti"),
        ({"reporter_mode": "rahasia", "name": ""}, "Tulis nama pelapor, atau pilih anonim."),
        ({"received_at": "2026-11-24T08:00"}, "tidak boleh setelah sekarang"),
        ({"child_birth_date": "2027-01-01"}, "tidak boleh setelah hari ini"),
        ({"child_nik": "123"}, "Tulis NIK 16 angka"),
        ({"child_nik": "3374013102139003"}, "bukan tanggal lahir"),
    ],
)
def test_bad_input_keeps_what_was_typed_and_writes_nothing(desk, wrong, sentence):
    response = desk.post(INTAKE, CALL | {"place": "Gang Melati"} | wrong)
    assert sentence in response.text
    assert "Ada yang perlu diperbaiki" in response.text
    assert "Gang Melati" in response.text
    assert not Complaint.objects.exists()


def test_a_child_that_may_be_known_is_pointed_out_once_and_then_saved(desk):
    known = receive(child_name="Melati Contoh")
    case = open_case(children=[{"full_name": "Melati Contoh", "sex": "P"}])
    told = CALL | {"child_name": "Melati Contoh"}
    response = desk.post(INTAKE, told)
    assert Complaint.objects.count() == 1
    for words in (known.number, "mungkin sudah ada.", "nama mirip", CALL["account"]):
        assert words in response.text
    # As whole words: the bird Manyar is also the beginning of the kelurahan Manyaran.
    for hidden in (case.number, case.pseudonym):
        assert not re.search(rf"\b{re.escape(hidden)}\b", response.text)
    assert "Simpan sebagai pengaduan baru" in response.text
    seen = response.context["remarks"].key
    assert "Melati" not in seen
    assert desk.post(INTAKE, told | {"seen": seen}).status_code == 302
    assert Complaint.objects.count() == 2


def test_hints_come_while_writing_and_no_name_is_in_their_address(desk):
    known = receive(child_name="Melati Contoh")
    response = desk.post(HINTS, {"child_name": "Melati Contoh"})
    assert known.number in response.text
    assert "<html" not in response.text
    assert desk.get(HINTS).status_code == 405
    assert 'hx-post="' + HINTS in desk.get(INTAKE).text
    assert "hx-get" not in desk.get(INTAKE).text


def test_a_hint_seen_while_writing_is_not_shown_again(desk):
    receive(child_name="Melati Contoh")
    key = desk.post(HINTS, {"child_name": "Melati Contoh"}).context["remarks"].key
    told = CALL | {"child_name": "Melati Contoh", "seen": key}
    assert desk.post(INTAKE, told).status_code == 302


def test_hints_for_others_do_not_exist(client, data_officer, head):
    for user in (data_officer, head):
        client.force_login(user)
        assert client.post(HINTS, {"child_name": "Melati"}).status_code == 404


def test_the_same_nik_is_found_whatever_the_name(desk):
    known = receive(child_name="Lain", child_nik=GIRL)
    response = desk.post(HINTS, {"child_nik": GIRL})
    assert known.number in response.text
    assert "NIK sama" in response.text


@pytest.mark.parametrize(
    ("told", "sentence"),
    [
        ({"child_sex": "L"}, "NIK menunjukkan jenis kelamin perempuan."),
        ({"child_birth_date": "2012-12-20"}, "NIK menunjukkan tanggal lahir 21 Desember 2012."),
        ({"child_nik": "1671106112129001"}, "di luar Kota Semarang"),
    ],
)
def test_a_nik_that_does_not_agree_is_remarked_but_does_not_block(desk, told, sentence):
    told = CALL | {"child_nik": GIRL} | told
    response = desk.post(INTAKE, told)
    assert sentence in response.text
    assert not Complaint.objects.exists()
    desk.post(INTAKE, told | {"seen": response.context["remarks"].key})
    assert Complaint.objects.count() == 1


def test_a_nik_that_agrees_needs_no_remark(desk):
    told = {"child_nik": GIRL, "child_sex": "P", "child_birth_date": "2012-12-21"}
    assert desk.post(INTAKE, CALL | told).status_code == 302


def test_the_form_asks_few_questions_of_the_database(desk, asks_at_most):
    for _n in range(5):
        receive(child_name="Melati Contoh")
    with asks_at_most(15):
        desk.post(INTAKE, CALL | {"child_name": "Melati Contoh", "child_nik": GIRL})
