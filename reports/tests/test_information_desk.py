"""The office answers requests for information, in time and with reasons."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse

from reports import services
from reports.models import InfoRequest
from reports.tests.factories import ASKED, REQUESTER, brought_to, request_in, requested
from upksai.accounts.roles import STORED_ROLES, Role
from upksai.accounts.tests.factories import UserFactory

LIST = "/petugas/permintaan-data/"
OURS = {Role.DATA_OFFICER, Role.HEAD}


@pytest.fixture(autouse=True)
def _monday_morning(time_machine, now):
    time_machine.move_to(now, tick=False)


def take(client, asked, name, **filled):
    url = reverse("reports:info_request_step", args=[asked.pk, name])
    return client.post(url, {"version": asked.version, "note": ""} | filled, follow=True)


@pytest.mark.parametrize("role", STORED_ROLES)
def test_only_data_officers_and_the_head_see_requests(client, role):
    asked = request_in("review")
    client.force_login(UserFactory(role=role))

    for address in (LIST, asked.get_absolute_url()):
        assert client.get(address).status_code == (200 if role in OURS else 404)
    may_write = role == Role.DATA_OFFICER
    assert client.get(f"{LIST}catat/").status_code == (200 if may_write else 404)


def test_a_stranger_is_asked_to_sign_in(stranger):
    asked = request_in("review")

    for address in (LIST, f"{LIST}catat/", asked.get_absolute_url()):
        assert stranger.get(address).url.startswith("/masuk/")


def test_a_request_goes_from_the_officer_to_the_head_and_back(client, data_officer, head):
    asked, _code = requested()
    client.force_login(data_officer)
    take(client, asked, "review")
    asked.refresh_from_db()
    take(client, asked, "propose", answer="Tahun 2025: 14 kasus.", refusal_ground="")
    asked.refresh_from_db()
    assert asked.state == "decision"

    client.force_login(head)
    shown = client.get(reverse("reports:info_request_step", args=[asked.pk, "grant"]))
    assert "Tahun 2025: 14 kasus." in shown.content.decode()
    take(client, asked, "grant")

    client.force_login(data_officer)
    asked.refresh_from_db()
    page = take(client, asked, "deliver").content.decode()
    asked.refresh_from_db()
    assert asked.state == "delivered"
    assert "Masa keberatan sampai" in page


def test_a_refusal_needs_its_ground_in_law(client, head):
    asked = request_in("decision")
    client.force_login(head)

    page = take(client, asked, "refuse", refusal_ground="").content.decode()
    asked.refresh_from_db()
    assert asked.state == "decision"
    assert 'id="error-summary"' in page

    take(client, asked, "refuse", refusal_ground="17h")
    asked.refresh_from_db()
    assert asked.state == "refused"


def test_the_officer_decides_nothing_and_the_head_prepares_nothing(client, data_officer, head):
    asked = request_in("decision")
    client.force_login(data_officer)
    assert take(client, asked, "grant").status_code == 404

    client.force_login(head)
    assert take(client, asked, "propose", answer="x").status_code == 404
    assert take(client, asked, "object", objection="x").status_code == 404


def test_two_people_at_once_the_second_is_told(client, head):
    asked = request_in("decision")
    stale = asked.version
    client.force_login(head)
    take(client, asked, "grant")
    asked.version = stale

    page = take(client, asked, "grant").content.decode()

    assert "sudah tersimpan" in page
    assert asked.steps.filter(name="grant").count() == 1


def test_more_time_is_taken_once_and_with_a_reason(client, data_officer):
    asked = request_in("review")
    client.force_login(data_officer)

    take(client, asked, "extend", extension_reason="")
    asked.refresh_from_db()
    assert local_day(asked.due_at) == date(2026, 12, 7)

    take(client, asked, "extend", extension_reason="Data 2020 masih di kertas.")
    asked.refresh_from_db()
    assert local_day(asked.due_at) == date(2026, 12, 16)

    page = take(client, asked, "extend", extension_reason="Lagi.").content.decode()
    asked.refresh_from_db()
    assert "Waktu sudah diperpanjang satu kali." in page
    assert asked.extension_reason == "Data 2020 masih di kertas."


def test_a_request_is_not_closed_while_the_requester_may_object(client, data_officer, time_machine):
    asked = request_in("delivered")
    client.force_login(data_officer)
    assert asked.due_at is None

    page = take(client, asked, "finish").content.decode()
    asked.refresh_from_db()
    assert asked.state == "delivered"
    assert "masih dapat mengajukan keberatan" in page

    time_machine.move_to(datetime(2027, 3, 1, 9, tzinfo=ZoneInfo("Asia/Jakarta")), tick=False)
    client.force_login(data_officer)
    take(client, asked, "finish")
    asked.refresh_from_db()
    assert asked.state == "done"


def test_an_oral_request_is_written_down_and_its_code_handed_over(client, data_officer):
    client.force_login(data_officer)
    told = REQUESTER | ASKED | {"delivery": "ambil", "received_on": "2026-11-20"}
    told["form_key"] = "6f1d3a0e-0000-4000-8000-000000000002"

    page = client.post(f"{LIST}catat/", told, follow=True).content.decode()

    asked = InfoRequest.objects.get()
    assert asked.finder[:4] in page
    assert local_day(asked.received_at) == date(2026, 11, 20)
    assert local_day(asked.due_at) == date(2026, 12, 4)
    assert asked.steps.get().by == data_officer
    assert client.get(f"{LIST}catat/tanda-terima/").url == LIST


def test_a_request_cannot_be_received_tomorrow(client, data_officer):
    client.force_login(data_officer)
    told = REQUESTER | ASKED | {"delivery": "ambil", "received_on": "2026-11-24"}

    page = client.post(f"{LIST}catat/", told).content.decode()

    assert "tidak boleh setelah hari ini" in page
    assert "Sari Contoh" in page
    assert not InfoRequest.objects.exists()


def test_the_tabs_hold_what_waits_what_is_late_and_everything(client, data_officer, now):
    waiting = request_in("review")
    decided = request_in("decision")
    late = request_in("review", at=now.replace(month=10))
    done = request_in("delivered")
    client.force_login(data_officer)

    def listed(tab):
        page = client.get(f"{LIST}?daftar={tab}").content.decode()
        return {asked for asked in (waiting, decided, late, done) if asked.number in page}

    assert listed("saya") == {waiting, late, done}
    assert listed("terlambat") == {late}
    assert listed("semua") == {waiting, decided, late, done}
    assert listed("lain") == listed("saya")


@pytest.mark.parametrize("tab", ["saya", "terlambat", "semua"])
def test_an_empty_list_says_so(client, data_officer, tab):
    client.force_login(data_officer)

    assert 'class="empty"' in client.get(f"{LIST}?daftar={tab}").content.decode()


def test_the_list_asks_as_much_for_thirty_requests_as_for_one(
    client, data_officer, head, asks_at_most
):
    client.force_login(data_officer)
    request_in("review", officer=data_officer, head=head)

    def queries():
        with asks_at_most(15) as found:
            client.get(f"{LIST}?daftar=semua")
        return len(found)

    few = queries()
    for _again in range(4):
        request_in("review", officer=data_officer, head=head)
    assert queries() == few


@pytest.mark.parametrize("state", ["submitted", "review", "decision", "delivered"])
def test_one_request_needs_at_most_fifteen_queries(client, data_officer, asks_at_most, state):
    asked = request_in(state)
    client.force_login(data_officer)

    with asks_at_most(15):
        client.get(asked.get_absolute_url())


def test_the_page_says_how_many_working_days_are_left(client, data_officer, time_machine, now):
    asked = request_in("review")
    client.force_login(data_officer)
    assert "sisa 10 hari kerja" in client.get(asked.get_absolute_url()).content.decode()

    time_machine.move_to(asked.due_at.replace(second=0), tick=False)
    client.force_login(data_officer)
    assert "Hari terakhir" in client.get(asked.get_absolute_url()).content.decode()

    time_machine.move_to(now.replace(month=12, day=20), tick=False)
    client.force_login(data_officer)
    assert "Terlambat" in client.get(asked.get_absolute_url()).content.decode()


def test_the_head_answers_an_objection_within_thirty_working_days(client, head, now):
    asked, _code = requested()
    brought_to("delivered", asked)
    services.object_to_answer(asked, text="Kurang.", at=now)
    assert local_day(asked.due_at) == date(2027, 1, 8)
    client.force_login(head)

    take(client, asked, "answer_objection", objection_answer="Kami lengkapi.")

    asked.refresh_from_db()
    assert asked.state == "done"


def local_day(moment) -> date:
    return moment.astimezone(ZoneInfo("Asia/Jakarta")).date()
