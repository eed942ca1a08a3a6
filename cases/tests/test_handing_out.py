"""Papers of a case are handed out under a name that tells nothing; their originals for a reason."""

import logging

import pytest
from django.utils import timezone

from cases.models import CaseDocument, OriginalOpened
from cases.tests.factories import open_case
from cases.tests.papers import DOCX, PDF, located, photo
from cases.tests.typed import address, hand_in, kept, upload
from upksai.privacy import datakeys, sealed_files
from upksai.privacy.models import AuditEntry


def download(case, document):
    return address("download", case, document.pk)


def test_a_download_is_an_attachment_with_a_telling_nothing_name(client, case):
    hand_in(client, case, file=upload())

    answer = client.get(download(case, CaseDocument.objects.get()))

    assert answer.content == CaseDocument.objects.get().open_copy().read()
    name = f"{case.number}-dokumen-1.pdf"
    assert answer["Content-Disposition"] == f'attachment; filename="{name}"'
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert answer["Cross-Origin-Resource-Policy"] == "same-origin"
    assert answer["Cache-Control"] == "no-store"
    assert answer["Content-Type"] == "application/pdf"
    assert AuditEntry.objects.filter(part="download").exists()


def test_papers_are_numbered_in_the_order_they_came(client, case):
    for _time in range(2):
        hand_in(client, case, file=upload())
    newest = CaseDocument.objects.order_by("-at").first()

    answer = client.get(download(case, newest))

    assert f"{case.number}-dokumen-2.pdf" in answer["Content-Disposition"]


@pytest.mark.parametrize("who", ["other_worker", "intake", "data_officer", "auditor", "admin"])
def test_nobody_else_is_handed_a_paper(client, request, case, who):
    hand_in(client, case, file=upload())
    document = CaseDocument.objects.get()
    client.force_login(request.getfixturevalue(who))

    assert client.get(download(case, document)).status_code == 404


def test_a_stranger_is_not_handed_a_paper(client, case):
    hand_in(client, case, file=upload())
    client.logout()

    assert client.get(download(case, CaseDocument.objects.get())).status_code == 302


def test_a_paper_of_another_case_is_not_reached_through_one_s_own(
    client, case, worker, other_worker
):
    hand_in(client, case, file=upload())
    client.force_login(other_worker)
    own = open_case(worker=other_worker)

    assert client.get(download(own, CaseDocument.objects.get())).status_code == 404


def test_a_letter_keeps_its_ending(client, case):
    document = kept(client, case, name="surat.docx", data=DOCX, kind="application/octet-stream")

    answer = client.get(download(case, document))

    assert f"{case.number}-dokumen-1.docx" in answer["Content-Disposition"]


def test_some_bytes_are_handed_out_when_some_are_asked_for(client, case):
    document = kept(client, case)
    whole = document.open_copy().read()

    answer = client.get(download(case, document), HTTP_RANGE="bytes=5-99")

    assert (answer.status_code, answer.content) == (206, whole[5:100])
    assert answer["Content-Range"] == f"bytes 5-99/{len(whole)}"
    assert AuditEntry.objects.filter(part="download").count() == 1


@pytest.mark.parametrize("asked", ["bytes=0-1,4-5", "bytes=99999999-", "bytes=9-1", "kata=1-2"])
def test_absurd_ranges_are_refused(client, case, asked):
    document = kept(client, case)

    answer = client.get(download(case, document), HTTP_RANGE=asked)

    assert (answer.status_code, answer.content) == (416, b"")


def test_each_range_asks_anew_who_may(client, case, other_worker):
    document = kept(client, case)
    client.force_login(other_worker)

    assert client.get(download(case, document), HTTP_RANGE="bytes=0-1").status_code == 404


def test_a_packed_answer_is_never_handed_out(client, case):
    document = kept(client, case)

    answer = client.get(download(case, document), HTTP_ACCEPT_ENCODING="gzip")

    assert answer.content == document.open_copy().read()


def broken(document):
    path = sealed_files.folder() / document.copy_id.hex
    sealed = bytearray(path.read_bytes())
    sealed[-1] ^= 1
    path.write_bytes(bytes(sealed))


def test_a_paper_that_was_changed_on_the_disk_is_not_handed_out(client, case, caplog):
    document = kept(client, case)
    broken(document)

    with caplog.at_level(logging.ERROR):
        answer = client.get(download(case, document))

    assert answer.status_code == 503
    assert "Berkas tidak dapat dibuka" in answer.content.decode()
    assert "a sealed file does not open" in caplog.text


def test_a_paper_whose_file_is_lost_says_so(client, case, caplog):
    document = kept(client, case)
    sealed_files.remove(document.copy_id)

    with caplog.at_level(logging.ERROR):
        assert client.get(download(case, document)).status_code == 503


def test_a_paper_whose_key_was_destroyed_says_so(client, case):
    document = kept(client, case)
    datakeys.destroy([case.pk], at=timezone.now())

    answer = client.get(download(case, document))

    assert answer.status_code == 410
    assert "sudah dimusnahkan" in answer.content.decode()


def original(case, document):
    return address("original", case, document.pk)


WHY = {"ground": "pengadilan", "reason": "Diminta penyidik sebagai bukti."}


def test_an_original_is_opened_with_a_written_reason(client, case, worker):
    data = photo(exif=located())
    document = kept(client, case, name="foto.jpg", data=data, kind="image/jpeg")

    answer = client.post(original(case, document), WHY)

    assert answer.content == data
    assert f"{case.number}-dokumen-1-asli.jpg" in answer["Content-Disposition"]
    assert answer["Content-Security-Policy"] == "sandbox; default-src 'none'"
    opening, entry = OriginalOpened.objects.get(), AuditEntry.objects.get(action="open_original")
    assert (opening.by, opening.reason) == (worker, WHY["reason"])
    assert (entry.actor, entry.record, entry.case_id) == (worker, document.pk, case.pk)
    assert (entry.kind, entry.fields, entry.ground) == ("document", "original", str(opening.pk))


@pytest.mark.parametrize("missing", [{"ground": ""}, {"reason": "x"}, {"reason": ""}])
def test_without_a_reason_an_original_stays_shut(client, case, missing):
    document = kept(client, case)

    page = client.post(original(case, document), WHY | missing).content

    assert PDF not in page
    assert "Catat alasan" in page.decode()
    assert not OriginalOpened.objects.exists()


def test_looking_at_the_question_opens_nothing(client, case):
    document = kept(client, case)

    assert "alasan dicatat" in client.get(original(case, document)).content.decode()
    assert not OriginalOpened.objects.exists()


@pytest.mark.parametrize("who", ["other_worker", "intake", "data_officer", "auditor", "admin"])
def test_nobody_else_opens_an_original(client, request, case, who):
    document = kept(client, case)
    client.force_login(request.getfixturevalue(who))

    assert client.get(original(case, document)).status_code == 404
    assert client.post(original(case, document), WHY).status_code == 404


def test_a_stranger_opens_no_original(client, case):
    document = kept(client, case)
    client.logout()

    assert client.post(original(case, document), WHY).status_code == 302


def test_the_trail_says_which_paper_was_handed_out(client, case, worker):
    for _time in range(2):
        hand_in(client, case, file=upload())
    papers = CaseDocument.objects.order_by("at")

    for paper in papers:
        client.get(download(case, paper))

    rows = AuditEntry.objects.filter(part="download").order_by("seq")
    assert [(row.kind, row.record, row.case_id) for row in rows] == [
        ("document", paper.pk, case.pk) for paper in papers
    ]
    assert {row.fields for row in rows} == {"cases.casedocument.copy_id"}
    assert {row.ground for row in rows} == {"assigned"}


def test_the_trail_says_whose_original_was_asked_for(client, case, worker):
    document = kept(client, case)

    client.get(original(case, document))
    client.post(original(case, document), WHY)

    asked, handed_out = AuditEntry.objects.filter(action="read", part="original").order_by("seq")
    for row in (asked, handed_out):
        assert (row.kind, row.record, row.case_id) == ("document", document.pk, case.pk)
    assert (asked.fields, handed_out.fields) == ("", "cases.casedocument.original_id")
