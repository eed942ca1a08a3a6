from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
import time_machine
from bs4 import BeautifulSoup

from cases.tests.factories import case_in, open_case
from complaints.services import seal_complaint
from complaints.tests.factories import complaint_in, receive
from reports.dashboard import dashboard
from reports.periods import run_of_years, year
from upksai.accounts.roles import Role
from upksai.accounts.tests.factories import UserFactory
from upksai.directory.models import Subdistrict

PAGE = "/petugas/dasbor/"


def at(*when):
    return datetime(*when, 9, tzinfo=ZoneInfo("Asia/Jakarta"))


@pytest.fixture(autouse=True)
def _today(now):
    with time_machine.travel(now, tick=False):
        yield


@pytest.fixture
def the_papers_35(worker, head):
    """18 cases in 2021 and 17 in 2022, one child each."""
    for n in range(35):
        open_case(worker=worker, head=head, at=at(2021 + (n >= 18), 1 + n % 12, 3))


def numbers(page) -> str:
    return " ".join(BeautifulSoup(page.content, "html.parser").get_text(" ").split())


def test_2021_and_2022_show_145_8_percent_of_the_target_and_0_85_percent_of_the_children(
    client, head, the_papers_35
):
    client.force_login(head)

    shown = numbers(client.get(PAGE, {"periode": "2021-2022"}))

    assert "35 dari 24 = 145,8%" in shown
    assert "35 dari 4.095 = 0,85%" in shown


@pytest.mark.parametrize("more", [" AND 1=1", " AND 1=2", ") AND 73=73 AND (39=39", "' OR '1'='1"])
def test_a_period_with_more_behind_it_is_none_and_the_page_is_that_of_this_year(
    client, head, the_papers_35, more
):
    client.force_login(head)

    assert numbers(client.get(PAGE, {"periode": f"2021{more}"})) == numbers(client.get(PAGE))


def test_two_children_in_one_case_count_as_two_children(now, head):
    open_case(at=now, children=[{"full_name": "Kakak"}, {"full_name": "Adik"}])

    board = dashboard(year(2026), at=now, reader=head)

    assert (board.cases, board.children) == (1, 2)


def test_the_pace_is_the_part_of_the_year_that_has_gone(now, head):
    board = dashboard(year(2026), at=now, reader=head)

    assert board.pace_today == pytest.approx(12 * (now - year(2026).start).days / 365, abs=0.1)
    assert len(board.monthly_cases) == 11
    assert not board.is_on_pace


def test_months_of_several_years_follow_each_other(the_papers_35, now, head):
    board = dashboard(run_of_years(2021, 2022), at=now, reader=head)

    assert sum(board.monthly_cases) == board.cumulative[-1] == 35
    assert board.month_labels[0] == "Jan 21"
    assert board.month_labels[-1] == "Des 22"


def test_late_cases_and_workload_are_counted_for_each_worker(worker, head, now):
    open_case(worker=worker, head=head, at=at(2026, 10, 1))
    case_in("intervention", worker=worker, head=head, at=now)

    board = dashboard(year(2026), at=now, reader=head)

    assert (board.late.part, board.late.whole) == (1, 2)
    [load] = board.loads
    assert (load.active, load.late, load.ended) == (2, 1, 0)
    assert dict(board.ages) == {"0-30": 1, "31-90": 1, "91-180": 0, "181-": 0}


def test_complaints_are_counted_by_kecamatan(now, head):
    receive(at=now, subdistrict=Subdistrict.objects.get(name="Pedalangan"))
    receive(at=now)

    tiles = {
        tile.district.name: tile.count for tile in dashboard(year(2026), at=now, reader=head).tiles
    }

    assert tiles["Banyumanik"] == 1
    assert sum(tiles.values()) == 1
    assert len(tiles) == 16


def test_every_count_of_the_head_leads_to_its_list(client, head, the_papers_35, worker, now):
    """The list behind a number holds as many rows as the number says, thirty on a page."""
    receive(at=now, subdistrict=Subdistrict.objects.get(name="Pedalangan"))
    receive(at=at(2026, 3, 2), subdistrict=Subdistrict.objects.get(name="Miroto"))
    receive(at=at(2025, 3, 2), subdistrict=Subdistrict.objects.get(name="Pedalangan"))
    open_case(worker=worker, head=head, at=at(2026, 10, 1))
    case_in("closed", worker=worker, head=head, at=at(2026, 9, 1))
    client.force_login(head)
    page = BeautifulSoup(client.get(PAGE, {"periode": "2026"}).content, "html.parser")
    links = page.select(".kpis .val a, .bars a, .tilemap a, .data-table a, .num a")

    assert len(links) >= 12
    for link in links:
        count = int(link.get_text(" ").split()[-1])
        listed = BeautifulSoup(client.get(link["href"]).content, "html.parser")
        assert len(listed.select("#results tbody tr")) == min(count, 30), link["href"]


def test_what_is_sealed_from_the_head_is_in_no_number_with_a_list_behind_it(
    client, head, worker, now
):
    kept_out = UserFactory(role=Role.HEAD)
    where = Subdistrict.objects.get(name="Pedalangan")
    people = {"worker": worker, "head": head}
    complaint = complaint_in("case_opened", at=now, subdistrict=where, **people)
    open_case(worker=worker, head=head, at=now)
    told = {"person": kept_out, "reason": "Keluarga sendiri.", "by": head, "at": now}
    seal_complaint(complaint, **told)

    def counted(reader):
        board = dashboard(year(2026), at=now, reader=reader)
        ages = sum(n for _band, n in board.ages)
        [load] = board.loads
        tiles = sum(tile.count for tile in board.tiles)
        return board.listed, board.late.whole, ages, load.active, board.complaints, tiles

    assert counted(kept_out) == (1, 1, 1, 1, 0, 0)
    assert counted(head) == (2, 2, 2, 2, 1, 1)
    # The unit's own total against the target counts every case.
    assert dashboard(year(2026), at=now, reader=kept_out).cases == 2
    client.force_login(kept_out)
    page = BeautifulSoup(client.get(PAGE, {"periode": "2026"}).content, "html.parser")
    for link in page.select(".bars a, .tilemap a, .data-table a, .num a"):
        listed = BeautifulSoup(client.get(link["href"]).content, "html.parser")
        count = int(link.get_text(" ").split()[-1])
        assert len(listed.select("#results tbody tr")) == count, link["href"]


def test_the_data_officer_sees_the_numbers_but_no_way_to_cases(client, data_officer, now):
    open_case(at=now)
    client.force_login(data_officer)

    page = client.get(PAGE).content.decode()

    assert "Dasbor kinerja" in page
    assert "/petugas/kasus/" not in page
    assert "Menunggu keputusan Anda" not in page


@pytest.mark.parametrize("who", ["intake", "worker", "auditor", "admin"])
def test_others_have_no_dashboard(client, request, who):
    client.force_login(request.getfixturevalue(who))

    assert client.get(PAGE).status_code == 404


def test_an_empty_office_has_a_dashboard_too(client, head):
    client.force_login(head)

    assert "Belum ada data" in client.get(PAGE).content.decode()


def test_the_dashboard_asks_few_questions_however_many_cases(
    client, head, the_papers_35, asks_at_most
):
    client.force_login(head)

    with asks_at_most(15):
        client.get(PAGE, {"periode": "2021-2022"})
