"""Uploads are made harmless by what they are, not by what they are called."""

from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageFile

from cases.uploads import LARGEST, clean_upload

GPS = 0x8825


def photo(kind="JPEG", size=(40, 20), exif=None) -> bytes:
    drawn = BytesIO()
    picture = Image.new("RGB", size, "red")
    picture.save(drawn, kind, **({"exif": exif} if exif else {}))
    return drawn.getvalue()


def clean(data, name="foto.jpg"):
    return clean_upload(SimpleUploadedFile(name, data))


def located() -> Image.Exif:
    exif = Image.Exif()
    exif[0x010F] = "Telepon Contoh"
    exif[0x0112] = 6
    exif.get_ifd(GPS)[2] = (6.0, 59.0, 0.0)
    return exif


def test_a_photo_loses_its_place_and_its_device():
    data = photo(exif=located())
    assert b"Telepon Contoh" in data

    kept = clean(data)

    with Image.open(BytesIO(kept.file.read())) as picture:
        assert not picture.getexif()
        assert not picture.getexif().get_ifd(GPS)
    assert kept.content_type == "image/jpeg"


def test_a_photo_taken_on_its_side_stands_upright():
    kept = clean(photo(exif=located()))

    with Image.open(BytesIO(kept.file.read())) as picture:
        assert picture.size == (20, 40)


def test_a_png_becomes_a_plain_picture():
    assert clean(photo("PNG"), "gambar.png").content_type == "image/jpeg"


def test_a_pdf_stays_as_it_is():
    kept = clean(b"%PDF-1.7\n%%EOF\n", "surat.pdf")

    assert kept.content_type == "application/pdf"
    assert kept.file.read() == b"%PDF-1.7\n%%EOF\n"
    assert len(kept.sha256) == 64


@pytest.mark.parametrize(
    "data", [b"", b"MZ\x90\x00", b"<html><script>", b"GIF89a" + b"\x00" * 20, b"PK\x03\x04"]
)
def test_a_name_does_not_make_a_picture(data):
    with pytest.raises(ValidationError, match="PDF, JPG, atau PNG"):
        clean(data)


def test_a_picture_that_is_broken_is_refused():
    with pytest.raises(ValidationError, match="tidak dapat dibuka"):
        clean(b"\xff\xd8\xff" + b"rusak" * 20)


def test_a_picture_cut_short_is_refused(monkeypatch):
    monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", True)  # as WeasyPrint leaves it

    with pytest.raises(ValidationError, match="tidak dapat dibuka"):
        clean(photo(size=(400, 400))[:700])


def test_more_than_five_megabytes_is_refused():
    with pytest.raises(ValidationError, match="5 MB"):
        clean(b"%PDF-" + b"x" * LARGEST)


@pytest.mark.parametrize("side", [7_000, 10_000, 20_000])
def test_a_small_file_that_unfolds_into_a_huge_picture_is_refused(side):
    bomb = BytesIO()
    Image.new("1", (side, side)).save(bomb, "PNG")
    assert len(bomb.getvalue()) < LARGEST

    with pytest.raises(ValidationError):
        clean(bomb.getvalue())


def test_a_comment_in_a_picture_is_forgotten():
    drawn = BytesIO()
    Image.new("RGB", (20, 20)).save(drawn, "JPEG", comment=b"RAHASIA")

    assert b"RAHASIA" in drawn.getvalue()
    assert b"RAHASIA" not in clean(drawn.getvalue()).file.read()
