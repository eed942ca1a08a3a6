"""Uploads are made harmless by what they are, not by what they are called: above all pictures."""

import random
import zlib
from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from PIL import Image, ImageFile
from PIL.PngImagePlugin import PngInfo

from cases.tests.papers import (
    DOCX,
    GPS,
    PDF,
    clean,
    letter,
    located,
    photo,
    refusal,
)
from cases.uploads import LARGEST, pictures

pytestmark = pytest.mark.usefixtures("lines_are_counted")


def test_a_photo_loses_its_place_and_its_device():
    data = photo(exif=located())
    assert b"Telepon Contoh" in data

    kept = clean(data)

    with Image.open(BytesIO(kept.safe)) as picture:
        assert not picture.getexif()
        assert not picture.getexif().get_ifd(GPS)
    assert kept.content_type == "image/jpeg"
    assert (kept.original, kept.original_type) == (data, "image/jpeg")
    assert len(kept.sha256) == 64


def test_a_photo_taken_on_its_side_stands_upright():
    with Image.open(BytesIO(clean(photo(exif=located())).safe)) as picture:
        assert picture.size == (20, 40)


def test_a_png_becomes_a_plain_picture():
    kept = clean(photo("PNG"), "gambar.png", "image/png")

    assert (kept.content_type, kept.original_type) == ("image/jpeg", "image/png")


@pytest.mark.parametrize(
    "data", [b"", b"MZ\x90\x00", b"<html><script>", b"GIF89a" + b"\x00" * 20, b"%!PS-Adobe"]
)
def test_a_name_does_not_make_a_picture(data):
    assert refusal(data) == "Pilih berkas PDF, JPG, PNG, atau DOCX."


@pytest.mark.parametrize(
    ("data", "name", "kind"),
    [
        (photo(), "surat.pdf", "application/pdf"),
        (photo(), "foto.png", "image/png"),
        (PDF, "foto.jpg", ""),
        (PDF, "program.exe", ""),
        (PDF, "halaman.html", ""),
        (PDF, "surat", "text/html"),
        (DOCX, "surat.docm", ""),
        (DOCX, "surat.doc", ""),
    ],
)
def test_a_file_that_claims_to_be_something_else_is_refused(data, name, kind):
    assert "tidak sesuai dengan jenisnya" in refusal(data, name, kind)


@pytest.mark.parametrize(
    "name", ["../../etc/passwd", "a\x01\x02b.jpg", "\u202egpj.exe.jpg", "C:\\x"]
)
def test_a_strange_name_changes_nothing(name):
    assert clean(photo(), name).content_type == "image/jpeg"


def test_a_picture_that_is_broken_is_refused():
    assert "tidak dapat dibuka" in refusal(b"\xff\xd8\xff\xe0\x00\x10JFIF" + b"rusak" * 20)


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_a_picture_cut_short_is_refused(monkeypatch, kind):
    monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", True)  # as WeasyPrint leaves it here
    whole = photo(kind, size=(400, 400))

    assert "tidak dapat dibuka" in refusal(whole[: len(whole) // 2])


def test_a_photo_cut_short_is_not_drawn_for_the_small_one_in_its_notes():
    """Telephones keep one there. To draw 12 megapixels takes longer than a refusal should."""
    whole, small = photo(size=(400, 400)), photo()
    notes = b"\xff\xe1" + (2 + len(small)).to_bytes(2, "big") + small
    whole = whole[:2] + notes + whole[2:]
    pictures._can_be_drawn(whole)

    with pytest.raises(ValidationError, match="tidak dapat dibuka"):
        pictures._can_be_drawn(whole[:-2])


def test_a_png_that_was_damaged_on_its_way_is_refused_before_it_is_drawn():
    whole = photo("PNG")
    pictures._can_be_drawn(whole)
    damaged = [whole[:place] + b"?" + whole[place + 1 :] for place in range(8, len(whole))]
    damaged += [whole[:length] for length in range(8, len(whole))]

    for data in damaged:
        with pytest.raises(ValidationError, match="tidak dapat dibuka"):
            pictures._can_be_drawn(data)


def test_too_much_is_refused_at_once():
    data = b"%PDF-" + b"x" * LARGEST

    assert "10 MB" in refusal(data)
    assert "Pilih berkas" in refusal(b"x" * LARGEST)


@pytest.mark.parametrize("side", [7_000, 14_000])
def test_a_small_file_that_unfolds_into_a_huge_picture_is_refused(side):
    bomb = BytesIO()
    Image.new("1", (side, side)).save(bomb, "PNG")
    assert len(bomb.getvalue()) < LARGEST

    assert "Gambar t" in refusal(bomb.getvalue())


def test_a_comment_in_a_picture_is_forgotten():
    drawn, noted, note = BytesIO(), BytesIO(), PngInfo()
    Image.new("RGB", (20, 20)).save(drawn, "JPEG", comment=b"RAHASIA")
    note.add_text("XML:com.adobe.xmp", "RAHASIA")
    Image.new("RGB", (20, 20)).save(noted, "PNG", pnginfo=note)

    for data in (drawn.getvalue(), noted.getvalue()):
        assert b"RAHASIA" in data
        assert b"RAHASIA" not in clean(data, "berkas").safe


@pytest.mark.parametrize(
    "data",
    [
        photo() + PDF,
        photo("PNG") + b"<html><script>alert(1)</script>",
        photo() + DOCX,
        photo() + b"<?php echo 1;",
        PDF + DOCX,
        letter({"word/isi.xml": b"<a>%PDF-1.7</a>"}, packing=0),
    ],
    ids=[
        "pdf behind jpg",
        "html behind png",
        "zip behind jpg",
        "php",
        "zip behind pdf",
        "pdf in zip",
    ],
)
def test_a_file_with_two_faces_is_refused(data):
    assert "memuat berkas lain" in refusal(data)


def test_a_large_png_is_not_taken_for_one_drawn_over_and_over():
    """Among so many bytes that nobody can foretell, each pair stands somewhere."""
    drawn = BytesIO()
    noise = random.Random(1).randbytes(900 * 900 * 3)  # noqa: S311 -- no secret hangs on it
    Image.frombytes("RGB", (900, 900), noise).save(drawn, "PNG")
    assert drawn.getvalue().count(b"\xff\xda") > 20

    assert clean(drawn.getvalue(), "berkas").safe


def test_a_png_in_too_many_pieces_is_refused():
    whole = photo("PNG")
    piece = b"\x00\x00\x00\x00prVt" + zlib.crc32(b"prVt").to_bytes(4, "big")

    assert "terlalu rumit" in refusal(whole[:33] + piece * 10_000 + whole[33:])


def test_a_picture_drawn_over_and_over_is_refused():
    once = photo()
    assert "terlalu rumit" in refusal(once.replace(b"\xff\xd9", b"\xff\xda" * 21 + b"\xff\xd9"))


@pytest.mark.parametrize("piece", [b"\xff", b"\xff\xe0\x00\x02", b"\xff\xd0"])
def test_a_picture_that_begins_without_end_is_refused(piece):
    whole = photo()
    assert clean(whole[:2] + b"\xff\xfe\x00\x02" * 160 + whole[2:], "berkas")

    assert "terlalu rumit" in refusal(whole[:2] + piece * 2_000 + whole[2:])


def test_a_face_is_known_in_capitals_and_in_a_crowd():
    """Many bytes that may begin a word are looked at in another way than few."""
    for crowd in (b"", b"<%" * 1000):
        for face in (b"<HTML", b"<!DocType", b"<?PHP", b"%PDF-"):
            assert "memuat berkas lain" in refusal(photo() + crowd + face)
        assert clean(photo() + crowd + b"<htm%pdf", "berkas")
