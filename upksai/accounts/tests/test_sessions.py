"""How long a session lasts, where one is signed in, and what is kept of a half-written form."""

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.urls import reverse

from upksai.accounts import services
from upksai.accounts.models import StaffSession
from upksai.accounts.tests.factories import UserFactory

from .office_hours import PASSWORD, SIGN_IN, minutes, sign_in

HOME, DEVICES, END = "/petugas/", "/petugas/akun/perangkat/", "/petugas/akun/perangkat/keluarkan/"
CHROME = (
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) "
    "Chrome/140.0.0.0 Safari/537.36"
)


@pytest.fixture(autouse=True)
def clock(now):
    with time_machine.travel(now, tick=False) as clock:
        yield clock


def is_in(client) -> bool:
    return client.get(HOME).status_code == 200


def test_fifteen_idle_minutes_end_a_session(client, worker, clock):
    client.force_login(worker)
    clock.shift(minutes(14.9))
    assert is_in(client)
    clock.shift(minutes(14.9))
    assert is_in(client)
    clock.shift(minutes(15.2))

    assert client.get(HOME).url.startswith(SIGN_IN)
    assert not StaffSession.objects.of(worker).exists()


def test_a_page_that_asks_by_itself_keeps_nobody_signed_in(client, worker, clock):
    client.force_login(worker)
    for _time in range(3):
        clock.shift(minutes(5))
        answer = client.get(HOME, headers={"X-Upksai-Background": "1"})
        assert answer.status_code == 200
    clock.shift(minutes(1))

    assert not is_in(client)


def test_twelve_hours_end_a_session_however_busy(client, worker, clock):
    client.force_login(worker)
    for _quarter in range(71):
        clock.shift(minutes(10))
        assert is_in(client)
    clock.shift(minutes(10.1))

    assert not is_in(client)


def test_what_a_session_holds_and_its_key_are_not_readable_in_the_database(client, worker):
    client.force_login(worker)
    session = client.session
    session["draft"] = "RAHASIA"
    session.save()

    with connection.cursor() as cursor:
        cursor.execute("SELECT s::text FROM accounts_staffsession s")
        stored = str(cursor.fetchall())

    assert client.session["draft"] == "RAHASIA"
    assert "RAHASIA" not in stored
    assert "draft" not in stored
    assert session.session_key not in stored


def test_a_session_moved_to_another_row_does_not_open(client, worker, head):
    client.force_login(head)
    theirs = Client()
    theirs.force_login(worker)
    heads, workers = (StaffSession.objects.get(user=person) for person in (head, worker))
    workers.session_data = heads.session_data
    workers.save()

    assert not is_in(theirs)


def test_one_sees_where_one_is_signed_in_and_nobody_else_s(client, worker, other_worker):
    other = Client()
    other.force_login(other_worker)
    sign_in(Client(headers={"User-Agent": CHROME}), worker)
    sign_in(client, worker)

    page = client.get(DEVICES)

    assert len(page.context["sessions"]) == 2
    assert "Chrome · Windows" in page.content.decode()
    assert (
        page.content.decode().count("</form>")
        == client.get(HOME).content.decode().count("</form>") + 2
    )


def test_a_browser_left_open_elsewhere_is_signed_out(client, worker, other_worker):
    elsewhere, stranger = Client(), Client()
    elsewhere.force_login(worker)
    stranger.force_login(other_worker)
    client.force_login(worker)
    theirs = StaffSession.objects.get(user=other_worker).session_key
    mine = StaffSession.objects.of(worker).exclude(session_key=client.session.row_key).get()

    client.post(END, {"key": theirs})
    assert is_in(stranger)
    client.post(END, {"key": mine.session_key})

    assert not is_in(elsewhere)
    assert is_in(client)


def test_all_the_others_are_signed_out_at_once(client, worker):
    others = [Client(), Client()]
    for one in [*others, client]:
        one.force_login(worker)

    client.post(END)

    assert [is_in(one) for one in others] == [False, False]
    assert is_in(client)


def test_deactivating_ends_every_session_and_the_next_request(client, worker, admin, now):
    client.force_login(worker)
    services.deactivate(worker, by=admin, at=now)

    assert not StaffSession.objects.of(worker).exists()
    assert client.get(HOME).url.startswith(SIGN_IN)
    assert client.post("/petugas/cari/", {"q": "K-2026"}).status_code == 302


def test_a_new_password_ends_the_other_sessions(client, worker):
    other = Client()
    other.force_login(worker)
    client.force_login(worker)
    fresh = "tujuh-kucing-di-atas-genteng"

    client.post(
        reverse("account_change_password"),
        {"oldpassword": PASSWORD, "password1": fresh, "password2": fresh},
    )

    assert is_in(client)
    assert StaffSession.objects.of(worker).count() == 1
    assert not is_in(other)


def test_a_form_sent_too_late_is_kept_and_sent_after_signing_in(clock, admin):
    client = Client(enforce_csrf_checks=True)
    sign_in_with_token(client, admin)
    address = reverse("workflow:partner_new")
    told = {"name": "Rumah Contoh", "code": "RC", "kind": "panti", "services": "Pengasuhan RAHASIA"}
    token = token_on(client.get(address))
    clock.shift(minutes(16))

    late = client.post(address, told | {"csrfmiddlewaretoken": token}, follow=True)
    assert "Isian yang belum terkirim disimpan" in late.content.decode()
    with connection.cursor() as cursor:
        cursor.execute("SELECT s::text FROM accounts_staffsession s")
        assert "Contoh" not in str(cursor.fetchall())

    page = sign_in_with_token(client, admin)

    assert page.request["PATH_INFO"] == reverse("account_kept_form")
    assert "Pengasuhan RAHASIA" in page.content.decode()
    sent = client.post(address, told | {"csrfmiddlewaretoken": token_on(page)}, follow=True)
    assert "Rumah Contoh" in sent.content.decode()
    assert client.get(reverse("account_kept_form")).url == HOME


def sign_in_with_token(client, person):
    token = token_on(client.get(SIGN_IN))
    return sign_in(client, person, csrfmiddlewaretoken=token)


def token_on(page) -> str:
    return page.context["csrf_token"].__str__()


def test_a_kept_form_is_for_nobody_else_and_not_for_ever(client, worker, other_worker, clock):
    def left_by_worker():
        browser = Client()
        browser.force_login(worker)
        clock.shift(minutes(16))
        browser.post("/petugas/cari/", {"q": "gerobak"})
        return browser

    shared = left_by_worker()
    page = sign_in(shared, other_worker)
    assert "gerobak" not in page.content.decode()
    assert shared.get(reverse("account_kept_form")).url == HOME
    assert "kept_form" not in shared.session

    slow = left_by_worker()
    clock.shift(minutes(61))
    assert "gerobak" not in sign_in(slow, worker).content.decode()


def test_a_kept_form_can_be_thrown_away(client, worker, clock):
    client.force_login(worker)
    clock.shift(minutes(16))
    client.post("/petugas/cari/", {"q": "gerobak"})
    page = sign_in(client, worker)
    assert "gerobak" in page.content.decode()

    client.post(reverse("account_kept_form"))

    assert client.get(reverse("account_kept_form")).url == HOME


def test_a_password_typed_too_late_is_not_kept(client, worker, clock):
    client.force_login(worker)
    clock.shift(minutes(16))
    client.post(reverse("account_change_password"), {"oldpassword": PASSWORD, "password1": "x"})

    page = sign_in(client, worker)

    assert page.request["PATH_INFO"] == HOME


def test_a_foreign_page_cannot_plant_a_form(worker, clock):
    client = Client(enforce_csrf_checks=True)
    client.force_login(worker)
    clock.shift(minutes(16))

    assert client.post("/petugas/cari/", {"q": "jebakan"}).status_code == 403
    sign_in_with_token(client, worker)
    assert client.get(reverse("account_kept_form")).url == HOME


def test_a_citizen_s_session_knows_no_person_and_no_browser(client):
    client.post("/lapor/", {}, headers={"User-Agent": CHROME})
    session = client.session
    session["anything"] = 1
    session.save()

    row = StaffSession.objects.get(session_key=session.row_key)
    assert (row.user, row.browser, row.started_at) == (None, "", None)


@pytest.mark.parametrize(
    ("says", "shown"),
    [
        (CHROME, "Chrome · Windows"),
        (
            "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
            "Firefox · Linux",
        ),
        (
            "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Safari/604.1",
            "Safari · iPhone",
        ),
        ("curl/8", ""),
    ],
)
def test_a_browser_is_named_coarsely(client, says, shown):
    person = UserFactory()
    sign_in(Client(headers={"User-Agent": says}), person)

    assert StaffSession.objects.get(user=person).browser == shown
