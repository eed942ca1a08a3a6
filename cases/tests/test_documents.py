"""Papers of a case: taken in harmless, handed out under a name that tells nothing."""

import logging
from io import BytesIO

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from cases.models import CaseDocument
from cases.tests.factories import open_case
from upksai.privacy.models import AuditEntry

PDF = b"%PDF-1.4\n%%EOF\n"


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
    assert "Anak" not in document.file.name
    assert (document.by, document.size, document.content_type) == (
        worker,
        len(PDF),
        "application/pdf",
    )


def test_a_photo_from_the_phone_is_kept_as_a_picture(client, case):
    add(client, case, photo=upload("IMG_1.png", picture(), "image/png"))

    document = CaseDocument.objects.get()
    assert document.content_type == "image/jpeg"
    assert document.file.open().read(3) == b"\xff\xd8\xff"


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({}, "Pilih berkas atau potret dokumennya."),
        ({"file": upload("foto.jpg", b"MZ\x90", "image/jpeg")}, "Pilih berkas PDF, JPG, atau PNG."),
        ({"file": upload(data=PDF + b"x" * 5 * 1024 * 1024)}, "Berkas lebih dari 5 MB."),
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

    assert b"".join(answer.streaming_content) == PDF
    name = f"{case.number}-dokumen-1.pdf"
    assert answer["Content-Disposition"] == f'attachment; filename="{name}"'
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Type"] == "application/pdf"
    assert AuditEntry.objects.filter(part="download").exists()


def test_papers_are_numbered_in_the_order_they_came(client, case):
    for _time in range(2):
        add(client, case, file=upload())
    newest = CaseDocument.objects.order_by("-at").first()

    answer = client.get(download(case, newest))

    assert f"{case.number}-dokumen-2.pdf" in answer["Content-Disposition"]
    answer.close()


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


def test_a_paper_whose_file_is_lost_is_not_there(client, case, caplog):
    add(client, case, file=upload())
    document = CaseDocument.objects.get()
    default_storage.delete(document.file.name)

    with caplog.at_level(logging.ERROR):
        assert client.get(download(case, document)).status_code == 404
