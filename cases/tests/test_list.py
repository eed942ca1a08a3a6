"""The list of cases: saved views, filters in the address, order and pages."""

from datetime import date, timedelta

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from django.utils import timezone

from cases.choices import CaseState
from cases.tests.factories import case_in, open_case
from upksai.directory.models import District

LIST = reverse("cases:list")


def numbers(answer):
    page = BeautifulSoup(answer.content, "html.parser")
    cells = page.select("#results tbody th .meta:not(.only-sm)")
    return [cell.get_text().split(" · ")[0].strip() for cell in cells]


def listed(client, **query):
    return numbers(client.get(LIST, query))


def test_a_worker_s_list_holds_only_their_own_cases(client, worker, other_worker):
    mine = open_case(worker=worker)
    open_case(worker=other_worker)
    client.force_login(worker)

    assert listed(client) == [mine.number]


def test_the_head_s_list_holds_all(client, head, worker, other_worker):
    cases = {open_case(worker=worker).number, open_case(worker=other_worker).number}
    client.force_login(head)

    assert set(listed(client)) == cases


def test_each_saved_view_holds_its_cases(client, head, worker, now):
    at = timezone.now()
    active = open_case(worker=worker, head=head, at=at)
    late = open_case(worker=worker, head=head, at=at - timedelta(days=60))
    waiting = case_in(CaseState.PLAN_REVIEW, worker=worker, head=head, at=at)
    closed = case_in(CaseState.CLOSED, worker=worker, head=head, at=at)
    client.force_login(head)

    assert set(listed(client)) == {active.number, late.number, waiting.number}
    assert listed(client, tampil="terlambat") == [late.number]
    assert listed(client, tampil="persetujuan") == [waiting.number]
    assert listed(client, tampil="ditutup") == [closed.number]
    assert len(listed(client, tampil="semua")) == 4
    assert listed(client, tampil="tanpa-petugas") == []


def test_the_head_finds_cases_that_nobody_carries(client, head, worker, now):
    from cases import services

    orphan = services.open_case(
        children=[{}],
        worker=None,
        source="Pengaduan P-2026-001",
        by=head,
        at=now,
        problem="penelantaran",
        ppks_category="PPKS-02",
        risk_level="rendah",
    )
    open_case(worker=worker)
    client.force_login(head)

    assert listed(client, tampil="tanpa-petugas") == [orphan.number]


def test_an_unknown_view_or_filter_is_not_applied(client, head):
    case = open_case(head=head)
    client.force_login(head)
    nonsense = {"tampil": "x", "kategori": "x", "kecamatan": "x", "umur": "x", "dari": "x"}

    assert listed(client, **nonsense, sort="x", petugas="x", dibuka="x") == [case.number]


@pytest.mark.parametrize(
    ("query", "fits"),
    [
        ({"kategori": "PPKS-06"}, {"one"}),
        ({"risiko": "tinggi"}, {"one"}),
        ({"tahap": "assessment"}, {"two"}),
        ({"dibuka": "2025"}, {"two"}),
        ({"dari": "2026-01-01", "sampai": "2026-12-31"}, {"one"}),
        ({"kecamatan": "33.74.16"}, {"two"}),
    ],
)
def test_filters_in_the_address_narrow_the_list(client, head, worker, now, query, fits):
    one = open_case(worker=worker, head=head, at=now, ppks_category="PPKS-06", risk_level="tinggi")
    before = now.replace(year=2025)
    district = District.objects.get(pk="33.74.16")
    two = case_in("assessment", worker=worker, head=head, at=before, district=district)
    client.force_login(head)

    names = {one.number: "one", two.number: "two"}
    assert {names[number] for number in listed(client, tampil="semua", **query)} == fits


def test_cases_are_found_by_number_pseudonym_and_worker(client, head, worker, other_worker):
    mine = open_case(worker=worker, head=head, pseudonym="Kutilang")
    other = open_case(worker=other_worker, head=head, pseudonym="Gelatik")
    client.force_login(head)

    assert listed(client, q="kuti") == [mine.number]
    assert listed(client, q=other.number.lower()) == [other.number]
    assert listed(client, q=mine.number[-3:]) == [mine.number]
    assert listed(client, petugas=other_worker.pk) == [other.number]
    assert listed(client, q="Anak Contoh") == []


@pytest.mark.parametrize(
    ("days", "band"),
    [(0, "0-30"), (30, "0-30"), (31, "31-90"), (90, "31-90"), (91, "91-180"), (181, "181-")],
)
def test_the_age_of_a_case_counts_in_whole_days(client, head, days, band):
    case = open_case(head=head, at=timezone.now() - timedelta(days=days))
    client.force_login(head)
    bands = ["0-30", "31-90", "91-180", "181-"]

    found = {name: listed(client, umur=name) for name in bands}

    assert found == {name: [case.number] if name == band else [] for name in bands}


def test_active_filters_are_shown_and_can_be_taken_off_one_by_one(client, head):
    open_case(head=head)
    client.force_login(head)

    page = BeautifulSoup(
        client.get(LIST, {"kategori": "PPKS-06", "risiko": "tinggi"}).content, "html.parser"
    )

    chips = {
        chip.get_text().partition(":")[0].strip(): chip["href"] for chip in page.select(".chips a")
    }
    assert chips["Kategori PPKS"] == "?risiko=tinggi"
    assert chips["Risiko"] == "?kategori=PPKS-06"
    assert "Tidak ada kasus yang cocok" in page.get_text()


def test_an_empty_office_says_where_cases_come_from(client, worker):
    client.force_login(worker)

    assert "Kasus dibuka dari pengaduan." in client.get(LIST).content.decode()


def test_the_list_is_sorted_by_the_next_deadline_unless_asked_otherwise(client, head, worker):
    at = timezone.now()
    later = open_case(worker=worker, head=head, at=at, risk_level="rendah")
    sooner = open_case(worker=worker, head=head, at=at, risk_level="tinggi")
    client.force_login(head)

    assert listed(client) == [sooner.number, later.number]
    assert listed(client, sort="-tenggat") == [later.number, sooner.number]
    assert listed(client, sort="nomor") == [later.number, sooner.number]
    assert listed(client, sort="-dibuka")


def test_thirty_cases_fill_a_page_and_the_next_page_goes_on(client, head, worker):
    for _number in range(32):
        open_case(worker=worker, head=head)
    client.force_login(head)

    first = client.get(LIST, {"sort": "nomor"})
    next_page = BeautifulSoup(first.content, "html.parser").select_one("a[rel=next]")["href"]
    second = numbers(client.get(LIST + next_page))

    assert len(numbers(first)) == 30
    assert second == ["K-2026-031", "K-2026-032"]


def test_one_case_and_thirty_cost_the_same(client, head, worker, asks_at_most):
    open_case(worker=worker, head=head)
    client.force_login(head)
    counts = []
    for more in (0, 29):
        for _number in range(more):
            open_case(worker=worker, head=head)
        with asks_at_most(15) as asked:
            client.get(LIST)
        counts.append(len(asked))

    assert counts[0] == counts[1]
    assert not any("OFFSET" in sql for sql in asked)


def test_no_name_of_a_child_is_in_the_list(client, head):
    open_case(head=head, children=[{"full_name": "Nama Asli", "birth_date": date(2019, 3, 1)}])
    client.force_login(head)

    assert "Nama Asli" not in client.get(LIST).content.decode()
