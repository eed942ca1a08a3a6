"""Uploaded Word documents keep what they say and lose what acts."""

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from lxml import etree
from PIL import Image

from cases.tests.papers import DOCX, clean, letter, located, photo, refusal

pytestmark = pytest.mark.usefixtures("lines_are_counted")


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
        ({"[Content_Types].xml": b'<a><b ContentType="x.macro&#69;nabled.main"/></a>'}, "makro"),
        ({"word/activeX/activeX1.xml": b"<a/>"}, "makro"),
        ({"word/embeddings/oleObject1.bin": b"x"}, "memuat berkas lain"),
        ({"word/afchunk.html": b"<html>"}, "memuat berkas lain"),
        ({RELS: EXTERNAL % (b"aFChunk", b"")}, "memuat berkas lain"),
        ({"word/media/foto.tiff": b"x"}, "memuat berkas lain"),
        ({"word/media/gambar.svg": b"<svg/>"}, "memuat berkas lain"),
        ({"word/header1.XML": b"<a/>"}, "memuat berkas lain"),
        ({RELS: DISGUISED, "word/header1.gif": photo()}, "memuat berkas lain"),
        ({RELS: EXTERNAL % (b"aFChunk ", b"")}, "memuat berkas lain"),
        ({"word/isi.xml": b"<a><b src='http://example.id/a.png'/></a>"}, "dari luar"),
        ({"word/media/gambar.emf": b"MZ"}, "tidak dapat dibuka"),
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
    kept = clean(letter({"[Content_Types].xml": said, "word/a.bmp": photo("BMP")}), "berkas")

    with ZipFile(BytesIO(kept.safe)) as parts:
        told = parts.read("[Content_Types].xml").decode()
    assert [name in told for name in ("gif", "a.bmp", "image/bmp", "x.main")] == [0, 0, 1, 1]


def test_a_photo_in_a_letter_loses_its_place_wherever_it_lies():
    kept = clean(letter({"media/Foto.JPG": photo(exif=located())}), "berkas")

    with ZipFile(BytesIO(kept.safe)) as parts:
        assert b"Telepon Contoh" not in parts.read("media/Foto.JPG")


def words_in(data: bytes, part: str) -> str:
    with ZipFile(BytesIO(clean(data, "berkas").safe)) as parts:
        return " ".join(etree.fromstring(parts.read(part)).itertext())


@pytest.mark.parametrize(
    "field", ["DDEAUTO c:\\\\x", 'INCLUDEPICTURE "http://example.id/a.png"', 'HYPERLINK "http://a"']
)
@pytest.mark.parametrize("before", ["", "PAGE", "QUOTE"])
def test_a_field_that_fetches_keeps_what_it_last_showed_and_nothing_else(field, before):
    half = len(field) // 2
    pieces = (before, field[:half], field[half:])
    told = "".join(f"<w:instrText>{piece}</w:instrText>" for piece in pieces)
    kept = words_in(letter(words=f"<w:r>{told}<w:t>Tadi ini.</w:t></w:r>"), "word/document.xml")

    assert "Tadi ini." in kept
    assert ("PAGE" in kept) == (before == "PAGE")
    assert not any(word in kept for word in ("DDE", "INCLUDE", "PICTURE", "HYPER", "http", "c:"))


@pytest.mark.parametrize(
    "field", [" PAGE \\* MERGEFORMAT ", 'TOC \\o "1-3" \\h', 'HYPERLINK \\l "_Toc1"', "NUMPAGES"]
)
def test_a_field_that_stays_within_the_letter_is_kept(field):
    told = f"<w:instrText xml:space='preserve'>{field}</w:instrText>"

    assert field in words_in(letter(words=f"<w:r>{told}</w:r>"), "word/document.xml")


def test_a_field_that_fetches_is_found_wherever_it_stands():
    """Not only in the text, and not only in the namespace that Word writes by itself."""
    told = b'<x:hdr xmlns:x="http://purl.oclc.org/ooxml/wordprocessingml/main">%s</x:hdr>'
    pieces = b"<x:instrText>INCLUDE</x:instrText><x:delInstrText>TEXT a</x:delInstrText>"
    simple = b'<x:fldSimple x:instr="DDE a"/><x:fldSimple x:instr=" PAGE "/>'
    data = letter({"word/header1.xml": told % (pieces + simple)})

    with ZipFile(BytesIO(clean(data, "berkas").safe)) as parts:
        assert parts.read("word/header1.xml") == told % (
            b"<x:instrText></x:instrText><x:delInstrText></x:delInstrText>"
            b'<x:fldSimple x:instr=""/><x:fldSimple x:instr=" PAGE "/>'
        )


@pytest.mark.parametrize(
    "evil",
    [
        b"<x:instrText>D</x:instrText>instrText><x:t>a instrText ></x:t><x:instrText>DE a",
        b"<x:instrText x:a='>'>&#68;&#x44;E a",
        b"<x:instrText>D</x:instrText><x:instrText/><x:instrText>DE a",
        b"<x:fldSimple x:a='PAGE' x:instr = '&#68;DE a\"'/><x:instrText>",
    ],
)
def test_no_spelling_hides_what_a_field_fetches(evil):
    told = b"<?xml version='1.0'?><x:a xmlns:x='urn:x'>%s</x:instrText></x:a>" % evil
    with ZipFile(BytesIO(clean(letter({"word/isi.xml": told}), "berkas").safe)) as parts:
        kept = etree.fromstring(parts.read("word/isi.xml"))

    said = [field.text or "" for field in kept.iter("{*}instrText")]
    said += [value for field in kept.iter("{*}fldSimple") for value in field.attrib.values()]
    assert not "".join(said)


@pytest.mark.parametrize(
    "evil",
    [
        b"<x:instrText\n>D<!-- -->DE a",
        b"<x:instrText>D<?n n?>DE a",
        b"<x:instrText>D<![CDATA[D]]>E a",
        b"<x:instrText>D<x:skipped/>DE a",
        b"<%s:instrText xmlns:%s='a'>DDE a</%s:instrText><x:instrText>" % ((b"y" * 200,) * 3),
    ],
)
def test_a_field_with_more_than_words_in_it_is_refused(evil):
    told = b"<?xml version='1.0'?><x:a xmlns:x='urn:x'>%s</x:instrText></x:a>"

    assert "perintah otomatis" in refusal(letter({"word/isi.xml": told % evil}))


def test_a_letter_for_many_loses_where_its_addresses_come_from():
    settings = b"<w:settings xmlns:w='urn:w'><w:mailMerge><w:query w:val='RAHASIA'/></w:mailMerge>"
    data = letter({"word/settings.xml": settings + b"<w:zoom/></w:settings>"})

    with ZipFile(BytesIO(clean(data, "berkas").safe)) as parts:
        kept = parts.read("word/settings.xml")
    assert b"zoom" in kept
    assert b"RAHASIA" not in kept


def test_who_wrote_a_letter_is_left_behind_wherever_it_is_told():
    told = EXTERNAL.replace(b"https://example.id/x", b"meta/inti.xml")
    about = told % (b"metadata/core-properties", b"")
    parts = {"_rels/.rels": about, "meta/inti.xml": b"<a>RAHASIA</a>", "word/people.xml": b"<a/>"}

    with ZipFile(BytesIO(clean(letter(parts), "berkas").safe)) as kept:
        assert not {"meta/inti.xml", "word/people.xml"} & set(kept.namelist())


def test_a_drawing_in_a_letter_is_drawn_again():
    drawn = BytesIO()
    Image.new("P", (40, 20)).save(drawn, "GIF", comment=b"RAHASIA")
    data = letter({"word/media/a.gif": drawn.getvalue()})

    with ZipFile(BytesIO(clean(data, "berkas").safe)) as parts:
        kept = parts.read("word/media/a.gif")
    assert b"RAHASIA" not in kept
    assert Image.open(BytesIO(kept)).size == (40, 20)


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
