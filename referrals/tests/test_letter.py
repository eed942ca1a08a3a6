"""The referral letter: sent sealed, it names the child, and says nothing beyond the draft."""

from dataclasses import fields
from io import BytesIO

import pytest
from django.urls import reverse
from pypdf import PdfReader

from cases.models import ProgressNote, RelatedPerson
from cases.services import write_down
from cases.tests.factories import NOW, case_in
from complaints.tests.factories import complaint_in
from referrals.letters import Letter, letter_of
from upksai.accounts.tests.factories import show_names
from upksai.privacy.models import AuditEntry

from .factories import draft, referral_in

pytestmark = pytest.mark.slow


@pytest.fixture
def case(worker, head):
    return case_in("intervention", worker=worker, head=head)


def opened(client, referral) -> PdfReader:
    response = client.get(reverse("referrals:letter", args=[referral.pk]))
    assert response["Content-Type"] == "application/pdf"
    return PdfReader(BytesIO(response.content))


def words(pdf) -> str:
    return " ".join(" ".join(page.extract_text() for page in pdf.pages).split())


def test_a_letter_may_say_only_this():
    """A field more is a decision about a child's privacy, so it is made here too."""
    assert {field.name for field in fields(Letter)} == {
        "number",
        "letter_number",
        "dated",
        "partner",
        "is_handover",
        "service",
        "ground",
        "reason",
        "summary",
        "child_name",
        "child_sex",
        "child_birth_date",
        "worker",
        "head",
        "answer_by",
        "is_draft",
        "is_withdrawn",
    }


def test_the_letter_says_who_is_sent_to_whom_and_why(client, worker, head, case):
    referral = referral_in("sent", case=case, worker=worker, head=head)
    client.force_login(worker)
    assert "Anak Contoh" not in words(opened(client, referral))
    show_names(case, worker)
    pdf = opened(client, referral)
    text = words(pdf)

    for said in ("Anak Contoh", "Puskesmas setempat", "Berat badan turun.", "SR-2026-001"):
        assert said in text
    assert "Anak perlu pemeriksaan gizi." in text
    assert str(head) in text
    assert "Kamis, 26 November 2026" in text
    assert "DRAF" not in text


def test_the_letter_is_tagged_and_its_title_and_file_name_name_nobody(client, worker, head, case):
    referral = referral_in("sent", case=case, worker=worker, head=head)
    client.force_login(worker)
    response = client.get(reverse("referrals:letter", args=[referral.pk]))
    pdf = PdfReader(BytesIO(response.content))

    assert len(pdf.pages) == 1
    assert pdf.metadata.title == "Surat Rujukan R-2026-001"
    assert pdf.trailer["/Root"]["/Lang"] == "id"
    assert pdf.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert response["Content-Disposition"] == 'inline; filename="R-2026-001.pdf"'
    assert response["Cache-Control"] == "no-store"


def test_the_letter_says_nothing_of_the_reporter_or_the_rest_of_the_file(client, worker, head):
    reporter = {"name": "RAHASIA PELAPOR", "phone": "08123456789"}
    complaint = complaint_in(
        "accepted",
        head=head,
        worker=worker,
        account="RAHASIA NARASI",
        reporter_mode="rahasia",
        reporter=reporter,
    )
    case = complaint.case
    person = {"name": "RAHASIA KERABAT", "relation": "ayah"}
    note = {"happened_on": NOW.date(), "title": "RAHASIA JUDUL", "text": "RAHASIA CATATAN"}
    write_down(case, RelatedPerson, by=worker, at=NOW, **person)
    write_down(case, ProgressNote, by=worker, at=NOW, **note)
    referral = draft(case=case, worker=worker, withheld="RAHASIA DITAHAN")
    client.force_login(worker)
    text = words(opened(client, referral))

    assert "RAHASIA" not in text
    assert "08123456789" not in text
    assert case.number not in text
    assert case.pseudonym not in text


def test_before_approval_the_letter_is_a_draft(client, worker, case):
    referral = draft(case=case, worker=worker)
    client.force_login(worker)
    text = words(opened(client, referral))

    assert "DRAF, BELUM DISETUJUI" in text
    assert "SR-" not in text


def test_a_withdrawn_letter_says_so(client, worker, head, case):
    from referrals.services import take_step

    referral = referral_in("sent", case=case, worker=worker, head=head)
    take_step(referral, "withdraw", by=worker, at=NOW, note="Keluarga pindah.")
    client.force_login(worker)

    assert "DITARIK, TIDAK BERLAKU LAGI" in words(opened(client, referral))


def test_a_handover_says_that_the_case_moves(client, worker, head, case):
    referral = referral_in("sent", case=case, worker=worker, head=head, kind="pelimpahan")
    client.force_login(head)

    assert "penanganan kasus berpindah" in words(opened(client, referral))


def test_opening_the_letter_is_remembered(client, worker, case):
    referral = draft(case=case, worker=worker)
    client.force_login(worker)
    opened(client, referral)

    reading = AuditEntry.objects.get()
    assert (reading.case_id, reading.actor, reading.part) == (case.pk, worker, "surat rujukan")


def test_what_people_type_cannot_become_part_of_the_page(client, worker, case):
    tricks = '<img src="file:///etc/passwd"><link rel="attachment" href="file:///etc/passwd">'
    referral = draft(case=case, worker=worker, summary=tricks)
    client.force_login(worker)

    assert "file:///etc/passwd" in words(opened(client, referral))


def test_a_child_without_a_name_can_be_sent_too(worker, head):
    case = case_in("intervention", worker=worker, head=head, children=[{"sex": "?"}])

    letter = letter_of(draft(case=case, worker=worker), at=NOW, shows_names=True)

    assert (letter.child_name, letter.child_birth_date) == ("", None)
