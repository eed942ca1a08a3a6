"""Papers of a case are taken in harmless, and nowhere in the clear."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from cases import sweeping
from cases.models import CaseDocument
from cases.sweeping import sweep_files
from cases.tests.papers import PDF, letter, photo
from cases.tests.typed import hand_in, kept, upload
from upksai.privacy import sealed_files


def test_a_paper_is_kept_without_its_name(client, case, worker):
    page = hand_in(client, case, file=upload()).content.decode()

    document = CaseDocument.objects.get()
    assert "Dokumen tersimpan." in page
    assert (document.by, document.content_type) == (worker, "application/pdf")
    assert document.open_copy().read().startswith(b"%PDF-")
    assert document.open_original().read() == PDF
    assert document.size == document.open_copy().size


def test_a_photo_from_the_phone_is_kept_as_a_picture(client, case):
    hand_in(client, case, photo=upload("IMG_1.png", photo("PNG"), "image/png"))

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
        (
            {"file": upload(), "photo": upload("IMG_1.png", photo("PNG"), "image/png")},
            "Pilih salah satu: berkas atau potret.",
        ),
    ],
)
def test_what_is_not_a_paper_is_refused(client, case, typed, told):
    page = hand_in(client, case, **typed).content.decode()

    assert told in page
    assert not CaseDocument.objects.exists()


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

    answer = hand_in(client, case, file=file)

    assert answer.status_code == 413
    assert "paling besar 10 MB" in answer.content.decode()


def test_sweeping_takes_what_no_paper_refers_to_and_only_if_it_is_old(client, case):
    document = kept(client, case)
    orphan = sealed_files.keep(b"x", key_id=case.pk)

    assert sweep_files(before=timezone.now() - timedelta(days=1)) == 0
    # Files of other tests lie here as well, whose papers are gone.
    assert sweep_files(before=timezone.now() + timedelta(seconds=9), even_many=True) > 0

    assert document.open_copy().size > 0
    assert document.open_original().size > 0
    assert not (sealed_files.folder() / orphan.hex).exists()


def test_sweeping_with_the_wrong_database_takes_nothing(client, case, monkeypatch):
    """No paper here refers to any of them: they are another office's, or their rows are gone."""
    monkeypatch.setattr(sweeping, "MOST_ORPHANS", 3)
    foreign = [sealed_files.keep(b"x", key_id=case.pk) for _file in range(4)]
    soon = timezone.now() + timedelta(seconds=9)

    with pytest.raises(sweeping.ManyOrphansError):
        sweep_files(before=soon)
    monkeypatch.setattr(
        "cases.management.commands.sweep_files.timezone.now", lambda: soon + timedelta(days=2)
    )
    with pytest.raises(CommandError, match="bukan pasangannya"):
        call_command("sweep_files")
    assert all((sealed_files.folder() / file.hex).exists() for file in foreign)

    call_command("sweep_files", even_many=True, stdout=StringIO())
    assert not any((sealed_files.folder() / file.hex).exists() for file in foreign)
