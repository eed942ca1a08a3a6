"""Uploaded PDFs keep what they say and lose what acts."""

import re
import zlib
from io import BytesIO

import pikepdf
import pytest
from django.core.exceptions import ValidationError
from PIL import Image

from cases.tests.papers import (
    PDF,
    clean,
    crowded_pdf,
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


@pytest.mark.parametrize(
    ("hung", "others"),
    [
        (b"/PresSteps<</NA<</S/Launch/F(RAHASIA)>>>>", []),
        (b"/A 4 0 R", [b"<</S/Launch/F(RAHASIA)/Length 0>> stream\n\nendstream"]),
        (b"/A<</S(Launch)/F(RAHASIA)>>", []),
        (b"/A<</S/URI/URI(javascript:RAHASIA)>>", []),
        (b"/A<</S/URI/URI(file:////RAHASIA/a.exe)>>", []),
        (b"/Annots[4 0 R]", [b"<</Subtype/Movie/T(RAHASIA)/Length 0>> stream\n\nendstream"]),
        (b"/Hal 4 0 R", [b"<</Type/EmbeddedFile/Length 7>> stream\nRAHASIA\nendstream"]),
        (b"/Hal<</Type/Filespec/RF<</F[(a)4 0 R]>>>>", [b"<<>> stream\nRAHASIA\nendstream"]),
        (b"/Hal 4 0 R", [b"<</F(RAHASIA)/FFilter/A/Length 0>> stream\n\nendstream"]),
        (b"/Hal 4 0 R", [b"<</Ref<</F(RAHASIA)>>/Length 0>> stream\n\nendstream"]),
    ],
)
def test_what_acts_or_lies_elsewhere_is_lost_wherever_it_hangs(hung, others):
    kept = clean(plain_pdf(*others, page=hung), "berkas").safe

    with pikepdf.open(BytesIO(kept)) as written:
        unfolded = BytesIO()
        written.save(unfolded, qdf=True, static_id=True)
    assert b"RAHASIA" not in kept + unfolded.getvalue()


def test_nothing_hangs_on_a_pdf_but_its_pages():
    """Neither beside its catalogue, nor in one that is no object of its own."""
    beside = plain_pdf().replace(b"trailer <<", b"trailer <</Hal(RAHASIA)")
    script = b"<</S/JavaScript/JS(RAHASIA)>>"
    root = b"trailer <</Root<</Type/Catalog/Pages 2 0 R/OpenAction%s>>/Size " % script
    inside = re.sub(rb"trailer <</Size (\d+).*", root + rb"\1>>", plain_pdf())

    assert b"RAHASIA" not in clean(beside, "berkas").safe
    with pikepdf.open(BytesIO(inside)) as pdf_with_script:
        assert "/OpenAction" in pdf_with_script.Root
    assert "rusak" in refusal(inside)


@pytest.mark.parametrize(
    "hidden",
    [
        lambda plain, noted: plain + noted,
        lambda plain, noted: noted[:2] + b"\xff" + noted[2:],
        lambda plain, noted: noted[:2] + b"\xff\x01" + noted[2:],
        lambda plain, noted: plain[:-2] + noted[2:],
        lambda plain, noted: plain[:-2] + noted[2:-2],
    ],
    ids=["a second photo", "filled", "a mark alone", "between scans", "without an end"],
)
def test_a_photo_in_a_pdf_loses_its_notes_wherever_they_stand(hidden):
    noted = photo(exif=located())
    kept = clean(pdf(picture=hidden(photo(), noted)), "berkas").safe

    assert b"Telepon Contoh" not in kept
    with pikepdf.open(BytesIO(kept)) as written:
        assert pikepdf.PdfImage(written.pages[0].Resources.XObject.Im0).as_pil_image()


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
