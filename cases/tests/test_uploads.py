"""Uploads are made harmless by what they are, not by what they are called."""

import random
import zlib
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pikepdf
import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageFile
from PIL.PngImagePlugin import PngInfo

from cases.tests.papers import DOCX, PDF, crowded_pdf, letter, located, pdf, photo, plain_pdf
from cases.uploads import LARGEST, clean_upload, intake, workshop

GPS = 0x8825


@pytest.fixture(autouse=True)
def _lines_are_counted(request, monkeypatch):
    """Lines that a child runs are not counted. Where they are, the files are cleaned here."""
    if request.config.pluginmanager.getplugin("_cov"):
        here = workshop.CLEAN
        monkeypatch.setattr(intake, "clean", lambda data, kind: here[kind](data))


def clean(data, name="foto.jpg", kind="application/octet-stream"):
    return clean_upload(SimpleUploadedFile(name, data, kind))


def refusal(data, name="berkas", kind="application/octet-stream") -> str:
    with pytest.raises(ValidationError) as refused:
        clean(data, name, kind)
    return refused.value.message


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


def test_a_pdf_keeps_its_pages_and_loses_what_acts():
    kept = clean(pdf(evil=True), "surat.pdf", "application/pdf")

    assert b"JavaScript" in kept.original
    with pikepdf.open(BytesIO(kept.safe)) as written:
        unfolded = BytesIO()
        assert len(written.pages) == 2
        assert written.trailer.get("/Info") is None
        uris = [str(note.A.URI) for note in written.pages[0].Annots]
        written.save(unfolded, qdf=True, static_id=True)
    assert uris == ["https://example.id/"]
    for gone in (
        b"JavaScript", b"OpenAction", b"/AA", b"Launch", b"EmbeddedFile", b"RichMedia", b"XFA",
        b"RAHASIA", b"Telepon Contoh", b"SubmitForm", b"FileAttachment",
    ):  # fmt: skip
        assert gone not in unfolded.getvalue(), gone


def test_a_picture_in_a_pdf_loses_its_place():
    kept = clean(pdf(picture=photo(exif=located())), "berkas")

    assert b"Telepon Contoh" in kept.original
    assert b"Telepon Contoh" not in kept.safe
    with pikepdf.open(BytesIO(kept.safe)) as written:
        inside = written.pages[0].Resources.XObject.Im0
        assert pikepdf.PdfImage(inside).as_pil_image().size == (40, 20)


@pytest.mark.parametrize("user", ["", "sandi"])
def test_a_locked_pdf_is_refused(user):
    locked = BytesIO()
    with pikepdf.open(BytesIO(PDF)) as plain:
        plain.save(locked, encryption=pikepdf.Encryption(owner="pemilik", user=user))

    assert "terkunci dengan sandi" in refusal(locked.getvalue())


@pytest.mark.parametrize(
    "data", [b"%PDF-1.7\n%%EOF\n", PDF[: len(PDF) // 2], b"%PDF-" + b"\x00" * 900]
)
def test_a_broken_pdf_is_refused(data):
    assert "PDF" in refusal(data)


def test_a_pdf_with_too_many_tables_of_contents_is_not_even_opened():
    """Each may unfold to megabytes, one after the other, before the first page is known."""
    for table in (b"/Type/XRef ", b"/Type/X#52e#66 "):
        assert "terlalu rumit" in refusal(PDF + b"%" + table * 21)
        assert clean(PDF.replace(b"%%EOF", b"%" + table * 20 + b"\n%%EOF"), "berkas")


@pytest.mark.parametrize(
    ("one", "most"), [(b"<<>>", 100_000), (b"[]", 100_000), (b"/A", 600_000), (b"1 ", 2_500_000)]
)
def test_a_pdf_may_not_hold_more_than_can_be_looked_through(one, most):
    """Whether its objects are folded into a stream or not."""
    much = b"[" + one * (most + 1) + b"]"
    folded = zlib.compress(b"9 0 " + much)
    stream = b"<</Type/ObjStm/N 1/First 4>> stream\n%s\nendstream" % folded

    assert "terlalu rumit" in refusal(plain_pdf(stream))
    assert "terlalu rumit" in refusal(plain_pdf(much))


def test_a_pdf_that_says_or_lists_too_many_objects_is_refused_unopened():
    said = b"<</Type/ObjStm/N 100001/First 4>> stream\n1 0 null\nendstream"
    assert "terlalu rumit" in refusal(plain_pdf(said))
    assert clean(plain_pdf(said.replace(b"100001", b"1000")), "berkas")
    assert "terlalu rumit" in refusal(plain_pdf() + b"endobj " * 100_001)


def test_many_pages_may_share_their_notes():
    """Each page leads to all of them; they are looked through once."""
    notes = b"[" + b"<</Subtype/Link>><</Subtype/Movie>>" * 1000 + b"]"
    pages = [b"<</Type/Page/Parent 2 0 R/Resources<<>>/MediaBox[0 0 9 9]/Annots 4 0 R>>"] * 2000
    kids = b"".join(b"%d 0 R " % (5 + page) for page in range(2000))
    many = plain_pdf(notes, *pages, kids=kids)
    kept = clean(many, "berkas")

    with pikepdf.open(BytesIO(kept.safe)) as written:
        assert len(written.pages) == 2001
        kinds = {str(note.Subtype) for note in written.pages[2000].Annots}
    assert kinds == {"/Link"}


def test_a_pdf_may_hold_all_its_objects_in_one_stream():
    """So WeasyPrint writes it; such a stream can only be opened whole."""
    assert clean(crowded_pdf(10_000), "berkas").content_type == "application/pdf"


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


def test_a_letter_with_too_many_tags_is_refused():
    parts = {"word/isi.xml": b"<a>" + b"<b/>" * 2_500_000 + b"</a>"}

    assert "terlalu rumit" in refusal(letter(parts, packing=0), "surat.docx")


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


def test_a_letter_may_not_hold_more_pictures_than_can_be_drawn():
    made = BytesIO()
    Image.new("1", (6300, 6300)).save(made, "PNG")
    three = {f"word/media/i{n}.png": made.getvalue() for n in range(3)}

    assert "Gambar dalam dokumen Word ini terlalu besar" in refusal(letter(three), "surat.docx")


def test_a_letter_keeps_its_words_and_loses_who_wrote_it():
    data = letter(evil_notes=True)
    kept = clean(data, "surat.docx", "application/octet-stream")

    with ZipFile(BytesIO(kept.safe)) as parts:
        assert parts.testzip() is None
        everything = b"".join(parts.read(name) for name in parts.namelist())
        assert not [name for name in parts.namelist() if "docProps" in name]
        picture = parts.read("word/media/image1.jpeg")
    assert b"Anak tinggal bersama nenek." in everything
    assert b"RAHASIA" not in everything
    assert b"example.id" not in everything
    assert b"docProps" not in everything
    assert b"Telepon Contoh" not in picture
    assert kept.original == data


EXTERNAL = (
    b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    b'<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
    b'relationships/%s" Target="https://example.id/x" %s/></Relationships>'
)
BOMB = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "x"><!ENTITY c "&b;&b;">]><a>&c;</a>'
RELS = "word/_rels/settings.xml.rels"


@pytest.mark.parametrize(
    ("parts", "sentence"),
    [
        ({"word/vbaProject.bin": b"x"}, "makro"),
        ({"[Content_Types].xml": b"<a>application/vnd.ms-word.macroEnabled.main</a>"}, "makro"),
        ({"word/activeX/activeX1.xml": b"<a/>"}, "makro"),
        ({"word/embeddings/oleObject1.bin": b"x"}, "memuat berkas lain"),
        ({"word/afchunk.html": b"<html>"}, "memuat berkas lain"),
        ({RELS: EXTERNAL % (b"aFChunk", b"")}, "memuat berkas lain"),
        ({RELS: EXTERNAL % (b"attachedTemplate", b'TargetMode="External"')}, "dari luar"),
        ({RELS: EXTERNAL % (b"image", b'TargetMode="External"')}, "dari luar"),
        ({"word/isi.xml": BOMB}, "perintah otomatis"),
        ({"word/isi.xml": BOMB.decode().encode("utf-16")}, "perintah otomatis"),
        ({"word/isi.xml": b"<a>"}, "tidak dapat dibuka"),
        ({"../luar.xml": b"<a/>"}, "tidak dapat dibuka"),
        ({"/luar.xml": b"<a/>"}, "tidak dapat dibuka"),
        ({"WORD/document.xml": b"<a/>"}, "tidak dapat dibuka"),
        ({"word/document.xml": None}, "tidak dapat dibuka"),
        ({"word/isi.xml": b"<a>" + b" " * 15_000_000 + b"</a>"}, "terlalu besar"),
        ({f"word/{n}.xml": b"<a/>" for n in range(1001)}, "terlalu besar"),
    ],
)  # fmt: skip
def test_a_letter_that_acts_points_outside_or_unfolds_is_refused(parts, sentence):
    assert sentence in refusal(letter(parts), "surat.docx")


@pytest.mark.parametrize("field", ["DDEAUTO c:\\\\x", 'INCLUDEPICTURE "http://example.id/a.png"'])
def test_a_letter_that_fetches_by_a_field_is_refused(field):
    half = len(field) // 2
    pieces = (field[:half], field[half:])
    told = "".join(f"<w:instrText>{piece}</w:instrText>" for piece in pieces)

    assert "perintah otomatis" in refusal(letter(words=f"<w:r>{told}</w:r>"))


def test_a_letter_cut_short_or_with_more_behind_it_is_refused():
    for data in (DOCX[: len(DOCX) // 2], DOCX + b"lagi"):
        assert "tidak dapat dibuka" in refusal(data)


def test_a_zip_that_lies_about_its_size_does_not_unfold_further():
    """The directory says 10 bytes; more is never read, and what is read does not fit its sum."""
    data = letter({"word/isi.xml": b"<a>" + b" " * 400_000 + b"</a>"})
    lied = data.replace((400_007).to_bytes(4, "little"), (10).to_bytes(4, "little"))
    assert lied != data

    assert "tidak dapat dibuka" in refusal(lied)


def test_a_locked_or_old_word_document_is_told_apart():
    assert "Word lama atau terkunci" in refusal(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600)


def test_another_kind_of_zip_is_no_letter():
    packed = BytesIO()
    with ZipFile(packed, "w", ZIP_DEFLATED) as parts:
        parts.writestr("xl/workbook.xml", "<a/>")

    assert "tidak dapat dibuka" in refusal(packed.getvalue())
