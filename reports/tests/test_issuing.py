from io import BytesIO

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.db import InternalError, transaction
from pypdf import PdfReader

from reports.figures import Headline
from reports.models import IssuedReport
from reports.periods import half_year, year
from reports.services import snapshots
from reports.services.issuing import figures_of, issue_report
from reports.tests.statistics import published, skewed, words_of

PREVIEW, ISSUE, CHECK = "/petugas/laporan/", "/petugas/laporan/unduh/", "/laporan/periksa/"


@pytest.fixture
def tables(monkeypatch):
    """Three tables of 2025, as everybody can read them."""
    monkeypatch.setattr(snapshots, "anonymous_records", lambda secret: skewed())
    return [published(topic) for topic in ("type", "sex", "semester")]


def test_2021_and_2022_show_the_paper_s_two_sides():
    """35 of 24 = 145.8 % of the target, but 35 of 4,095 = 0.85 % of the children."""
    head = Headline("Tahun 2021–2022", cases=35, target=24, children_in_need=4095)

    assert head.achievement == 145.8
    assert head.coverage == 0.85


def test_the_same_figures_have_the_same_fingerprint(tables):
    assert figures_of(year(2025)).sha256 == figures_of(year(2025)).sha256
    assert figures_of(year(2025)).sha256 != figures_of(year(2024)).sha256


def test_a_report_takes_its_tables_from_what_was_released(tables):
    figures = figures_of(year(2025))

    assert [table.release for table in figures.tables] == [
        release.entry.published for release in tables
    ]
    assert figures.cases == 40
    assert "Wilayah" in figures.missing
    assert "Jenis" not in figures.missing


def test_a_year_says_nothing_of_the_halves_it_does_not_cover(tables):
    figures = figures_of(half_year(2025, 1))

    assert (figures.tables, figures.cases) == ([], None)
    assert len(figures.missing) == 6


@pytest.mark.slow
def test_the_pdf_is_tagged_titled_and_says_what_was_released(tables, auditor, now):
    issued, pdf = issue_report(year(2025), by=auditor, at=now)
    reader = PdfReader(BytesIO(pdf))
    text = words_of(pdf)

    assert reader.metadata.title == "Laporan Penanganan Kasus Tahun 2025"
    assert reader.trailer["/Root"]["/Lang"].startswith("id")
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert issued.sha256 in text.replace("\n", "")
    assert "Kasus menurut jenis, Tahun 2025" in text
    assert "t.d. = tidak ditampilkan" in text
    assert "Untuk periode ini belum ada tabel terbit menurut: Kelompok usia, Wilayah" in (
        " ".join(text.split())
    )


def test_an_issued_report_stays_as_it_was(tables, auditor, now):
    issued, _pdf = issue_report(year(2025), by=auditor, at=now)
    issued.title = "Laporan lain"

    with pytest.raises(InternalError), transaction.atomic():
        issued.save()


@pytest.mark.parametrize("who", ["head", "data_officer", "auditor"])
def test_head_data_officer_and_auditor_see_and_issue_the_report(client, request, who, tables):
    person = request.getfixturevalue(who)
    client.force_login(person)

    page = client.get(PREVIEW, {"periode": "2025"})
    pdf = client.post(ISSUE, {"periode": "2025"})

    assert "Laporan Penanganan Kasus Tahun 2025" in page.content.decode()
    assert pdf["Content-Type"] == "application/pdf"
    assert pdf["Content-Disposition"].startswith('attachment; filename="laporan-upksai-2025-')
    assert IssuedReport.objects.get().by == person


@pytest.mark.parametrize("who", ["intake", "worker", "admin"])
def test_others_get_no_report(client, request, who):
    client.force_login(request.getfixturevalue(who))

    assert client.get(PREVIEW).status_code == 404
    assert client.post(ISSUE).status_code == 404
    assert not IssuedReport.objects.exists()


@pytest.mark.parametrize("named", ["", "2025-S3", "*))", "1999", "2025-2025"])
def test_no_report_of_another_period_is_issued_than_the_one_that_was_named(client, auditor, named):
    client.force_login(auditor)

    answer = client.post(ISSUE, {"periode": named}, follow=True)

    assert answer.redirect_chain == [(PREVIEW, 302)]
    assert "Laporan belum terbit" in answer.content.decode()
    assert not IssuedReport.objects.exists()


def test_without_a_period_the_last_year_that_is_over_is_shown(client, auditor, now):
    client.force_login(auditor)
    with time_machine.travel(now):
        page = client.get(PREVIEW).content.decode()

    assert f"Laporan Penanganan Kasus Tahun {now.year - 1}" in page


def test_a_period_without_releases_says_so(client, head):
    client.force_login(head)

    page = BeautifulSoup(client.get(PREVIEW).content, "html.parser").select_one("article.report")

    assert "Untuk periode ini belum ada tabel terbit menurut: Jenis, Kelompok usia" in page.text


def test_a_paper_copy_can_be_checked_by_anyone(stranger, tables, auditor, now):
    issued, _pdf = issue_report(year(2025), by=auditor, at=now)

    spaced = f"{issued.sha256[:8]} {issued.sha256[8:20].upper()}"
    page = stranger.post(CHECK, {"fingerprint": spaced}).content.decode()

    assert "Terdaftar: Laporan Penanganan Kasus Tahun 2025" in page
    assert issued.sha256 in page


@pytest.mark.parametrize("typed", ["0" * 64, "1234", "bukan sidik"])
def test_a_copy_we_did_not_issue_is_not_in_the_register(stranger, typed):
    page = stranger.post(CHECK, {"fingerprint": typed}).content.decode()

    assert "Tidak ada laporan dengan sidik itu." in page
    assert typed in page


def test_paper_says_which_release_a_table_is_and_keeps_its_notes_beside_it(tables, auditor, now):
    """A note that begins a page belongs to a table that nobody sees."""
    _issued, pdf = issue_report(year(2025), by=auditor, at=now)

    pages = [page.extract_text().strip() for page in PdfReader(BytesIO(pdf)).pages]
    assert len(pages) > 1
    for release in tables:
        assert f"Rilis nomor {release.entry.number}." in words_of(pdf)
    assert not [page for page in pages if page.startswith(("t.d.", "Rilis nomor", "Dihitung"))]
