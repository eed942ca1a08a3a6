"""Following a report with its code."""

import re
from datetime import timedelta

import pytest
import time_machine

from complaints import services
from complaints.choices import ComplaintState
from complaints.tests.factories import complaint_in, receive
from upksai.accounts.roles import Role
from upksai.accounts.tests.factories import UserFactory
from upksai.privacy import codes

FACTS = {"channel": "telepon", "reporter_mode": "anonim", "account": "x"}


@pytest.fixture
def office_clock(now):
    with time_machine.travel(now, tick=False):
        yield now


@pytest.fixture
def written(office_clock, intake):
    """A complaint and its code."""
    return services.receive(
        reporter={}, by=intake, at=office_clock, child_name="Bunga Contoh", **FACTS
    )


def follow(client, code):
    return client.post("/lacak/", {"code": code})


def test_the_code_opens_the_report_however_it_is_typed(client, written):
    _complaint, code = written
    for typed in (code, code.lower(), code.replace(" ", ""), code.replace(" ", "-")):
        assert follow(client, typed).url == "/lacak/laporan/"
        assert "Status laporan Anda" in client.get("/lacak/laporan/").text


@pytest.mark.parametrize("wrong", ["0000 0000 0000 0000 0000", "x", "P-2026-001", "<script>"])
def test_nobody_gets_in_with_a_wrong_code(client, written, wrong):
    response = follow(client, wrong)
    assert response.status_code == 422
    assert "Kode ini tidak membuka laporan." in response.text
    assert not response.cookies
    assert client.get("/lacak/laporan/").url == "/lacak/"


def test_a_right_beginning_gets_the_same_answer_as_a_wrong_one(client, written):
    _complaint, code = written
    almost = code[:-1] + ("A" if code[-1] != "A" else "B")

    def answer(typed):
        response = follow(client, typed)
        return response.status_code, response.text.replace(typed, "")

    assert answer(almost) == answer("0000 0000 0000 0000 0000")


def test_a_code_whose_time_is_over_gets_the_answer_of_a_wrong_one(client, written, now):
    complaint, code = written
    walk(complaint, now, "cancel")

    with time_machine.travel(now + codes.OPEN_AFTER_THE_END + timedelta(days=1), tick=False):
        over, wrong = follow(client, code), follow(client, "0000 0000 0000 0000 0000")
    assert over.status_code == wrong.status_code == 422
    assert over.text.replace(code, "") == wrong.text.replace("0000 0000 0000 0000 0000", "")


def test_after_many_wrong_codes_the_right_one_is_shut_too(client, written):
    complaint, code = written
    for _try in range(codes.MOST_WRONG):
        follow(client, f"{complaint.finder} AAAA BBBB CCCC")
    assert "Kode ini tidak membuka laporan." in follow(client, code).text


def test_an_empty_code_is_asked_for(client):
    assert "Tulis kode pada tanda terima Anda." in follow(client, "").text
    assert "Tulis kode" in client.post("/lacak/").text


def test_the_code_never_stands_in_an_address(client, written):
    _complaint, code = written
    response = client.post("/lacak/", {"code": code}, follow=True)
    assert [url for url, _status in response.redirect_chain] == ["/lacak/laporan/"]
    assert code.replace(" ", "") not in str(dict(client.session))


def test_an_opened_report_closes_after_an_hour(client, written, now):
    follow(client, written[1])
    with time_machine.travel(now.replace(hour=11), tick=False):
        assert client.get("/lacak/laporan/").url == "/lacak/"
        late = client.post("/lacak/laporan/", {"text": "Pagi hari."})
        assert late.status_code == 422
        assert "Balasan belum terkirim" in late.text
        assert 'action="/lacak/"' in late.text


def test_without_a_code_there_is_nothing_to_follow(client):
    assert client.get("/lacak/laporan/").url == "/lacak/"


STAGES = {
    ComplaintState.RECEIVED: "Sedang diperiksa petugas",
    ComplaintState.SCREENED: "Sedang diperiksa petugas",
    ComplaintState.VERIFIED: "Sedang diperiksa petugas",
    ComplaintState.CASE: "Ditangani pekerja sosial",
}


def current_stage(client) -> str:
    text = client.get("/lacak/laporan/").text
    return re.search(r'aria-current="step">.*?<h3>(.*?)</h3>', text, re.DOTALL)[1]


def walk(complaint, at, *steps):
    people = {role: UserFactory(role=role) for role in (Role.INTAKE, Role.HEAD, Role.WORKER)}
    screening = {
        "problem": "penelantaran",
        "ppks_category": "PPKS-02",
        "risk_level": "sedang",
        "risk_reason": "Ada nenek.",
        "in_authority": "ya",
    }
    filled = {
        "screen": (Role.INTAKE, screening),
        "verify": (Role.INTAKE, {"verification": "RAHASIA membenarkan."}),
        "accept": (Role.HEAD, {"worker": people[Role.WORKER]}),
        "serve": (Role.HEAD, {"outcome": "RAHASIA alat bantu"}),
        "decline": (Role.HEAD, {"outcome": "RAHASIA kota lain"}),
        "unproven": (Role.HEAD, {"outcome": "RAHASIA"}),
        "cancel": (Role.HEAD, {"note": "RAHASIA"}),
        "ask": (Role.INTAKE, {"note": "Pagi atau malam?"}),
    }
    for step in steps:
        role, facts = filled[step]
        services.take_step(complaint, step, by=people[role], at=at, **facts)


@pytest.mark.parametrize(
    ("steps", "stage", "words"),
    [
        ((), "Sedang diperiksa petugas", "Paling lambat"),
        (("screen",), "Sedang diperiksa petugas", "Paling lambat"),
        (("screen", "verify"), "Sedang diperiksa petugas", "Paling lambat"),
        (("screen", "verify", "accept"), "Ditangani pekerja sosial", "Diperiksa petugas"),
        (("screen", "verify", "serve"), "Selesai", "Bantuan atau informasi sudah diberikan."),
        (("screen", "verify", "decline"), "Selesai", "ditangani lembaga lain"),
        (("screen", "verify", "unproven"), "Selesai", "tidak menemukan yang perlu ditangani"),
        (("cancel",), "Selesai", "Pemeriksaan dihentikan."),
        (("ask",), "Sedang diperiksa petugas", "Petugas bertanya."),
    ],
)
def test_the_public_sees_the_stage_in_public_words(
    client, written, office_clock, steps, stage, words
):
    complaint, code = written
    walk(complaint, office_clock, *steps)
    follow(client, code)
    text = client.get("/lacak/laporan/").text
    assert current_stage(client) == stage
    assert words in text
    assert "RAHASIA" not in text
    assert "Bunga" not in text
    assert complaint.number not in text
    assert "pengaduan P-" not in text


def test_a_finished_report_takes_no_reply(client, written, office_clock):
    complaint, code = written
    walk(complaint, office_clock, "cancel")
    follow(client, code)
    assert "sudah selesai" in client.get("/lacak/laporan/").text
    refused = client.post("/lacak/laporan/", {"text": "Masih ada?"})
    assert refused.status_code == 422
    assert "Balasan tidak terkirim: laporan ini sudah selesai." in refused.text
    assert not complaint.messages.exists()


def test_a_merged_report_shows_the_other_ones_way_without_saying_so(
    client, written, office_clock, intake
):
    complaint, code = written
    other = complaint_in("case", at=office_clock)
    services.take_step(complaint, "merge", by=intake, at=office_clock, duplicate_of=other)
    follow(client, code)
    text = client.get("/lacak/laporan/").text
    assert current_stage(client) == "Ditangani pekerja sosial"
    assert other.number not in text
    assert "gabung" not in text


def test_the_reporter_answers_and_the_complaint_goes_back_to_the_officer(
    client, written, office_clock
):
    complaint, code = written
    walk(complaint, office_clock, "ask")
    follow(client, code)
    page = client.get("/lacak/laporan/")
    assert "Pagi atau malam?" in page.text
    answer = {"text": "Malam hari.", "form_key": page.context["form"]["form_key"].value()}
    assert client.post("/lacak/laporan/", answer).url == "/lacak/laporan/"
    client.post("/lacak/laporan/", answer)  # pressed twice
    complaint.refresh_from_db()
    assert complaint.state == ComplaintState.RECEIVED
    assert complaint.messages.filter(by=None).count() == 1
    assert "Malam hari." in client.get("/lacak/laporan/").text


def test_an_empty_reply_changes_nothing(client, written, office_clock):
    complaint, code = written
    walk(complaint, office_clock, "ask")
    follow(client, code)
    assert "Tulis balasan Anda." in client.post("/lacak/laporan/", {"text": " "}).text
    complaint.refresh_from_db()
    assert complaint.state == ComplaintState.NEEDS_INFO


def test_the_officer_who_wrote_is_not_named(client, written, office_clock, intake):
    complaint, code = written
    services.write_to_reporter(complaint, text="Sudah kami terima.", by=intake, at=office_clock)
    follow(client, code)
    text = client.get("/lacak/laporan/").text
    assert "Petugas pengaduan" in text
    assert intake.full_name not in text


@pytest.mark.parametrize("messages", [1, 30])
def test_following_asks_as_many_questions_for_one_message_as_for_thirty(
    client, written, office_clock, intake, messages, django_assert_num_queries
):
    complaint, code = written
    for n in range(messages):
        services.write_to_reporter(complaint, text=f"Pesan {n}", by=intake, at=office_clock)
    follow(client, code)
    with django_assert_num_queries(3):
        client.get("/lacak/laporan/")


def test_one_report_does_not_open_another(client, written, office_clock):
    other = receive(at=office_clock, account="Lain")
    services.write_to_reporter(
        other, text="Untuk yang lain", by=UserFactory(role=Role.INTAKE), at=office_clock
    )
    follow(client, written[1])
    assert "Untuk yang lain" not in client.get("/lacak/laporan/").text
