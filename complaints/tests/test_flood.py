"""A thousand reports by a program: none is refused, and none stands in the way of a child."""

import itertools
from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from complaints import queries, services
from complaints.models import Complaint, ReportDraft
from complaints.tests.factories import SCREENING, complaint_in, receive
from complaints.tests.test_report import CHECK, answer_all, happening, page
from complaints.views import report
from upksai.privacy import receipts
from upksai.privacy.networks import forget_all
from upksai.ui.patience import stamp

QUEUE = reverse("complaints:queue")
SPAM = {"channel": "web_upksai", "reporter_mode": "anonim", "reporter": {}, "problem": "lainnya"}


@pytest.fixture(autouse=True)
def _office_clock(now):
    with time_machine.travel(now, tick=False):
        yield


@pytest.fixture
def flood(now, monkeypatch):
    """Sends that many reports, each from another network; the hash alone is spared."""
    same = receipts.new_receipt()

    count = itertools.count()

    def send(many, at=now):
        for n in itertools.islice(count, many):
            receipt = receipts.Receipt(same.shown, f"{n:08}", same.secret_hash)
            monkeypatch.setattr(receipts, "new_receipt", lambda receipt=receipt: receipt)
            services.send_report(
                f"00000000-0000-4000-8000-{n:012}",
                at=at,
                account="Beli sekarang juga!",
                is_emergency=bool(n % 2),
                **SPAM,
            )

    return send


def numbers(response):
    return [complaint.number for complaint in response.context["page"]]


@pytest.mark.slow
@pytest.mark.uncounted
def test_a_thousand_reports_leave_the_queue_usable(client, flood, intake, head, now, asks_at_most):
    written = receive(by=intake, at=now, channel="telepon")
    urgent = complaint_in("received", at=now - timedelta(minutes=5))
    services.take_step(urgent, "screen", by=intake, at=now, **SCREENING | {"risk_level": "tinggi"})
    flood(1000)

    assert Complaint.objects.count() == 1002  # none is refused or thrown away
    for user in (intake, head):
        client.force_login(user)
        for address in (QUEUE, f"{QUEUE}?tampil=spam", f"{QUEUE}?tampil=semua"):
            with asks_at_most(15):
                shown = client.get(address)
            assert len(numbers(shown)) <= 30
        first = numbers(client.get(QUEUE))
        assert {written.number, urgent.number} <= set(first)
        assert "99+" in client.get(QUEUE).text
    assert len(queries.new_complaints(intake)) == 5
    assert str(queries.new_complaint_count(intake)) == str(services.MOST_REPORTS + 1)
    assert "tel:112" in Client().get("/lapor/").text


def test_what_comes_from_many_networks_at_once_is_set_aside_too(flood):
    flood(services.MOST_REPORTS + 2)

    assert Complaint.objects.suspected().count() == 2


def test_an_hour_later_a_report_is_like_any_other(flood, now):
    flood(services.MOST_REPORTS + 1)
    flood(1, at=now + timedelta(hours=1, minutes=1))

    assert Complaint.objects.suspected().count() == 1


def test_many_reports_from_one_network_are_taken_and_set_aside(client, monkeypatch):
    monkeypatch.setattr(report.SENT, "most", 1)
    for _n in range(2):
        answer_all(client)
        client.post(CHECK)
        client.cookies.clear()

    assert Complaint.objects.filter(maybe_spam=True).count() == 1
    assert Complaint.objects.count() == 2


def test_an_officer_takes_a_report_back_and_sets_one_aside(client, intake):
    complaint = receive(maybe_spam=True)
    client.force_login(intake)
    address = reverse("complaints:spam", args=[complaint.pk])

    assert numbers(client.get(QUEUE)) == []
    assert numbers(client.get(QUEUE, {"tampil": "spam"})) == [complaint.number]
    assert "Bukan spam" in client.get(complaint.get_absolute_url()).text
    client.post(address)
    assert numbers(client.get(QUEUE)) == [complaint.number]
    client.post(address, {"maybe": "1"})
    assert numbers(client.get(QUEUE)) == []
    assert complaint.history.filter(maybe_spam=False).exists()


def test_nobody_else_sets_a_report_aside(client, worker, data_officer, auditor, admin, stranger):
    complaint = complaint_in("screened")
    address = reverse("complaints:spam", args=[complaint.pk])

    assert stranger.post(address, {"maybe": "1"}).url.startswith("/masuk/")
    for user in (worker, data_officer, auditor, admin):
        client.force_login(user)
        assert client.post(address, {"maybe": "1"}).status_code == 404
    complaint.refresh_from_db()
    assert not complaint.maybe_spam


def test_a_report_that_an_officer_has_screened_is_no_spam(intake, now):
    complaint = receive(maybe_spam=True, problem="kekerasan_seksual")
    assert not Complaint.objects.police_waiting().exists()
    services.take_step(
        complaint, "screen", by=intake, at=now, **SCREENING | {"problem": "kekerasan_seksual"}
    )

    complaint.refresh_from_db()
    assert not complaint.maybe_spam
    assert Complaint.objects.police_waiting().exists()


def test_a_hasty_person_presses_once_more_and_loses_nothing(client, now):
    hasty = happening(opened=stamp(now))
    response = client.post(page(1), hasty)

    assert "terkirim sangat cepat" in response.text
    assert "Anak sering sendirian malam hari." in response.text
    assert not response.cookies
    assert not ReportDraft.objects.exists()
    again = happening(opened=response.context["patience"].stamp)
    assert client.post(page(1), again).url == page(2)


def test_where_too_many_send_at_once_the_answers_wait(client, monkeypatch):
    answer_all(client)
    monkeypatch.setattr(receipts, "LONGEST_WAIT", 0.01)
    with receipts._turn(), receipts._turn():
        busy = client.post(CHECK)

    assert busy.status_code == 429
    assert "Jawaban Anda tersimpan" in busy.text
    assert "tel:112" in busy.text
    assert client.post(CHECK).url == "/lapor/terkirim/"


def test_one_network_may_mistype_only_so_many_codes(client):
    forget_all()
    for _n in range(30):
        assert client.post("/lacak/", {"code": "salah"}).status_code == 422
    refused = client.post("/lacak/", {"code": "salah"})

    assert refused.status_code == 429
    assert "Terlalu banyak percobaan" in refused.text
