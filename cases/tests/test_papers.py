"""What a worker writes down: kept once, kept right, and told where it is."""

from datetime import timedelta
from uuid import uuid4

import pytest
import time_machine
from django.utils import timezone

from cases import services
from cases.choices import CaseState
from cases.models import (
    AidGiven,
    ProgressNote,
)
from cases.queries import just_written
from cases.tests.factories import case_in
from cases.tests.typed import address, papers, today

FORMS = list(papers())
REQUIRED = {
    "add_assessment": "Tulis kesimpulan dan kebutuhan utama.",
    "add_goal": "Tulis tujuan.",
    "add_service": "Pilih layanan.",
    "add_aid": "Tulis rincian.",
    "add_note": "Tulis isi catatan.",
    "add_person": "Tulis nama.",
    "add_consent": "Pilih dasar pemrosesan.",
}


@pytest.mark.parametrize("name", FORMS)
def test_what_is_written_down_is_kept_and_confirmed(client, case, worker, name):
    model, typed = papers()[name]

    answer = client.post(address(name, case), typed, follow=True)

    record = model.objects.get()
    assert record.case == case
    assert record.history.get().history_user == worker
    assert "tersimpan" in answer.content.decode()


@pytest.mark.parametrize("name", FORMS)
def test_sent_twice_it_is_kept_once(client, case, name):
    model, typed = papers()[name]
    typed["form_key"] = str(uuid4())
    client.post(address(name, case), typed)

    answer = client.post(address(name, case), typed, follow=True)

    assert model.objects.count() == 1
    assert "tidak dicatat dua kali" in answer.content.decode()


@pytest.mark.parametrize("name", FORMS)
def test_going_back_and_sending_the_same_again_is_asked_about(client, case, name):
    """The page is not kept by the browser: it comes back with a new key."""
    model, typed = papers()[name]
    client.post(address(name, case), typed | {"form_key": str(uuid4())})
    second = typed | {"form_key": str(uuid4())}

    page = client.post(address(name, case), second)

    assert page.status_code == 422
    assert "Isian yang sama baru saja Anda simpan" in page.text
    assert model.objects.count() == 1
    form = page.context["form"]
    assert {field: str(form[field].value()) for field in second} == second
    again = {"again": form["again"].value()}
    client.post(address(name, case), second | again)
    assert model.objects.count() == 2


@pytest.mark.parametrize(
    ("minutes", "change"), [(1, {"text": "Nenek pulang."}), (1, {"hours": "2"}), (11, {})]
)
def test_another_note_or_the_same_one_later_is_not_asked_about(client, case, minutes, change):
    typed = papers()["add_note"][1]
    client.post(address("add_note", case), typed)

    with time_machine.travel(timezone.now() + timedelta(minutes=minutes)):
        client.post(address("add_note", case), typed | change)

    assert ProgressNote.objects.count() == 2


def test_what_somebody_else_wrote_is_not_asked_about(case, worker, head):
    facts = {"happened_on": timezone.localdate(), "title": "Kunjungan", "text": "Nenek sakit."}
    services.write_down(case, ProgressNote, by=worker, at=timezone.now(), **facts)

    assert just_written(case, ProgressNote, by=worker, at=timezone.now())
    assert not just_written(case, ProgressNote, by=head, at=timezone.now())
    assert not just_written(case, AidGiven, by=worker, at=timezone.now())


@pytest.mark.parametrize("name", FORMS)
def test_an_empty_form_is_told_what_to_do_and_nothing_is_kept(client, case, name):
    model = papers()[name][0]

    page = client.post(address(name, case), {}).content.decode()

    assert "<title>Galat: " in page
    assert "Ada yang perlu diperbaiki" in page
    assert page.count(REQUIRED[name]) == 2
    assert not model.objects.exists()


@pytest.mark.parametrize(
    ("name", "field", "label"),
    [
        ("add_assessment", "done_on", "Tanggal asesmen"),
        ("add_service", "given_on", "Tanggal"),
        ("add_aid", "given_on", "Tanggal diserahkan"),
        ("add_note", "happened_on", "Tanggal"),
        ("add_consent", "given_on", "Tanggal"),
    ],
)
def test_what_has_happened_did_not_happen_tomorrow(client, case, name, field, label):
    model, typed = papers()[name]
    typed[field] = (timezone.localdate() + timedelta(days=1)).isoformat()

    page = client.post(address(name, case), typed).content.decode()

    assert f"{label} tidak boleh setelah hari ini." in page
    assert typed[field] in page
    assert not model.objects.exists()


def test_bad_input_keeps_what_was_typed(client, case):
    typed = papers()["add_note"][1] | {"happened_on": "kemarin", "text": "Anak sehat sekali."}

    page = client.post(address("add_note", case), typed).content.decode()

    assert "Anak sehat sekali." in page
    assert not ProgressNote.objects.exists()


def test_money_is_a_whole_number_of_rupiah(client, case):
    typed = papers()["add_aid"][1] | {"amount": "-5"}

    assert client.post(address("add_aid", case), typed).status_code == 422
    assert not AidGiven.objects.exists()


def test_the_total_of_all_aid_is_shown(client, case):
    for amount in ("250000", "1000000"):
        client.post(address("add_aid", case), papers()["add_aid"][1] | {"amount": amount})

    assert "Rp1.250.000" in client.get(address("aid", case)).content.decode()


def test_consent_needs_somebody_who_gave_it(client, case):
    typed = papers()["add_consent"][1] | {"given_by": "", "relation": ""}

    page = client.post(address("add_consent", case), typed).content.decode()

    assert "Tulis nama pemberi persetujuan." in page
    assert "Pilih hubungan pemberi persetujuan dengan anak." in page


def test_another_basis_than_consent_is_explained(client, case):
    typed = {"basis": "kepentingan_vital", "given_on": today()}

    page = client.post(address("add_consent", case), typed).content.decode()
    assert "Tulis mengapa data diproses tanpa persetujuan." in page

    client.post(address("add_consent", case), typed | {"explanation": "Anak di rumah sakit."})
    assert case.consents.in_force().exists()


def test_a_consent_is_withdrawn_with_a_reason_and_stays_in_sight(client, case):
    client.post(address("add_consent", case), papers()["add_consent"][1])
    consent = case.consents.get()
    url = address("withdraw_consent", case, consent.pk)
    assert "Tulis alasan penarikan." in client.post(url, {}).content.decode()

    page = client.post(url, {"reason": "Ibu berubah pikiran."}, follow=True).content.decode()

    assert "Ditarik" in page
    assert "Ibu berubah pikiran." in page
    assert not case.consents.in_force().exists()
    assert client.get(url).status_code == 404


def test_a_telephone_number_that_cannot_be_is_refused(client, case):
    typed = papers()["add_person"][1] | {"phone": "12"}

    page = client.post(address("add_person", case), typed).content.decode()

    assert "Tulis nomor telepon seperti 0812 3456 7890." in page


def test_nothing_is_added_to_a_finished_file(client, worker):
    case = case_in(CaseState.COMPLETED, worker=worker)
    client.force_login(worker)

    page = client.post(address("add_note", case), papers()["add_note"][1]).content.decode()

    assert "Kasus ini sudah selesai. Minta Ketua membukanya kembali." in page
    assert not case.notes.exists()


def test_nothing_is_chosen_in_advance(client, case):
    page = client.get(address("add_assessment", case)).content.decode()

    assert 'type="radio"' in page
    assert " checked" not in page
