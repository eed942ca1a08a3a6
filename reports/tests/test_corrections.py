"""A correction says what it corrects; tables that it leaves behind say so wherever they stand."""

import csv
import io

import pytest
from bs4 import BeautifulSoup

from reports import services
from reports.models import LedgerEntry
from reports.periods import half_year, run_of_years
from reports.services import snapshots
from reports.services.issuing import figures_of, issue_report
from reports.tests.statistics import NOW, proposed, published, records, words_of

pytestmark = pytest.mark.usefixtures("cases", "clock")


def corrected(cases, head, *, others):
    """A table of 2025 and others beside it; then the first is corrected by twelve late cases."""
    old = published("sex", head=head)
    for dimension, period in others:
        published(dimension, period=period, head=head)
    cases.extend(records(12, seed=8))
    snapshots.take_snapshot(at=NOW)
    return old, published("sex", corrects=old, head=head)


def withdraw(release, head):
    services.take_release_step(release, "withdraw", by=head, at=NOW, note="Keliru.")


def text_of(response) -> str:
    return BeautifulSoup(response.content, "html.parser").get_text(" ", strip=True)


def notes_of(stranger, number) -> set[str]:
    """What stands beside every figure in the CSV of a release."""
    text = stranger.get(f"/statistik/rilis/{number}.csv").content.decode("utf-8-sig")
    return {row["Catatan"] for row in csv.DictReader(io.StringIO(text))}


LEFT_BEHIND = "Dihitung sebelum koreksi pada rilis nomor 3; jumlahnya dapat berbeda dari tabel itu."
CORRECTION = "Koreksi atas rilis nomor 1."


def test_tables_that_a_correction_leaves_behind_say_so(stranger, cases, head):
    corrected(cases, head, others=[("district", None)])

    page = text_of(stranger.get("/statistik/2025/"))

    assert page.count(LEFT_BEHIND) == page.count(CORRECTION) == 1
    assert LEFT_BEHIND in page[page.index("Kasus menurut wilayah") :].split("Rilis nomor 2.")[0]


def test_a_table_over_several_years_says_so_with_each_of_them(stranger, cases, head):
    """The correction itself stands only with its own year."""
    cases.extend(records(40, in_year=2024))
    corrected(cases, head, others=[("sex", run_of_years(2024, 2025))])

    for number in (2024, 2025):
        assert LEFT_BEHIND in text_of(stranger.get(f"/statistik/{number}/"))


def test_the_csv_says_so_beside_every_figure(stranger, cases, head):
    corrected(cases, head, others=[("district", None)])

    assert notes_of(stranger, 2) == {LEFT_BEHIND}
    assert notes_of(stranger, 3) == {CORRECTION}


def test_without_a_correction_no_figure_has_a_note(stranger):
    published("sex")

    assert notes_of(stranger, 1) == {""}


@pytest.mark.parametrize("kind", ["csv", "json"])
def test_the_old_address_of_a_corrected_table_leads_to_the_newest(stranger, cases, head, kind):
    """Over however many corrections; and it says so before it gives other figures."""
    _old, new = corrected(cases, head, others=[])
    cases.extend(records(12, seed=9))
    snapshots.take_snapshot(at=NOW)
    published("sex", corrects=new, head=head)

    for number in (1, 2):
        answer = stranger.get(f"/statistik/rilis/{number}.{kind}")
        assert answer.status_code == 410
        assert f"Rilis nomor {number} sudah dikoreksi" in text_of(answer)
        assert f'href="/statistik/rilis/3.{kind}"' in answer.text
    assert stranger.get(f"/statistik/rilis/3.{kind}").status_code == 200


def test_a_table_that_was_withdrawn_is_answered_like_one_that_never_was(stranger, cases, head):
    """Also when a correction that was waiting meanwhile is published after all."""
    withdrawn = published("sex", head=head)
    cases.extend(records(12, seed=8))
    snapshots.take_snapshot(at=NOW)
    correction = proposed("sex", corrects=withdrawn)
    withdraw(withdrawn, head)
    never = stranger.get("/statistik/rilis/99.csv")
    assert never.status_code == 404

    assert stranger.get("/statistik/rilis/1.csv").content == never.content
    services.publish(correction, by=head, at=NOW)
    assert stranger.get("/statistik/rilis/1.csv").content == never.content


def test_a_corrected_table_whose_correction_was_withdrawn_leads_nowhere(stranger, cases, head):
    _old, new = corrected(cases, head, others=[])
    withdraw(new, head)
    never = stranger.get("/statistik/rilis/99.csv")

    for number in (1, 2):
        assert stranger.get(f"/statistik/rilis/{number}.csv").content == never.content


def test_a_report_on_paper_says_so_although_the_correction_is_not_in_it(cases, head, data_officer):
    """A report about half a year holds no table of the whole one."""
    half = half_year(2025, 1)
    corrected(cases, head, others=[("sex", half)])

    assert figures_of(half).left_behind == ((2, 3),)
    _issued, pdf = issue_report(half, by=data_officer, at=NOW)
    assert LEFT_BEHIND in " ".join(words_of(pdf).split())


def test_the_office_finds_the_one_from_the_other(client, cases, head):
    old, new = corrected(cases, head, others=[("district", None)])
    client.force_login(head)

    before = client.get(old.get_absolute_url())
    assert "Dikoreksi oleh rilis nomor 3" in text_of(before)
    assert f'href="{new.get_absolute_url()}"' in before.text
    after = client.get(new.get_absolute_url())
    assert f'href="{old.get_absolute_url()}"' in after.text
    assert CORRECTION in text_of(after)
    beside = LedgerEntry.objects.get(number=2).release
    assert LEFT_BEHIND in text_of(client.get(beside.get_absolute_url()))
