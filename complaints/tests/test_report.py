"""The public report, from the first page to the receipt."""

import re
import threading
from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from complaints import queries, services
from complaints.models import Complaint, ReportDraft
from complaints.tests.factories import kept_of
from upksai.ui.patience import stamp

HAPPENING = {
    "problem": "penelantaran",
    "account": "Anak sering sendirian malam hari.",
    "is_emergency": "tidak",
}
PLACE = {
    "district": "33.74.10",
    "subdistrict": "33.74.10.1001",
    "place": "Gang di samping pasar",
}
CHILD = {"child_name": "Bunga Contoh", "child_sex": "P", "child_age": "7", "children_count": "1"}
ANONYMOUS = {"reporter_mode": "anonim", "relation": "tetangga_warga"}
REACHABLE = {"reporter_mode": "boleh_dihubungi", "name": "Ibu Sari", "phone": "0812 3456 7890"}
CHECK, SENT = "/lapor/5/periksa/", "/lapor/terkirim/"


def page(number):
    return reverse("complaints:report_step", args=[number])


def happening(**changes):
    """The first page, filled in as calmly as people do."""
    return HAPPENING | {"opened": stamp(timezone.now() - timedelta(minutes=1))} | changes


def answer_all(client, about_you=ANONYMOUS, place=PLACE, **told):
    pages = (happening(**told), place, CHILD, about_you)
    for number, answers in enumerate(pages, start=1):
        response = client.post(page(number), answers)
    return response


def code_on(response) -> str:
    found = re.search(r'id="code"[^>]*>([0-9A-Z ]+)<', response.text)
    return found[1].strip() if found else ""


def test_a_citizen_reports_in_five_steps_and_gets_a_code(client):
    assert "112" in client.get("/lapor/").text
    for number, answers in enumerate((happening(), PLACE, CHILD, ANONYMOUS), start=1):
        assert f"Langkah {number} dari 5" in client.get(page(number)).text
        response = client.post(page(number), answers)
    assert response.url == CHECK
    assert "Gang di samping pasar" in client.get(CHECK).text
    assert client.post(CHECK).url == SENT
    receipt = client.get(SENT)
    complaint = Complaint.objects.get()
    assert code_on(receipt).replace(" ", "")[:8] == complaint.finder
    assert (complaint.state, complaint.channel) == ("received", "web_upksai")
    assert complaint.subdistrict_id == "33.74.10.1001"


def test_the_promised_day_is_the_deadline_of_the_complaint(client):
    answer_all(client, is_emergency="ya")
    client.post(CHECK)
    due = timezone.localtime(Complaint.objects.get().due_at)
    assert f"{due:%H.%M} WIB" in client.get(SENT).text


def test_the_first_page_is_sent_without_a_cookie_but_only_from_our_own_page():
    strict = Client(enforce_csrf_checks=True)
    refused = strict.post(page(1), happening(), headers={"Sec-Fetch-Site": "cross-site"})
    assert refused.status_code == 403
    assert strict.post(page(1), happening()).status_code == 403
    assert (
        strict.post(page(1), happening(), headers={"Origin": "https://jahat.id"}).status_code == 403
    )
    own = strict.post(page(1), happening(), headers={"Origin": "http://testserver"})
    assert own.url == page(2)
    assert strict.post(page(2), PLACE).status_code == 403  # from here on with a token


def test_what_is_missing_is_named_and_what_was_typed_stays(client):
    response = client.post(page(1), {"account": "Cerita saya"})
    assert "Ada yang perlu diperbaiki" in response.text
    assert "<title>\n  Galat:" in response.text or "Galat: " in response.text
    assert "Cerita saya" in response.text
    assert not ReportDraft.objects.exists()
    assert not response.cookies


def test_a_program_that_fills_in_everything_is_asked_once_more(client):
    response = client.post(page(1), happening(website="http://spam"))
    assert "terisi otomatis" in response.text
    assert not ReportDraft.objects.exists()


@pytest.mark.parametrize(
    ("place", "sentence"),
    [
        ({"district": "luar", "place": "x"}, "Tulis kabupaten atau kota"),
        (PLACE | {"district": "33.74.01"}, "ada di kecamatan lain"),
        ({"place": "x"}, "Pilih kecamatan"),
        (PLACE | {"subdistrict": "99"}, "99"),
    ],
)
def test_a_place_that_contradicts_itself_is_asked_again(client, place, sentence):
    client.post(page(1), happening())
    assert sentence in client.post(page(2), place).text


def test_a_kecamatan_without_kelurahan_is_kept_too(client):
    answer_all(client, place={"district": "33.74.10", "place": "Dekat pasar"})
    client.post(CHECK)
    complaint = Complaint.objects.get()
    assert (complaint.subdistrict, complaint.district.name) == (None, "Tembalang")
    assert complaint.place == "Dekat pasar"


def test_a_place_outside_the_city_keeps_no_kelurahan(client):
    place = PLACE | {"district": "luar", "outside_city": "Demak"}
    answer_all(client, place=place)
    assert "Demak" in client.get(CHECK).text
    client.post(CHECK)
    complaint = Complaint.objects.get()
    assert (complaint.subdistrict, complaint.outside_city) == (None, "Demak")


def test_an_anonymous_reporter_leaves_no_name_and_no_number_anywhere(client):
    told = ANONYMOUS | {"name": "RAHASIA", "phone": "081234567890", "safe_contact": "RAHASIA"}
    answer_all(client, about_you=told)
    assert "RAHASIA" not in str(ReportDraft.objects.get().answers)
    assert "81234567890" not in str(ReportDraft.objects.get().answers)
    assert "RAHASIA" not in client.get(CHECK).text
    client.post(CHECK)
    assert kept_of(Complaint.objects.get()) == {"relation": "tetangga_warga"}


def test_a_reachable_reporter_is_kept_apart_with_a_clean_number(client):
    answer_all(client, about_you=REACHABLE)
    client.post(CHECK)
    kept = kept_of(Complaint.objects.get())
    assert kept == {"name": "Ibu Sari", "phone": "+6281234567890"}


@pytest.mark.parametrize(
    ("told", "sentence"),
    [
        ({"reporter_mode": "rahasia"}, "Tulis nama Anda, atau pilih anonim."),
        ({"reporter_mode": "boleh_dihubungi"}, "Tulis nomor telepon Anda"),
        (REACHABLE | {"phone": "12"}, "Tulis nomor telepon seperti"),
        ({}, "Pilih cara Anda melapor."),
    ],
)
def test_a_reporter_is_asked_only_for_what_the_choice_needs(client, told, sentence):
    client.post(page(1), happening())
    assert sentence in client.post(page(4), told).text


def test_a_missing_step_can_be_completed_from_the_check_page(client):
    client.post(page(1), happening())
    client.post(page(3), CHILD)
    shown = client.get(CHECK).text
    assert shown.count("Lengkapi") == 2
    assert "Kirim laporan" not in shown
    assert client.post(CHECK).status_code == 422
    assert not Complaint.objects.exists()


def test_changing_an_answer_leads_back_to_the_check_page(client):
    answer_all(client)
    assert "Anak sering sendirian" in client.get(page(1)).text
    assert client.post(page(1), happening(account="Lain")).url == CHECK
    assert "Lain" in client.get(CHECK).text


@pytest.mark.parametrize("path", ["/lapor/2/", CHECK])
def test_a_lost_session_says_so(client, path):
    assert "Sesi berakhir. Jawaban dihapus untuk keamanan." in client.get(path).text


def test_answers_are_forgotten_after_a_day(client, now):
    with time_machine.travel(now, tick=False):
        client.post(page(1), happening())
    with time_machine.travel(now + timedelta(hours=25), tick=False):
        assert "Sesi berakhir" in client.get(page(2)).text
        assert queries.answers_so_far(ReportDraft.objects.get().pk, timezone.now()) is None


@pytest.mark.parametrize("number", [0, 5, 9])
def test_there_are_only_these_pages(client, number):
    assert client.get(f"/lapor/{number}/").status_code == 404


def test_the_code_is_shown_once(client):
    answer_all(client)
    client.post(CHECK)
    code = code_on(client.get(SENT))
    assert len(code.replace(" ", "")) == 21
    again = client.get(SENT)
    assert "Kode tidak ditampilkan lagi" in again.text
    assert code not in again.text
    assert code not in str(dict(client.session))


def test_sending_twice_makes_one_complaint_and_loses_no_code(client):
    answer_all(client)
    assert client.post(CHECK).url == SENT
    assert client.post(CHECK).url == SENT
    assert Complaint.objects.count() == 1
    assert code_on(client.get(SENT))


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
@pytest.mark.slow
def test_two_sendings_at_the_same_moment_make_one_complaint(client):
    answer_all(client)
    cookies = client.cookies

    def press():
        second = Client()
        second.cookies = cookies
        second.post(CHECK)
        connection.close()

    presses = [threading.Thread(target=press) for _ in range(3)]
    for one in presses:
        one.start()
    for one in presses:
        one.join()
    assert Complaint.objects.count() == 1
    assert code_on(client.get(SENT))


def test_who_leaves_is_forgotten_here_and_in_the_browser(client):
    answer_all(client)
    response = client.post(reverse("complaints:leave"))
    assert response.url == "/lapor/selesai/"
    assert '"cookies"' in response["Clear-Site-Data"]
    assert not ReportDraft.objects.exists()
    assert "Sesi berakhir" in client.get(page(2)).text
    assert client.get(reverse("complaints:leave")).status_code == 405


def test_after_sending_the_answers_are_gone_and_the_report_can_be_followed(client):
    answer_all(client)
    client.post(CHECK)
    assert not ReportDraft.objects.exists()
    assert "Status laporan Anda" in client.get("/lacak/laporan/").text


def test_no_address_or_title_names_the_child(client):
    for address in (answer_all(client).url, client.post(CHECK).url, "/lacak/laporan/"):
        shown = client.get(address, follow=True)
        title = re.search(r"<title>(.*?)</title>", shown.text, re.DOTALL)[1]
        assert "Bunga" not in address + title


def test_a_report_of_sexual_violence_starts_the_police_clock(client):
    answer_all(client, problem="kekerasan_seksual")
    client.post(CHECK)
    complaint = Complaint.objects.get()
    assert complaint.police_due_at - complaint.received_at == timedelta(hours=72)


@pytest.mark.parametrize("path", ["/lapor/1/", "/lapor/2/", "/lapor/4/", CHECK])
def test_public_pages_ask_few_questions_of_the_database(client, asks_at_most, path):
    answer_all(client)
    with asks_at_most(6):
        client.get(path)


def test_a_form_key_of_another_kind_of_trouble_is_not_hidden(now):
    with pytest.raises(services.ValidationError):
        services.receive_once(
            form_key=None, by=None, at=now, reporter={}, channel="?", reporter_mode="anonim"
        )
