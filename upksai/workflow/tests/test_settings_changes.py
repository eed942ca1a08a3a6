"""What the head and the admin set, and what follows from it."""

from datetime import date

import pytest
from django.urls import reverse

from complaints.tests.factories import complaint_in, receive
from upksai.directory.calendar import add_working_days
from upksai.directory.models import DayOverride, Institution, TimeLimit, YearFigure
from upksai.workflow.limits import limit_lines

VERIFIED = "complaint-intake.verified"
LIMIT = f"/petugas/pengaturan/batas-waktu/{VERIFIED}/"


@pytest.fixture
def office(client, head):
    """The head at work."""
    client.force_login(head)
    return client


def test_every_limit_of_every_sop_stands_in_one_table(office):
    page = office.get(reverse("workflow:limits")).content.decode()
    lines = {line.key: line for line in limit_lines()}

    assert len(lines) == len(limit_lines()) >= 20
    assert str(lines["complaint-intake.police"].written) == "72 jam"
    assert str(lines["information-request.answer"].written) == "10 hari kerja"
    for line in lines.values():
        assert reverse("workflow:limit", args=[line.key]) in page


def test_a_limit_for_a_risk_says_that_it_is_a_risk(office):
    page = office.get(reverse("workflow:limits")).text

    assert "Terbuka (risiko tinggi)" in page
    assert "Diterima (darurat)" in page
    assert "(tinggi)" not in page


def test_a_changed_limit_counts_from_the_next_step_on(office, now):
    before = complaint_in("verified", at=now)

    page = office.post(LIMIT, {"amount": "3", "unit": "days"}, follow=True).content.decode()

    after = complaint_in("verified", at=now)
    before.refresh_from_db()
    assert "Batas waktu tersimpan" in page
    assert "3 hari" in page
    assert (after.due_at - now).days == 3
    assert before.due_at != after.due_at


def test_the_police_clock_can_be_set_too(office, now):
    office.post(
        reverse("workflow:limit", args=["complaint-intake.police"]), {"amount": 24, "unit": "hours"}
    )

    complaint = receive(at=now, problem="kekerasan_seksual")

    assert (complaint.police_due_at - now).total_seconds() == 24 * 3600


def test_a_limit_goes_back_to_what_the_sop_says_and_both_are_remembered(office, head):
    office.post(LIMIT, {"amount": "3", "unit": "days"})
    office.post(reverse("workflow:limit_reset", args=[VERIFIED]))

    assert not TimeLimit.objects.exists()
    page = office.get(LIMIT).content.decode()
    assert "Menjadi 3 hari" in page
    assert "Kembali ke bawaan SOP" in page
    assert head.full_name in page


@pytest.mark.parametrize(
    ("amount", "told"),
    [("0", "paling sedikit 1"), ("366", "paling banyak 365"), ("", "Tulis lamanya")],
)
def test_an_impossible_limit_changes_nothing(office, amount, told):
    page = office.post(LIMIT, {"amount": amount, "unit": "days"}).content.decode()

    assert told in page
    assert 'id="error-summary"' in page
    assert not TimeLimit.objects.exists()


def test_a_limit_that_no_sop_knows_is_not_there(office):
    assert office.get(reverse("workflow:limit", args=["made.up"])).status_code == 404


def test_a_day_off_of_our_own_is_not_counted_until_it_is_removed(office, now):
    due = add_working_days(now, 1)
    told = {"day": "2026-11-24", "is_working": "libur", "reason": "Pemilihan"}

    office.post(reverse("workflow:day_new"), told)
    assert (add_working_days(now, 1) - due).days == 1

    page = office.post(
        reverse("workflow:day_remove", args=["2026-11-24"]), follow=True
    ).content.decode()
    assert add_working_days(now, 1) == due
    assert "24 November 2026 dihapus (Pemilihan)" in page


def test_a_working_day_of_our_own_is_counted(office, now):
    told = {"day": "2026-11-28", "is_working": "kerja", "reason": "Masuk pengganti"}
    office.post(reverse("workflow:day_new"), told)

    saturday = add_working_days(now, 5)

    assert saturday.date() == date(2026, 11, 28)


def test_a_day_sent_twice_is_kept_once_and_a_different_one_is_refused(office):
    told = {"day": "2026-11-24", "is_working": "libur", "reason": "Pemilihan"}
    for _click in range(2):
        assert office.post(reverse("workflow:day_new"), told).status_code == 302
    assert DayOverride.objects.count() == 1

    page = office.post(reverse("workflow:day_new"), told | {"is_working": "kerja"})
    assert "sudah ada di daftar" in page.content.decode()


@pytest.mark.parametrize("day", ["0226-12-28", "1999-01-01", "2025-12-31"])
def test_a_day_of_a_past_year_is_refused_since_the_calendar_would_not_show_it(office, day):
    told = {"day": day, "is_working": "libur", "reason": "Pemilihan"}

    page = office.post(reverse("workflow:day_new"), told)

    assert page.status_code == 422
    assert "Kalender kerja mulai 1 Januari 2026. Periksa tahunnya." in page.text
    assert not DayOverride.objects.exists()


def test_removing_a_day_twice_is_said_calmly(office):
    page = office.post(reverse("workflow:day_remove", args=["2026-11-24"]), follow=True)

    assert "sudah tidak ada di kalender" in page.content.decode()


def test_the_calendar_shows_the_national_holidays_of_two_years(office, time_machine, now):
    time_machine.move_to(now)

    page = office.get(reverse("workflow:calendar")).content.decode()

    assert "Jumat, 25 Desember 2026" in page
    assert "Libur nasional dan cuti bersama 2027" in page


PARTNER = {
    "name": "Rumah Aman Contoh",
    "code": "RAC",
    "kind": "lksa",
    "services": "Tempat tinggal",
    "phone": "024 000000",
}


def test_a_partner_is_added_once_corrected_and_let_go(office, head):
    for _click in range(2):
        assert office.post(reverse("workflow:partner_new"), PARTNER).status_code == 302
    added = Institution.objects.get(code="RAC")
    address = reverse("workflow:partner", args=[added.pk])

    office.post(address, PARTNER | {"phone": "024 111111"})
    added.refresh_from_db()
    assert (added.phone, added.is_active) == ("024 111111", False)
    page = office.get(address).content.decode()
    assert "tidak lagi bekerja sama" in page
    assert head.full_name in page
    assert "Berakhir" in office.get(reverse("workflow:partners")).content.decode()


def test_two_partners_do_not_share_a_name(office):
    office.post(reverse("workflow:partner_new"), PARTNER)

    page = office.post(reverse("workflow:partner_new"), PARTNER | {"code": "RAD"})

    assert "Lembaga dengan nama ini sudah ada" in page.content.decode()
    assert "Tempat tinggal" in page.content.decode()


FIGURE = {"year": "2022", "kind": "ppks", "amount": "4000", "source": "Profil Anak 2022"}


def test_a_years_figure_is_written_down_once_with_its_source(office):
    for _click in range(2):
        assert office.post(reverse("workflow:figure_new"), FIGURE).status_code == 302
    page = office.get(reverse("workflow:figures")).content.decode()

    assert YearFigure.objects.filter(year=2022, kind="ppks").count() == 1
    assert "4.000" in page
    assert "Profil Anak 2022" in page


def test_a_figure_that_is_there_is_changed_in_its_place(office):
    written = YearFigure.objects.get(year=2027, kind="target")
    refused = office.post(
        reverse("workflow:figure_new"), FIGURE | {"year": "2027", "kind": "target"}
    ).content.decode()
    assert "sudah ada" in refused

    office.post(
        reverse("workflow:figure", args=[written.pk]), {"amount": "18", "source": "Renstra"}
    )
    written.refresh_from_db()
    assert written.amount == 18
    page = office.get(reverse("workflow:figure", args=[written.pk])).content.decode()
    assert "Menjadi 18 (Renstra)" in page


def test_a_figure_needs_its_source(office):
    page = office.post(reverse("workflow:figure_new"), FIGURE | {"source": ""}).content.decode()

    assert "Tulis asal angka ini." in page
