"""Uploaded PDFs and letters keep what they say and lose what acts."""

import zlib
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pikepdf
import pytest
from django.core.exceptions import ValidationError
from PIL import Image

from cases.tests.papers import (
    DOCX,
    PDF,
    clean,
    crowded_pdf,
    letter,
    located,
    pdf,
    photo,
    plain_pdf,
    refusal,
)
from cases.uploads import pdfs

pytestmark = pytest.mark.usefixtures("lines_are_counted")


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


@pytest.mark.parametrize(
    ("packed", "around"),
    [
        (zlib.compress, "/FlateDecode"),
        (lambda photo: photo.hex().encode() + b">", "/ASCIIHexDecode"),
    ],
)
def test_a_picture_that_is_packed_twice_loses_its_place_too(packed, around):
    with pikepdf.open(BytesIO(pdf(picture=photo()))) as made:
        picture = made.pages[0].Resources.XObject.Im0
        told = [None, pikepdf.Dictionary(ColorTransform=0)]
        names = [pikepdf.Name(around), pikepdf.Name.DCTDecode]
        picture.write(packed(photo(exif=located())), filter=names, decode_parms=told)
        whole = BytesIO()
        made.save(whole, stream_decode_level=pikepdf.StreamDecodeLevel.none)

    with pikepdf.open(BytesIO(clean(whole.getvalue(), "berkas").safe)) as written:
        inside = written.pages[0].Resources.XObject.Im0
        assert b"Telepon Contoh" not in inside.read_raw_bytes()
        assert pikepdf.PdfImage(inside).as_pil_image().size == (40, 20)
        assert inside.DecodeParms.ColorTransform == 0


def test_a_jpeg_2000_in_a_pdf_loses_its_notes():
    drawn = BytesIO()
    Image.new("RGB", (40, 20), "teal").save(drawn, "JPEG2000")
    boxes = drawn.getvalue()
    note = b"uuid" + b"JpgTiffExif->JP2" + b"Telepon Contoh"
    told = boxes + (4 + len(note)).to_bytes(4, "big") + note
    facts = b"/Width 40/Height 20/ColorSpace/DeviceRGB/BitsPerComponent 8"
    stream = b"<</Subtype/Image%s/Filter/JPXDecode/Length %d>> stream\n%s\nendstream"
    kept = clean(plain_pdf(stream % (facts, len(told), told), page=b"/A 4 0 R/Hal 4 0 R"), "berkas")

    with pikepdf.open(BytesIO(kept.safe)) as written:
        assert written.pages[0].Hal.read_raw_bytes() == boxes


@pytest.mark.parametrize(
    "boxes", [b"\0\0\0\x07uuid", b"\0\0\0\x09uuid", b"\0\0\0\x01jp2c" + bytes([9] * 8)]
)
def test_a_pdf_with_a_broken_jpeg_2000_is_refused(boxes):
    stream = b"<</Filter/JPXDecode/Length %d>> stream\n%s\nendstream" % (len(boxes), boxes)

    assert "rusak" in refusal(plain_pdf(stream))


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


def test_a_pdf_of_very_many_objects_is_refused():
    many = [b"null"] * 16_000

    assert "terlalu rumit" in refusal(plain_pdf(*many))
    assert clean(plain_pdf(*many[:2_000]), "berkas")


def test_a_picture_in_a_pdf_that_is_none_is_found_before_anything_is_changed(monkeypatch):
    """What is refused is refused while the clock runs."""
    monkeypatch.setattr(pdfs, "_strip", lambda *_told: pytest.fail("too late"))
    none = b"<</Filter/DCTDecode/Length 2>> stream\nGI\nendstream"

    with pytest.raises(ValidationError, match="rusak"):
        pdfs.clean_pdf(plain_pdf(none))


@pytest.mark.parametrize("deep", [b"<</A" * 70 + b" 1" + b">>" * 70, b"[" * 70 + b"1" + b"]" * 70])
def test_what_lies_too_deep_to_be_looked_at_is_left_out(deep):
    kept = clean(plain_pdf(b"<</Hal %s>>" % deep, page=b"/Hal 4 0 R"), "berkas")

    with pikepdf.open(BytesIO(kept.safe)) as written:
        found, levels = written.pages[0].Hal.Hal, 0
        while len(found):
            found, levels = found[0] if isinstance(found, pikepdf.Array) else found.A, levels + 1
    assert levels == 59


def test_where_ten_thousand_places_lead_is_looked_at_once(monkeypatch):
    """A row of actions was gone through for each of them: four seconds, and then a refusal."""
    looked, acts = [], pdfs._acts
    monkeypatch.setattr(pdfs, "_acts", lambda action: looked.append(1) or acts(action))
    row = b"[" + b"<</S/GoTo>>" * 10 + b"]"
    led = [b"<</A 4 0 R/Dest 4 0 R/PA 4 0 R/Next 4 0 R/AA 5 0 R>>"] * 10_000

    assert len(pdfs.clean_pdf(plain_pdf(row, b"<</S/Launch>>", *led))) < 1_000
    assert len(looked) == 1


def test_many_pages_may_share_their_notes():
    """Each page leads to all of them; they are looked through once."""
    notes = b"[" + b"<</Subtype/Link>><</Subtype/Movie>>" * 1000 + b"]"
    pages = [b"<</Type/Page/Parent 2 0 R/Resources<<>>/MediaBox[0 0 9 9]/Annots 4 0 R>>"] * 2000
    kids = b"".join(b"%d 0 R " % (5 + page) for page in range(2000))
    many = plain_pdf(notes, *pages, kids=kids)
    kept = pdfs.clean_pdf(many)

    with pikepdf.open(BytesIO(kept)) as written:
        assert len(written.pages) == 2001
        kinds = {str(note.Subtype) for note in written.pages[2000].Annots}
    assert kinds == {"/Link"}


def test_a_pdf_may_hold_all_its_objects_in_one_stream():
    """So WeasyPrint writes it; such a stream can only be opened whole."""
    assert clean(crowded_pdf(10_000), "berkas").content_type == "application/pdf"


def test_a_letter_with_too_many_tags_is_refused():
    parts = {"word/isi.xml": b"<a>" + b"<b/>" * 2_500_000 + b"</a>"}

    assert "terlalu rumit" in refusal(letter(parts, packing=0), "surat.docx")


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


#: A text that is 13 MB long, and a hundred times shorter when it is packed.
LONG = b"".join(b"%d " % number + b"anak " * 260 for number in range(10_000))
RELS = "word/_rels/settings.xml.rels"
#: A header that pretends to be a drawing, and so would not be read.
DISGUISED = EXTERNAL.replace(b"https://example.id/x", b"header1.gif") % (b"header", b"")


@pytest.mark.parametrize(
    ("parts", "sentence"),
    [
        ({"word/vbaProject.bin": b"x"}, "makro"),
        ({"[Content_Types].xml": b"<a>application/vnd.ms-word.macroEnabled.main</a>"}, "makro"),
        ({"word/activeX/activeX1.xml": b"<a/>"}, "makro"),
        ({"word/embeddings/oleObject1.bin": b"x"}, "memuat berkas lain"),
        ({"word/afchunk.html": b"<html>"}, "memuat berkas lain"),
        ({RELS: EXTERNAL % (b"aFChunk", b"")}, "memuat berkas lain"),
        ({"word/media/foto.tiff": b"x"}, "memuat berkas lain"),
        ({"word/media/gambar.svg": b"<svg/>"}, "memuat berkas lain"),
        ({"word/header1.XML": b"<a/>"}, "memuat berkas lain"),
        ({RELS: DISGUISED, "word/header1.gif": b"x"}, "memuat berkas lain"),
        ({"word/isi.xml": b"<?xml version='1.0' encoding='utf-7'?><a/>"}, "perintah otomatis"),
        ({RELS: EXTERNAL % (b"attachedTemplate", b'TargetMode="External"')}, "dari luar"),
        ({RELS: EXTERNAL % (b"image", b'TargetMode="External"')}, "dari luar"),
        ({"word/isi.xml": BOMB}, "perintah otomatis"),
        ({"word/isi.xml": BOMB.decode().encode("utf-16")}, "perintah otomatis"),
        ({"word/isi.xml": b"<a>"}, "tidak dapat dibuka"),
        ({"word/isi.xml": b"<a:b/>"}, "tidak dapat dibuka"),
        ({"../luar.xml": b"<a/>"}, "tidak dapat dibuka"),
        ({"/luar.xml": b"<a/>"}, "tidak dapat dibuka"),
        ({"WORD/document.xml": b"<a/>"}, "tidak dapat dibuka"),
        ({"word/document.xml": None}, "tidak dapat dibuka"),
        ({"word/isi.xml": b"<a>" + b" " * 15_000_000 + b"</a>"}, "terlalu besar"),
        ({f"word/{n}.xml": b"<a/>" for n in range(1001)}, "terlalu besar"),
        ({f"word/{n}.xml": b"<a>%s</a>" % LONG for n in range(2)}, "terlalu besar"),
    ],
)  # fmt: skip
def test_a_letter_that_acts_points_outside_or_unfolds_is_refused(parts, sentence):
    assert sentence in refusal(letter(parts), "surat.docx")


def test_what_is_not_read_is_not_given_out_as_words():
    """A letter may say of each of its parts what it is; a drawing stays one."""
    said = (
        b'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        b'<Default Extension="gif" ContentType="application/xml"/>'
        b'<Default Extension="bmp" ContentType="image/bmp"/>'
        b'<Override PartName="/word/a.bmp" ContentType="application/x+xml"/>'
        b'<Override PartName="/word/document.xml" ContentType="application/x.main+xml"/></Types>'
    )
    kept = clean(letter({"[Content_Types].xml": said, "word/a.bmp": b"BM"}), "berkas")

    with ZipFile(BytesIO(kept.safe)) as parts:
        told = parts.read("[Content_Types].xml").decode()
    assert [name in told for name in ("gif", "a.bmp", "image/bmp", "x.main")] == [0, 0, 1, 1]


def test_a_photo_in_a_letter_loses_its_place_wherever_it_lies():
    kept = clean(letter({"media/Foto.JPG": photo(exif=located())}), "berkas")

    with ZipFile(BytesIO(kept.safe)) as parts:
        assert b"Telepon Contoh" not in parts.read("media/Foto.JPG")


@pytest.mark.parametrize("field", ["DDEAUTO c:\\\\x", 'INCLUDEPICTURE "http://example.id/a.png"'])
def test_a_letter_that_fetches_by_a_field_is_refused(field):
    half = len(field) // 2
    pieces = (field[:half], field[half:])
    told = "".join(f"<w:instrText>{piece}</w:instrText>" for piece in pieces)

    assert "perintah otomatis" in refusal(letter(words=f"<w:r>{told}</w:r>"))


def test_a_field_that_fetches_is_found_wherever_it_stands():
    """Not only in the text, and not only in the namespace that Word writes by itself."""
    told = b'<x:hdr xmlns:x="http://purl.oclc.org/ooxml/wordprocessingml/main">%s</x:hdr>'
    pieces = told % b"<x:instrText>INCLUDE</x:instrText><x:instrText>TEXT a</x:instrText>"
    simple = told % b'<x:fldSimple x:instr="DDE a"/>'

    for evil in (pieces, simple):
        assert "perintah otomatis" in refusal(letter({"word/header1.xml": evil}))
    assert clean(letter({"word/header1.xml": told % b"<x:instrText>PAGE</x:instrText>"}), "berkas")


@pytest.mark.parametrize(
    "evil",
    [
        b"<x:instrText>D</x:instrText>instrText>n<x:t>a instrText >n</x:t><x:instrText>DE a",
        b"<x:instrText>D</x:instrText><x:instrText/>n<x:instrText>DE a",
        b"<x:instrText x:a='>'>&#68;&#x44;E a",
        b"<x:instrText\n>D<!-- -->DE a",
        b"<x:instrText>D<?n n?>DE a",
        b"<x:instrText>D<![CDATA[D]]>E a",
        b"<x:fldSimple x:a='PAGE' x:instr = '&#68;DE a\"'/><x:instrText>",
        b"<%s:instrText xmlns:%s='a'>DDE a</%s:instrText><x:instrText>" % ((b"y" * 200,) * 3),
    ],
)
def test_no_spelling_hides_what_a_field_fetches(evil):
    told = b"<?xml version='1.0'?><x:a xmlns:x='urn:x'>%s</x:instrText></x:a>"

    assert "perintah otomatis" in refusal(letter({"word/isi.xml": told % evil}))


@pytest.mark.parametrize(
    "words",
    [
        b"<x:t>instrText&gt;DDE a</x:t>",
        b"<x:instrTexts>DDE a</x:instrTexts>",
        b"<x:t x:fldSimple='DDE'>DDE a</x:t>",
    ],
)
def test_what_only_looks_like_a_field_that_fetches_is_taken(words):
    told = b"\xef\xbb\xbf<?xml version='1.0'?>\n<x:a xmlns:x='urn:x'>%s</x:a>" % words

    assert clean(letter({"word/isi.xml": told}), "berkas")


def test_a_letter_may_hold_as_many_fields_as_a_book_and_no_more():
    fields = [b"<instrText>%d</instrText>" % number for number in range(20_001)]

    assert clean(letter({"word/isi.xml": b"<a>%s</a>" % b"".join(fields[1:])}), "berkas")
    assert "terlalu rumit" in refusal(letter({"word/isi.xml": b"<a>%s</a>" % b"".join(fields)}))


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
