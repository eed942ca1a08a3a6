"""What nobody types is answered with a sentence and a 4xx, on public pages and inside."""

import logging

import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import HealthCheck, given
from hypothesis import settings as effort
from hypothesis import strategies as st

from cases.tests.factories import open_case
from complaints.models import Complaint, Message
from complaints.tests.factories import receive
from complaints.tests.test_report import CHILD, PLACE, happening
from reports.models import InfoRequest
from reports.tests.test_information_public import told
from upksai.ui.incoming import visible

HUGE = "9" * 40
FORM = "application/x-www-form-urlencoded"
MULTIPART = "multipart/form-data; boundary=x"
#: The sentence that stands on each page of ours.
SENTENCES = {
    400: "Permintaan tidak terbaca",
    403: "Formulir ini sudah kedaluwarsa",
    404: "Halaman tidak ditemukan",
    405: "Cara ini tidak dikenal",
    413: "Kiriman terlalu besar",
    414: "Alamat terlalu panjang",
}


def part(name="file", filename="x.pdf", text="%PDF", charset=""):
    head = f'Content-Disposition: form-data; name="{name}"; filename="{filename}"'
    return f"--x\r\n{head}\r\n{charset}\r\n{text}\r\n--x--\r\n".encode()


def send(address, body, kind=FORM, **headers):
    return lambda client: client.generic("POST", address, body, kind, **headers)


def get(address, **headers):
    return lambda client: client.get(address, **headers)


FIELDS = "&".join(f"f{n}=1" for n in range(10_000)).encode()
EVERYWHERE = [
    ("a NUL in the query", lambda path: get(f"{path}?q=a%00b"), 400),
    ("a NUL in a parameter's name", lambda path: get(f"{path}?%00=1"), 400),
    ("a NUL in a form", lambda path: send(path, b"code=a%00b"), 400),
    ("10,000 fields", lambda path: send(path, FIELDS), 400),
    ("10,000 parameters", lambda path: get(f"{path}?{'a&' * 1900}"), 400),
    ("a long query", lambda path: get(f"{path}?q={'x' * 9000}"), 414),
    ("a long path", lambda path: get(f"{path}{'x' * 9000}/"), 414),
    ("a body of 2 MB", lambda path: send(path, b"a=" + b"x" * 2_000_000), 413),
    ("a body said to be 5 GB", lambda path: send(path, b"", CONTENT_LENGTH="5000000000"), 413),
    ("a broken multipart", lambda path: send(path, b"--y\r\n\r\n", "multipart/form-data"), 400),
    ("a strange charset", lambda path: send(path, part(), MULTIPART + "; charset=utf-7"), 400),
    ("no charset at all", lambda path: send(path, b"a=1", FORM + "; charset=klingon"), 400),
    (
        "escapes as charset",
        lambda path: send(path, part(), MULTIPART + "; charset=unicode_escape"),
        400,
    ),
    ("twelve files", lambda path: send(path, part()[:-7] * 12 + b"--x--\r\n", MULTIPART), 400),
    ("an unknown method", lambda path: lambda client: client.generic("BREW", path), 405),
    ("DELETE", lambda path: lambda client: client.delete(path), 405),
    ("a foreign host", lambda path: get(path, headers={"Host": "jahat.example"}), 400),
    ("a host that is none", lambda path: get(path, headers={"Host": "a b\tc"}), 400),
]
PUBLIC = ["/", "/lapor/1/", "/lacak/", "/permintaan-data/", "/masuk/"]
INSIDE = ["/petugas/", "/petugas/kasus/", "/petugas/pengaduan/", "/petugas/pengaduan/catat/"]


@pytest.mark.parametrize(
    ("ask", "status"), [c[1:] for c in EVERYWHERE], ids=[c[0] for c in EVERYWHERE]
)
@pytest.mark.parametrize("path", PUBLIC + INSIDE)
def test_what_no_page_of_ours_sends_gets_its_sentence(intake, path, ask, status, caplog):
    client = Client()
    if path in INSIDE:
        client.force_login(intake)
    with caplog.at_level(logging.DEBUG):
        response = ask(path)(client)

    assert response.status_code == status
    assert SENTENCES[status] in response.text
    assert "tel:112" in response.text


@pytest.mark.parametrize(
    ("address", "status"),
    [
        (f"/lapor/{HUGE}/", 404),
        (f"/lapor/{'9' * 3500}/", 404),
        (f"/statistik/{HUGE}/", 200),
        ("/statistik/99999/", 200),
        (f"/petugas/pengaturan/mitra/{HUGE}/", 404),
        (f"/petugas/pengaturan/petugas/{HUGE}/", 404),
        (f"/petugas/pengaturan/angka/{HUGE}/", 404),
        ("/petugas/pengaturan/batas-waktu/%00/", 400),
        ("/petugas/pengaturan/batas-waktu/..%2F..%2Fetc/", 404),
        ("/petugas/pengaturan/kalender/99999-01-01/hapus/", None),
        ("/petugas/pengaduan/not-a-uuid/", 404),
        ("/petugas/kasus/6f1d3a0e-0000-4000-8000-00000000000x/", 404),
        ("/petugas/kasus/%2e%2e/%2e%2e/etc/passwd", 404),
        ("/static/../upksai/settings.py", 404),
        ("/%ff%fe/", 404),
        ("/petugas/pengaduan/?after=x&before=y", 200),
        ("/petugas/pengaduan/?after=eyJ4IjoxfQ:x", 200),
        ("/petugas/pengaduan/?tampil=putusan&tampil=semua&tampil=x", 200),
        (f"/petugas/pengaduan/?kecamatan={HUGE}", 200),
        ("/petugas/pengaduan/?kecamatan=1&kecamatan=2&risiko=x&saluran=x", 200),
        ("/petugas/pengaduan/?dari=99999-01-01&sampai=x", 200),
        ("/petugas/pengaduan/?dari=0001-01-01&sampai=9999-12-31", 400),
        ("/petugas/kasus/?dibuka_dari=0001-01-01&dibuka_sampai=9999-12-31", None),
        ("/petugas/dasbor/?periode=99999", None),
        ("/petugas/dasbor/?periode=99999-S1", None),
        ("/petugas/laporan/?periode=99999", None),
        ("/petugas/monitoring/?bulan=99999-13", None),
        ("/petugas/monitoring/?tampil=x&daftar=%F0%9F%98%80", None),
    ],
)
def test_an_address_that_nobody_made_is_no_error_of_ours(client, address, status):
    from upksai.accounts.roles import Role
    from upksai.accounts.tests.factories import UserFactory

    statuses = set()
    for role in (Role.HEAD, Role.ADMIN, Role.WORKER, Role.DATA_OFFICER):
        client.force_login(UserFactory(role=role))
        statuses.add(client.get(address).status_code)

    assert max(statuses) < 500
    if status:
        assert status in statuses
    if status == 404:
        assert statuses == {404}


@pytest.mark.parametrize(
    "value",
    ['"\\000"', "\\000", "x" * 5000, "../../etc", "%00", '"\\012Set-Cookie: a=b"', "é", '{"a":1}'],
)
@pytest.mark.parametrize("name", ["session", "csrf", "messages", "sessionid"])
@pytest.mark.parametrize("path", ["/lapor/2/", "/lacak/laporan/", "/petugas/"])
def test_a_cookie_that_is_not_ours_counts_for_nothing(path, name, value):
    response = Client().get(path, headers={"Cookie": f"{name}={value}"})

    assert response.status_code in {200, 302}


NO_ADDRESSES = ["http://[::1", "http://[zz", "http://[v9.x]/", "http://a\u2100b/"]


@pytest.mark.parametrize("header", ["Origin", "Referer"])
@pytest.mark.parametrize(
    "origin", ["https://jahat.id", "null", "http://testserver.jahat.id", *NO_ADDRESSES]
)
@pytest.mark.parametrize(
    "path", ["/lapor/1/", "/lacak/", "/permintaan-data/", "/laporan/periksa/", "/masuk/"]
)
def test_a_form_on_somebody_elses_page_is_refused(path, header, origin):
    response = Client(enforce_csrf_checks=True).post(path, headers={header: origin})

    assert response.status_code == 403
    assert SENTENCES[403] in response.text


def test_a_method_that_one_page_does_not_take_is_named(client):
    response = client.get(reverse("complaints:leave"))

    assert response.status_code == 405
    assert response["Allow"] == "POST"
    assert SENTENCES[405] in response.text


INVISIBLE = "\u202e\u2066\u200b\ufeff\u00ad\u200f\x07\x9b\U000e0041"


def test_what_nobody_sees_is_taken_out_and_what_belongs_to_words_stays():
    assert visible(f"Bu{INVISIBLE}nga") == "Bunga"
    assert visible("Satu\nDua\tTiga\r\n") == "Satu\nDua\tTiga\r\n"
    family = "\U0001f468\u200d\U0001f467"
    assert visible(f"{family} می\u200cخواهم Ö") == f"{family} می\u200cخواهم Ö"


def test_a_name_that_reads_backwards_is_kept_as_it_is_seen(client):
    client.post("/lapor/1/", happening(account=f"Ceri{INVISIBLE}ta"))
    client.post("/lapor/2/", PLACE | {"place": "Gang\u202e pasar"})
    client.post("/lapor/3/", CHILD | {"child_name": f"{INVISIBLE}Bunga"})
    client.post("/lapor/4/", {"reporter_mode": "anonim"})
    client.post("/lapor/5/periksa/")

    complaint = Complaint.objects.get()
    assert complaint.account == "Cerita"
    assert complaint.place == "Gang pasar"
    assert complaint.child_name == "Bunga"


def test_a_file_with_a_path_for_a_name_leads_nowhere(client, intake, worker):
    case = open_case(worker=worker)
    client.force_login(worker)
    for filename in (
        "../../etc/passwd",
        "..\\..\\x",
        "/etc/passwd",
        "a\0b",
        "C:\\x\\y.pdf",
        "\u202egpj.exe",
    ):
        address = f"{case.get_absolute_url()}dokumen/baru/"
        response = send(address, part("file", filename), MULTIPART)(client)
        assert response.status_code < 500


ANY = st.text(st.characters(codec="utf-8"), max_size=120)
once = effort(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@once
@given(ANY, ANY, ANY)
def test_any_story_is_taken_or_answered_in_the_form(client, account, happened, place):
    first = client.post("/lapor/1/", happening(account=account, happened=happened))
    second = client.post("/lapor/2/", PLACE | {"place": place})

    assert first.status_code in ({400} if "\0" in account + happened else {302, 422})
    assert second.status_code in ({400} if "\0" in place else {302, 422})


@once
@given(ANY, ANY, ANY)
def test_any_request_for_data_is_taken_or_answered_in_the_form(client, name, phone, details):
    answer = client.post(
        reverse("reports:info_request_check"), told(name=name, phone=phone, details=details)
    )

    assert answer.status_code in ({400} if "\0" in name + phone + details else {200, 422})
    assert not InfoRequest.objects.exists()


@once
@given(ANY, ANY)
def test_any_message_and_any_search_of_the_office_is_no_error(client, intake, text, searched):
    complaint = Complaint.objects.first() or receive()
    client.force_login(intake)
    answer = client.post(reverse("complaints:message", args=[complaint.pk]), {"text": text})
    found = client.post("/petugas/cari/", {"q": searched})
    listed = client.get("/petugas/pengaduan/", {"q": searched, "kecamatan": text})

    assert answer.status_code in ({400} if "\0" in text else {302, 422})
    assert found.status_code in ({400} if "\0" in searched else {200, 302, 404})
    assert listed.status_code in {200, 400}
    assert not [kept for kept in Message.objects.all() if kept.text != visible(kept.text)]
