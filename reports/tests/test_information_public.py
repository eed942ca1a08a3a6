"""Citizens ask for information, read the answer and may object to it."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from reports.models import InfoRequest, Requester
from reports.tests.factories import ASKED, REQUESTER, brought_to, requested
from upksai.ui.patience import stamp

FORM = REQUESTER | ASKED | {"delivery": "laman", "occupation": "", "phone": ""}
KEY = "6f1d3a0e-0000-4000-8000-000000000001"


def told(**changes):
    """The form, filled in as calmly as people do."""
    opened = stamp(timezone.now() - timedelta(minutes=1))
    return FORM | {"form_key": KEY, "opened": opened} | changes


def send(client, **changes):
    return client.post(reverse("reports:info_request_sent"), told(**changes), follow=True)


def test_the_form_says_what_is_free_who_reads_it_and_how_long_it_takes(stranger):
    page = stranger.get("/permintaan-data/").content.decode()

    assert "Tidak dipungut biaya" in page
    assert "10 hari kerja" in page
    assert "17 hari kerja" in page
    assert "hanya dibaca pengelola data dan Ketua" in page


def test_answers_are_checked_before_they_are_sent(stranger):
    page = stranger.post(reverse("reports:info_request_check"), told())

    assert "Periksa permintaan Anda" in page.content.decode()
    assert "Dibaca di halaman pelacakan" in page.content.decode()
    assert not InfoRequest.objects.exists()


def test_whoever_wants_to_change_something_finds_everything_as_it_was_typed(stranger):
    page = stranger.post("/permintaan-data/", told()).content.decode()

    assert "Sari Contoh" in page
    assert "error-summary" not in page
    assert KEY in page


@pytest.mark.parametrize("missing", ["kind", "name", "address", "details", "purpose", "delivery"])
@pytest.mark.parametrize("step", ["info_request_check", "info_request_sent"])
def test_what_is_missing_is_named_and_the_rest_is_kept(stranger, step, missing):
    answer = stranger.post(reverse(f"reports:{step}"), told(**{missing: ""})).content.decode()

    assert 'id="error-summary"' in answer
    assert "Galat: Minta data" in answer
    assert not InfoRequest.objects.exists()
    kept = "Penelitian skripsi." if missing != "purpose" else "Jumlah kasus tahun 2025."
    assert kept in answer


def test_an_answer_by_email_needs_an_address(stranger):
    page = send(stranger, delivery="email", email="").content.decode()

    assert "Tulis alamat e-mail, atau pilih cara lain." in page
    assert not InfoRequest.objects.exists()


def test_a_request_is_registered_and_its_code_is_shown_once(stranger):
    page = send(stranger).content.decode()

    asked = InfoRequest.objects.get()
    assert asked.number in page
    assert asked.finder[:4] in page
    assert Requester.objects.get().name == "Sari Contoh"
    again = stranger.get(reverse("reports:info_request_sent")).content.decode()
    assert "Kode tidak ditampilkan lagi" in again
    assert asked.finder[:4] not in again


def test_a_request_sent_twice_is_registered_once(stranger):
    stranger.post(reverse("reports:info_request_sent"), told())
    page = send(stranger).content.decode()

    assert InfoRequest.objects.count() == 1
    assert "tidak dicatat dua kali" in page
    assert InfoRequest.objects.get().finder[:4] in page


def test_the_requesters_name_stands_in_no_address_and_no_title(stranger):
    send(stranger)
    asked, code = requested()
    page = stranger.post(reverse("reports:info_request_track"), {"code": code}).content.decode()

    assert "Sari" not in page
    assert asked.number in page


def test_the_code_shows_how_far_the_request_is(stranger):
    _asked, code = requested()

    page = stranger.post(reverse("reports:info_request_track"), {"code": code.lower()})

    assert "Jawaban sedang disiapkan" in page.content.decode()
    assert "Paling lambat 7 Desember 2026" in page.content.decode()


@pytest.mark.parametrize("wrong", ["ABCD", "0000 0000 0000 0000 0000", "almost"])
def test_every_wrong_code_gets_the_same_answer(stranger, wrong):
    _asked, code = requested()
    typed = code[:-1] + ("2" if code[-1] != "2" else "3") if wrong == "almost" else wrong

    page = stranger.post(reverse("reports:info_request_track"), {"code": typed}).content.decode()

    assert "Kode ini tidak kami temukan." in page
    assert "D-2026-001" not in page


def test_an_answer_is_read_only_once_it_is_delivered(stranger):
    asked, code = requested()
    brought_to("granted", asked)
    track = reverse("reports:info_request_track")
    assert "14 kasus" not in stranger.post(track, {"code": code}).content.decode()

    brought_to("delivered", asked)
    page = stranger.post(track, {"code": code}).content.decode()
    assert "14 kasus" in page
    assert "Dikabulkan" in page


def test_the_requester_objects_to_an_answer(stranger, time_machine, now):
    asked, code = requested()
    brought_to("delivered", asked)
    time_machine.move_to(now, tick=False)

    url = reverse("reports:info_request_object")
    objection = {"code": code, "version": asked.version, "text": "Tidak lengkap."}
    page = stranger.post(url, objection).content.decode()

    asked.refresh_from_db()
    assert asked.state == "objection"
    assert asked.objection == "Tidak lengkap."
    assert "Keberatan terkirim" in page
    again = stranger.post(url, objection).content.decode()
    assert "sudah tersimpan" in again
    assert asked.steps.filter(name="object").count() == 1


def test_an_empty_objection_is_asked_for_again(stranger, time_machine, now):
    asked, code = requested()
    brought_to("delivered", asked)
    time_machine.move_to(now, tick=False)

    objection = {"code": code, "version": asked.version, "text": ""}
    page = stranger.post(reverse("reports:info_request_object"), objection).content.decode()

    asked.refresh_from_db()
    assert asked.state == "delivered"
    assert "Tulis alasan keberatan Anda." in page


def test_an_objection_after_thirty_working_days_is_refused(stranger, time_machine, now):
    asked, code = requested()
    brought_to("delivered", asked)
    time_machine.move_to(asked.objection_until.replace(year=2027, month=3), tick=False)
    objection = {"code": code, "version": asked.version, "text": "Terlambat."}

    answer = stranger.post(reverse("reports:info_request_object"), objection)

    asked.refresh_from_db()
    assert asked.state == "delivered"
    assert answer.status_code == 422
    assert "Masa keberatan sudah berakhir" in answer.text
    assert "Kirim keberatan" not in answer.text
    assert "Terlambat." not in answer.text


def test_an_objection_to_what_has_changed_meanwhile_can_be_sent_once_more(
    stranger, time_machine, now
):
    asked, code = requested()
    brought_to("delivered", asked)
    time_machine.move_to(now, tick=False)
    objection = {"code": code, "version": asked.version - 1, "text": "Tidak lengkap."}

    refused = stranger.post(reverse("reports:info_request_object"), objection)
    form = refused.context["form"]
    again = {name: form[name].value() for name in form.fields}
    stranger.post(reverse("reports:info_request_object"), again)

    assert refused.status_code == 422
    asked.refresh_from_db()
    assert asked.objection == "Tidak lengkap."


def test_nobody_objects_without_the_code(stranger):
    asked, _code = requested()
    brought_to("delivered", asked)

    page = stranger.post(reverse("reports:info_request_object"), {"code": "x", "text": "y"})

    assert page.status_code == 422
    assert "Kode ini tidak kami temukan." in page.text
    asked.refresh_from_db()
    assert asked.state == "delivered"
