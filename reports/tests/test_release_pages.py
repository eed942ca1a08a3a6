"""The pages on which statistics are planned, proposed, decided and read."""

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext

from reports.models import LedgerEntry, StatPlan, StatRelease, StatSnapshot
from reports.periods import half_year, year
from reports.services import take_release_step
from reports.tests.statistics import LIST, NEW, NOW, planned, proposed, published, records

pytestmark = pytest.mark.usefixtures("cases", "clock")

MOST = 15


def text_of(response) -> str:
    return BeautifulSoup(response.content, "html.parser").get_text(" ", strip=True)


def test_from_the_question_to_the_public_page(client, data_officer, head):
    client.force_login(data_officer)
    asked = client.post(NEW, {"first": "sex", "second": "", "period": "2025"})
    plan = StatPlan.objects.get()
    assert asked.url == plan.get_absolute_url()
    page = text_of(client.get(asked.url))
    assert "Kasus menurut jenis kelamin, Tahun 2025" in page
    assert "Diperiksa bersama semua rilis terdahulu" in page

    client.post(asked.url, {"option": "0", "purpose": "laman"})
    release = StatRelease.objects.get()
    assert (release.state, release.proposed_by) == ("proposed", data_officer)

    client.force_login(head)
    address = f"{release.get_absolute_url()}langkah/publish/"
    deciding = text_of(client.get(address))
    assert "Kasus menurut jenis kelamin" in deciding
    assert "Tidak ada: inilah tabel paling rinci." in deciding
    assert "Diperiksa bersama semua rilis terdahulu" in deciding
    done = client.post(address, {"version": release.version}, follow=True)
    assert "Diterbitkan." in text_of(done)

    client.logout()
    assert "Kasus menurut jenis kelamin, Tahun 2025" in text_of(client.get("/statistik/2025/"))


def test_sending_a_proposal_twice_makes_it_once(client, data_officer):
    plan = planned(by=data_officer)
    client.force_login(data_officer)
    key = BeautifulSoup(client.get(plan.get_absolute_url()).content, "html.parser")
    told = {
        "option": "0",
        "purpose": "media",
        "form_key": key.select_one("[name=form_key]")["value"],
    }

    client.post(plan.get_absolute_url(), told)
    client.post(plan.get_absolute_url(), told)

    assert StatRelease.objects.get().purpose == "media"


def test_a_table_that_is_out_already_is_not_proposed_again(client, data_officer):
    published("sex")
    plan = planned("sex", by=data_officer)
    client.force_login(data_officer)

    page = client.post(plan.get_absolute_url(), {"option": "0", "purpose": "laman"})

    assert "Tabel yang sama sudah terbit: rilis 1." in text_of(page)


def test_a_plan_says_when_it_was_made_on_another_ledger(client, data_officer):
    plan = planned("age", by=data_officer)
    client.force_login(data_officer)
    assert "rilis lain sudah terbit" not in text_of(client.get(plan.get_absolute_url()))

    published("sex")

    assert "rilis lain sudah terbit" in text_of(client.get(plan.get_absolute_url()))


def test_the_same_twice_is_not_a_cross_table(client, data_officer):
    client.force_login(data_officer)

    page = client.post(NEW, {"first": "sex", "second": "sex", "period": "2025"})

    assert "Pilih rincian yang lain" in text_of(page)


@pytest.mark.parametrize("period", ["2026", "2026-S2", "1999"])
def test_only_what_is_over_can_be_asked(client, data_officer, period):
    client.force_login(data_officer)

    assert client.post(NEW, {"first": "sex", "period": period}).status_code == 422
    assert not StatPlan.objects.exists()


def test_a_corrected_table_is_planned_from_the_cases_of_today(client, cases, data_officer):
    release = published("sex")
    cases.extend(records(6, seed=8))
    client.force_login(data_officer)

    address = f"{release.get_absolute_url()}koreksi/"
    assert "tetap dianggap diketahui orang" in text_of(client.get(address))
    client.post(address)

    plan = StatPlan.objects.get(corrects=release)
    assert plan.snapshot.number == 2
    page = client.get(plan.get_absolute_url())
    assert BeautifulSoup(page.content, "html.parser").select_one("[value=koreksi][selected]")


def test_a_new_snapshot_is_taken_when_asked_for(client, cases, data_officer):
    planned()
    cases.extend(records(6, seed=8))
    client.force_login(data_officer)

    assert "nomor 2" in text_of(client.post(f"{LIST}potret/", follow=True))
    assert StatSnapshot.objects.count() == 2


def test_an_empty_office_says_where_to_begin(client, data_officer):
    client.force_login(data_officer)
    page = text_of(client.get(LIST))

    assert "Belum ada usulan rilis." in page
    assert "Belum ada permintaan yang ditolak." in page


def test_the_list_says_who_released_what_and_what_may_still_be_asked(client, data_officer, head):
    data_officer.full_name, head.full_name = "Dewi Contoh", "Ratna Contoh"
    data_officer.save()
    head.save()
    published("sex", by=data_officer, head=head)
    planned("age")
    StatPlan.objects.create(
        by=data_officer,
        asked_at=NOW,
        dimensions="type",
        period="2024",
        title="Jenis, Tahun 2024",
        snapshot=StatSnapshot.objects.get(),
        ledger=LedgerEntry.objects.get().sha256,
        reasons=["Tidak ada tabel yang aman."],
    )
    client.force_login(data_officer)

    page = text_of(client.get(LIST))

    assert "Dewi Contoh" in page
    assert "Ratna Contoh" in page
    assert "Terbit : sex, Tahun 2025" in page
    assert "Aman diminta : age, Tahun 2025" in page
    assert "Jenis, Tahun 2024 Tidak ada tabel yang aman." in page


@pytest.mark.parametrize("who", ["head", "data_officer", "auditor"])
@pytest.mark.parametrize("tables", [1, 3])
def test_the_pages_ask_little_of_the_database(client, request, asks_at_most, who, tables):
    released = [published(topic) for topic in ("sex", "age", "type")[:tables]]
    plan = planned("outcome")
    client.force_login(request.getfixturevalue(who))
    for page in (LIST, released[0].get_absolute_url(), plan.get_absolute_url()):
        client.get(page)
        with asks_at_most(MOST):
            client.get(page)


@pytest.mark.parametrize("tables", [1, 3])
def test_the_public_page_asks_the_same_however_much_it_shows(stranger, asks_at_most, tables):
    for topic in ("sex", "age", "type")[:tables]:
        published(topic)
    for page in ("/statistik/2025/", "/statistik/rilis/1.csv", "/statistik/rilis/1.json"):
        with asks_at_most(3):
            stranger.get(page)


def test_all_years_stand_side_by_side_as_far_as_they_were_released(stranger, cases):
    empty = text_of(stranger.get("/statistik/"))
    assert "Belum ada data terbit." in empty
    cases.extend(records(30, in_year=2024))
    cases.extend(records(60, in_year=2023))
    published("sex")
    published("age", period=year(2024))
    published("sex", period=half_year(2023, 1))
    withdrawn = published("sex", period=year(2022))
    take_release_step(withdrawn, "withdraw", by=withdrawn.entry.by, at=NOW, note="Salah periode.")

    with CaptureQueriesContext(connection) as asked:
        page = BeautifulSoup(stranger.get("/statistik/").content, "html.parser")
    by_year = {
        row.th.get_text(strip=True): [cell.get_text(strip=True) for cell in row("td")]
        for row in page.select("tbody tr")
    }

    assert by_year["2025"][0] == "40"
    assert by_year["2024"][0] == "30"
    assert by_year["2023"][0] == by_year["2022"][0] == "–"
    assert [by_year[y][2] for y in ("2025", "2024", "2023", "2022")] == ["1", "1", "1", "0"]
    assert page.select_one("figure desc").get_text() == "2024: 30; 2025: 40"
    assert len(asked) <= 3


def test_the_head_finds_a_proposal_among_the_tasks(client, head):
    release = proposed("sex")
    client.force_login(head)

    page = text_of(client.get("/petugas/persetujuan/"))

    assert "Putuskan usulan rilis statistik" in page
    assert release.title in page


def test_a_withdrawn_table_leaves_the_public_pages(client, head):
    release = published("sex", head=head)
    take_release_step(release, "withdraw", by=head, at=NOW, note="Salah periode.")

    assert "Belum ada data terbit untuk 2025." in text_of(client.get("/statistik/2025/"))
    assert client.get("/statistik/rilis/1.csv").status_code == 404
    assert client.get("/statistik/rilis/1.json").status_code == 404
    client.force_login(head)
    assert "Ditarik" in text_of(client.get(release.get_absolute_url()))


def test_what_was_never_published_is_not_corrected(client, data_officer):
    release = proposed("sex")
    client.force_login(data_officer)

    page = client.post(f"{release.get_absolute_url()}koreksi/")

    assert "Hanya rilis yang terbit yang dapat dikoreksi." in text_of(page)
