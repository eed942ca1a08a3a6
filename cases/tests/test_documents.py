"""Papers of a case: taken in harmless, handed out under a name that tells nothing."""

import logging
from datetime import timedelta
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from cases.models import CaseDocument, OriginalOpened
from cases.sweeping import sweep_files
from cases.tests.factories import open_case
from cases.tests.papers import DOCX, PDF, letter, located, photo
from upksai.privacy import datakeys, sealed_files
from upksai.privacy.models import AuditEntry


def picture() -> bytes:
    drawn = BytesIO()
    Image.new("RGB", (20, 10), "red").save(drawn, "PNG")
    return drawn.getvalue()


def upload(name="Kartu keluarga Anak Contoh.pdf", data=PDF, kind="application/pdf"):
    return SimpleUploadedFile(name, data, kind)


@pytest.fixture
def case(client, worker):
    client.force_login(worker)
    return open_case(worker=worker)


def add(client, case, **typed):
    return client.post(
        reverse("cases:add_document", args=[case.pk]), {"kind": "kk"} | typed, follow=True
    )


def download(case, document):
    return reverse("cases:download", args=[case.pk, document.pk])


def test_a_paper_is_kept_without_its_name(client, case, worker):
    page = add(client, case, file=upload()).content.decode()

    document = CaseDocument.objects.get()
    assert "Dokumen tersimpan." in page
    assert (document.by, document.content_type) == (worker, "application/pdf")
    assert document.open_copy().read().startswith(b"%PDF-")
    assert document.open_original().read() == PDF
    assert document.size == document.open_copy().size


def test_a_photo_from_the_phone_is_kept_as_a_picture(client, case):
    add(client, case, photo=upload("IMG_1.png", picture(), "image/png"))

    document = CaseDocument.objects.get()
    assert document.content_type == "image/jpeg"
    assert document.open_copy().read(0, 3) == b"\xff\xd8\xff"


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({}, "Pilih berkas atau potret dokumennya."),
        (
            {"file": upload("foto.jpg", b"MZ\x90", "image/jpeg")},
            "Pilih berkas PDF, JPG, PNG, atau DOCX.",
        ),
        ({"file": upload(data=PDF + b"x" * 10 * 1024 * 1024)}, "Berkas lebih dari 10 MB."),
        ({"file": upload(data=PDF), "kind": ""}, "Pilih jenis dokumen."),
    ],
)
def test_what_is_not_a_paper_is_refused(client, case, typed, told):
    page = add(client, case, **typed).content.decode()

    assert told in page
    assert not CaseDocument.objects.exists()


def test_a_download_is_an_attachment_with_a_telling_nothing_name(client, case):
    add(client, case, file=upload())

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
        add(client, case, file=upload())
    newest = CaseDocument.objects.order_by("-at").first()

    answer = client.get(download(case, newest))

    assert f"{case.number}-dokumen-2.pdf" in answer["Content-Disposition"]


@pytest.mark.parametrize("who", ["other_worker", "intake", "data_officer", "auditor", "admin"])
def test_nobody_else_is_handed_a_paper(client, request, case, who):
    add(client, case, file=upload())
    document = CaseDocument.objects.get()
    client.force_login(request.getfixturevalue(who))

    assert client.get(download(case, document)).status_code == 404


def test_a_stranger_is_not_handed_a_paper(client, case):
    add(client, case, file=upload())
    client.logout()

    assert client.get(download(case, CaseDocument.objects.get())).status_code == 302


def test_a_paper_of_another_case_is_not_reached_through_one_s_own(
    client, case, worker, other_worker
):
    add(client, case, file=upload())
    client.force_login(other_worker)
    own = open_case(worker=other_worker)

    assert client.get(download(own, CaseDocument.objects.get())).status_code == 404


def kept(client, case, **file) -> CaseDocument:
    """A paper that was added just now."""
    add(client, case, file=upload(**file))
    return CaseDocument.objects.get()


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
    return reverse("cases:original", args=[case.pk, document.pk])


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


def test_what_was_uploaded_lies_nowhere_in_the_clear(client, case, settings):
    """Nor do the name of the file and the words in it."""
    word = "KENARI-7731-RAHASIA"
    data = letter(words=f"<w:p><w:r><w:t>{word}</w:t></w:r></w:p>", packing=0)
    kept(client, case, name=f"{word}.docx", data=data, kind="application/octet-stream")

    found = [path for path in settings.VAR_DIR.rglob("*") if path.is_file()]
    assert len(found) > 2
    assert [path for path in found if word in path.name or word.encode() in path.read_bytes()] == []


def test_a_form_that_is_too_big_is_turned_away_unread(client, case):
    file = upload(data=b"%PDF-" + b"x" * 13_000_000)

    answer = add(client, case, file=file)

    assert answer.status_code == 413
    assert "paling besar 10 MB" in answer.content.decode()


def test_sweeping_takes_what_no_paper_refers_to_and_only_if_it_is_old(client, case):
    document = kept(client, case)
    orphan = sealed_files.keep(b"x", key_id=case.pk)

    assert sweep_files(before=timezone.now() - timedelta(days=1)) == 0
    assert sweep_files(before=timezone.now() + timedelta(seconds=9)) > 0

    assert document.open_copy().size > 0
    assert document.open_original().size > 0
    assert not (sealed_files.folder() / orphan.hex).exists()
