"""The queue of complaints, and what the work desk shows of it."""

from datetime import timedelta

import pytest
import time_machine
from django.template import Context, Template
from django.urls import reverse

from complaints import queries, services
from complaints.tests.factories import SCREENING, complaint_in, receive

QUEUE = reverse("complaints:queue")


@pytest.fixture(autouse=True)
def _office_clock(now):
    with time_machine.travel(now, tick=False):
        yield


def numbers(response) -> list[str]:
    return [complaint.number for complaint in response.context["page"]]


def test_officer_head_and_worker_open_the_queue(client, intake, head, worker):
    waiting = complaint_in("screened")
    for user in (intake, head, worker):
        client.force_login(user)
        assert numbers(client.get(QUEUE)) == [waiting.number]


def test_for_others_there_is_no_queue(client, data_officer, auditor, admin):
    for user in (data_officer, auditor, admin):
        client.force_login(user)
        assert client.get(QUEUE).status_code == 404


def test_a_stranger_is_sent_to_sign_in(stranger):
    assert stranger.get(QUEUE).url.startswith("/masuk/")


def test_emergencies_and_late_complaints_come_first(client, intake, now):
    calm = receive(at=now)
    late = receive(at=now - timedelta(days=3))
    emergency = receive(at=now, is_emergency=True)
    client.force_login(intake)
    response = client.get(QUEUE)
    assert numbers(response) == [late.number, emergency.number, calm.number]
    assert "Terlambat" in response.text
    assert "Darurat" in response.text


def test_each_view_holds_its_own(client, intake, head):
    new, verified, decided = (complaint_in(s) for s in ("received", "verified", "case"))
    client.force_login(head)
    assert set(numbers(client.get(QUEUE))) == {new.number, verified.number}
    assert numbers(client.get(QUEUE, {"tampil": "putusan"})) == [verified.number]
    every = numbers(client.get(QUEUE, {"tampil": "semua"}))
    assert set(every) == {new.number, verified.number, decided.number}
    assert set(numbers(client.get(QUEUE, {"tampil": "?"}))) == {new.number, verified.number}


def test_high_risk_waits_for_a_decision_before_verification(client, head, intake, now):
    complaint = receive()
    services.take_step(
        complaint, "screen", by=intake, at=now, **SCREENING | {"risk_level": "tinggi"}
    )
    client.force_login(head)
    assert numbers(client.get(QUEUE, {"tampil": "putusan"})) == [complaint.number]


def test_the_list_is_narrowed_by_what_stands_in_the_address(client, intake):
    here = complaint_in("screened", subdistrict_id="33.74.10.1001", channel="telepon")
    complaint_in("received")
    client.force_login(intake)
    for chosen in (
        {"q": here.number.lower()},
        {"risiko": "sedang"},
        {"saluran": "telepon"},
        {"kecamatan": "33.74.10"},
        {"dari": "2026-11-23", "sampai": "2026-11-23", "risiko": "sedang"},
    ):
        response = client.get(QUEUE, chosen)
        assert numbers(response) == [here.number]
        assert "Hapus semua saringan" in response.text


def test_chips_take_one_filter_away_each(client, intake):
    client.force_login(intake)
    response = client.get(QUEUE, {"risiko": "sedang", "saluran": "telepon", "tampil": "semua"})
    urls = {chip["url"] for chip in response.context["chips"]}
    assert urls == {"?risiko=sedang&tampil=semua", "?saluran=telepon&tampil=semua"}


@pytest.mark.parametrize(
    ("chosen", "words"),
    [
        ({}, "Tidak ada pengaduan baru."),
        ({"tampil": "putusan"}, "Tidak ada yang menunggu keputusan"),
        ({"q": "P-1999"}, "Tidak ada pengaduan yang cocok"),
        ({"kecamatan": "00", "risiko": "apa saja"}, "Tidak ada pengaduan baru."),
    ],
)
def test_an_empty_list_says_what_to_do(client, intake, chosen, words):
    client.force_login(intake)
    assert words in client.get(QUEUE, chosen).text


def test_a_long_queue_is_turned_page_by_page(client, intake):
    for _n in range(32):
        receive()
    client.force_login(intake)
    first = client.get(QUEUE)
    assert len(numbers(first)) == 30
    second = client.get(QUEUE + first.context["page"].next_query)
    assert len(numbers(second)) == 2
    assert not set(numbers(first)) & set(numbers(second))


def test_the_queue_names_no_child(client, intake):
    receive(child_name="Bunga Contoh")
    client.force_login(intake)
    assert "Bunga" not in client.get(QUEUE, {"tampil": "semua"}).text


@pytest.mark.parametrize("view", ["", "semua"])
def test_the_queue_asks_the_same_for_one_and_for_thirty(client, intake, asks_at_most, view):
    def questions() -> int:
        with asks_at_most(15) as asked:
            assert client.get(QUEUE, {"tampil": view}).status_code == 200
        return len(asked)

    client.force_login(intake)
    receive(subdistrict_id="33.74.10.1001")
    for_one = questions()
    for _n in range(29):
        receive(subdistrict_id="33.74.10.1001")
    assert questions() == for_one


def test_new_is_what_nobody_has_looked_at(intake, worker, head, data_officer):
    received, screened = complaint_in("received"), complaint_in("screened")
    assert [c.pk for c in queries.new_complaints(intake)] == [received.pk]
    assert [c.pk for c in queries.new_complaints(head)] == [received.pk]
    assert [c.pk for c in queries.new_complaints(worker)] == [screened.pk]
    assert queries.new_complaints(data_officer) == []
    assert str(queries.new_complaint_count(intake)) == "1"


def test_the_desk_shows_the_five_most_urgent(intake, now):
    for days in range(7):
        receive(at=now - timedelta(days=days))
    drawn = Template(
        "{% load complaints_tags %}{% new_complaints_tile user %}{% new_complaints user %}"
    )
    text = drawn.render(Context({"user": intake}))
    assert text.count('class="due"') == 5
    assert "<b>7</b>" in text


def test_the_desk_shows_nothing_of_complaints_to_others(data_officer):
    receive()
    drawn = Template("{% load complaints_tags %}{% new_complaints_tile user %}")
    assert drawn.render(Context({"user": data_officer})).strip() == ""
