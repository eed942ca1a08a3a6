from datetime import date
from io import BytesIO

import pytest
from bs4 import BeautifulSoup
from django.db import InternalError, transaction
from pypdf import PdfReader

from cases.models import Case
from cases.tests.factories import case_in, open_case
from reports.figures import compute
from reports.models import IssuedReport
from reports.periods import run_of_years, year
from reports.services.issuing import figures_of, issue_report

TODAY = date(2026, 11, 23)
PREVIEW, ISSUE, CHECK = "/petugas/laporan/", "/petugas/laporan/unduh/", "/laporan/periksa/"


@pytest.fixture
def six_cases(now):
    return [open_case(at=now, children=[{"full_name": "RAHASIA"}]) for _n in range(6)]


def text_of(pdf: bytes) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages)


def test_2021_and_2022_show_the_paper_s_two_sides():
    """35 of 24 = 145.8 % of the target, but 35 of 4,095 = 0.85 % of the children."""
    figures = compute(
        run_of_years(2021, 2022), cases=[], complaints=[], steps=[], referrals=(0, 0), today=TODAY
    )
    figures = type(figures)(**{**vars(figures), "cases": 35, "children_served": 35})

    assert (figures.target, figures.children_in_need) == (24, 4095)
    assert figures.achievement == 145.8
    assert figures.coverage == 0.85


def test_the_same_figures_have_the_same_fingerprint(six_cases):
    assert figures_of(year(2026), today=TODAY).sha256 == figures_of(year(2026), today=TODAY).sha256
    assert figures_of(year(2026), today=TODAY).sha256 != figures_of(year(2025), today=TODAY).sha256


@pytest.mark.slow
def test_the_pdf_is_tagged_titled_and_names_nobody(six_cases, auditor, now):
    issued, pdf = issue_report(year(2026), by=auditor, at=now)
    reader = PdfReader(BytesIO(pdf))
    text = text_of(pdf)

    assert reader.metadata.title == "Laporan Penanganan Kasus Tahun 2026"
    assert reader.trailer["/Root"]["/Lang"].startswith("id")
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert issued.sha256 in text.replace("\n", "")
    assert "RAHASIA" not in text
    assert not any(case.number in text or case.pseudonym in text for case in six_cases)


def test_an_issued_report_stays_as_it_was(six_cases, auditor, now):
    issued, _pdf = issue_report(year(2026), by=auditor, at=now)
    issued.title = "Laporan lain"

    with pytest.raises(InternalError), transaction.atomic():
        issued.save()


@pytest.mark.parametrize("who", ["head", "data_officer", "auditor"])
def test_head_data_officer_and_auditor_see_and_issue_the_report(client, request, who, six_cases):
    person = request.getfixturevalue(who)
    client.force_login(person)

    page = client.get(PREVIEW, {"periode": "2026"})
    pdf = client.post(ISSUE, {"periode": "2026"})

    assert "Laporan Penanganan Kasus Tahun 2026" in page.content.decode()
    assert pdf["Content-Type"] == "application/pdf"
    assert pdf["Content-Disposition"].startswith('attachment; filename="laporan-upksai-2026-')
    assert IssuedReport.objects.get().by == person


@pytest.mark.parametrize("who", ["intake", "worker", "admin"])
def test_others_get_no_report(client, request, who):
    client.force_login(request.getfixturevalue(who))

    assert client.get(PREVIEW).status_code == 404
    assert client.post(ISSUE).status_code == 404
    assert not IssuedReport.objects.exists()


def test_the_preview_hides_small_counts(client, head, now):
    case_in("closed", at=now)
    client.force_login(head)

    page = BeautifulSoup(client.get(PREVIEW).content, "html.parser").select_one("article.report")

    assert "t.d." in page.text
    assert "Tujuan intervensi tercapai" in page.text
    assert Case.objects.count() == 1


def test_a_paper_copy_can_be_checked_by_anyone(stranger, six_cases, auditor, now):
    issued, _pdf = issue_report(year(2026), by=auditor, at=now)

    spaced = f"{issued.sha256[:8]} {issued.sha256[8:20].upper()}"
    page = stranger.post(CHECK, {"fingerprint": spaced}).content.decode()

    assert "Terdaftar: Laporan Penanganan Kasus Tahun 2026" in page
    assert issued.sha256 in page


@pytest.mark.parametrize("typed", ["0" * 64, "1234", "bukan sidik"])
def test_a_copy_we_did_not_issue_is_not_in_the_register(stranger, typed):
    page = stranger.post(CHECK, {"fingerprint": typed}).content.decode()

    assert "Tidak ada laporan dengan sidik itu." in page
    assert typed in page
