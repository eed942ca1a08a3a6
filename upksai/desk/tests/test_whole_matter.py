"""Who has seen a case: also what it was before it became one, its reporter, and who is kept out."""

import csv
from datetime import timedelta
from io import StringIO

import pytest
import time_machine
from django.core.management import call_command
from django.urls import reverse

from cases.services import seal_case
from complaints import opening
from complaints import services as complaints
from complaints.tests.factories import complaint_in
from referrals import services as referrals
from referrals.tests.factories import receive as receive_child
from upksai.accounts import seals
from upksai.accounts.disclosure import conceal, reveal
from upksai.accounts.tests.factories import show_names
from upksai.privacy.models import AuditEntry

KNOWN = {"problem": "penelantaran", "ppks_category": "PPKS-02", "risk_level": "sedang"}
WHY = "Masih saudara dari ibu anak."


@pytest.fixture(autouse=True)
def _today(now):
    with time_machine.travel(now, tick=False):
        yield


@pytest.fixture
def complaint(worker, head, intake):
    told = {"reporter_mode": "rahasia", "reporter": {"name": "Pelapor Contoh"}}
    return complaint_in("verified", intake=intake, **told)


@pytest.fixture
def case(complaint, worker, head, now):
    complaints.take_step(complaint, "accept", by=head, at=now, worker=worker)
    return complaint.case


@pytest.fixture
def told(client, head, tmp_path):
    """What "Siapa melihat" and the dossier of a case say of it."""

    def telling(case):
        call_command("breach_dossier", since="2026-11-01", case=case.number, out=tmp_path / "x")
        sheet = list(csv.DictReader(StringIO((tmp_path / "x").read_text())))
        client.force_login(head)
        page = client.get(reverse("cases:history", args=[case.pk]))
        return sheet, page.content.decode()

    return telling


def test_it_names_who_opened_the_identity_and_closed_it(told, case, worker, now):
    show_names(case, worker)
    conceal(case, by=worker, at=now)

    sheet, page = told(case)

    for act in ("Menampilkan nama", "Menyamarkan nama lagi"):
        assert act in page
        assert (act, case.number) in [(row["tindakan"], row["kasus"]) for row in sheet]
    assert AuditEntry.objects.filter(action="reveal", case_id=case.pk).exists()


def test_it_names_who_read_the_reporter(client, told, complaint, case, intake, head, now):
    asked = opening.ask_to_open(complaint, motivation=WHY, by=intake, at=now)
    opening.decide(asked, is_approved=True, by=head, at=now)
    client.force_login(intake)
    client.get(reverse("complaints:vault_request", args=[asked.pk]))
    client.post(reverse("complaints:vault_opened", args=[asked.pk]))

    sheet, page = told(case)

    assert "Membuka brankas: Identitas pelapor" in page
    assert "Membuka: Permintaan membuka identitas, Pelapor" in page
    assert "Cara aman menghubungi" in page
    [row] = [row for row in sheet if row["tindakan"] == "Membuka brankas"]
    assert (row["petugas"], row["kasus"]) == (str(intake), case.number)
    assert row["catatan"] == complaint.number
    assert "Pelapor Contoh" not in str(sheet)


def test_it_names_who_read_the_complaint_before_there_was_a_case(
    client, told, complaint, intake, head, worker, now
):
    client.force_login(intake)
    client.get(complaint.get_absolute_url())
    reveal(complaint, category="penanganan", reason="Menelepon sekolah.", by=intake, at=now)
    complaints.take_step(complaint, "accept", by=head, at=now, worker=worker)

    sheet, page = told(complaint.case)

    assert "Membuka: Pengaduan" in page
    assert "Menampilkan nama: Pengaduan" in page
    rows = [row for row in sheet if row["petugas"] == str(intake)]
    assert {(row["kasus"], row["catatan"]) for row in rows} == {
        (complaint.case.number, complaint.number)
    }


def test_it_names_who_read_the_letter_of_a_partner_before_there_was_a_case(
    client, told, intake, head, worker, now
):
    incoming = receive_child(by=intake, **KNOWN)
    client.force_login(intake)
    client.get(incoming.get_absolute_url())
    referrals.take_incoming_step(incoming, "accept", by=head, at=now, worker=worker)

    sheet, page = told(incoming.case)

    assert "Membuka: Rujukan masuk" in page
    assert (str(intake), incoming.case.number, incoming.number) in [
        (row["petugas"], row["kasus"], row["catatan"]) for row in sheet
    ]


def test_it_names_who_kept_the_case_from_whom_and_who_lifted_that(
    told, case, other_worker, head, now
):
    [one] = seal_case(case, person=other_worker, reason=WHY, by=head, at=now)
    seals.lift(one, by=head, at=now + timedelta(minutes=1))

    sheet, page = told(case)

    for act in ("Menutup dari seseorang", "Membuka kembali untuk seseorang"):
        assert act in page
        assert (act, case.number) in [(row["tindakan"], row["kasus"]) for row in sheet]


def test_another_case_says_nothing_of_it(told, case, worker, head, now):
    show_names(case, worker)
    other = complaint_in("case_opened", worker=worker, head=head).case

    sheet, page = told(other)

    assert [row["tindakan"] for row in sheet] == []
    assert "Menampilkan nama" not in page


def test_a_case_with_much_before_it_asks_no_more(
    client, case, complaint, intake, head, now, asks_at_most
):
    for _turn in range(40):
        show_names(complaint, intake)
    client.force_login(head)

    with asks_at_most(15):
        page = client.get(reverse("cases:history", args=[case.pk])).context["page"]

    assert len(page) == 30
    assert page.next_query


def test_the_auditor_finds_by_the_key_of_a_case_what_was_read_before(
    client, complaint, case, intake, auditor
):
    show_names(complaint, intake)
    client.force_login(auditor)

    page = client.get("/petugas/jejak/", {"catatan": str(case.pk)}).context["page"]

    assert complaint.pk in [told.entry.record for told in page]
