"""Real files, made in the test: photos, PDFs and Word documents, harmless and not."""

import zlib
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pikepdf
import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from pikepdf import Array, Dictionary, Name, String
from PIL import Image

from cases.uploads import Upload, clean_upload

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
KIND = "application/vnd.openxmlformats-package"
GPS = 0x8825


def photo(kind="JPEG", size=(40, 20), exif=None) -> bytes:
    """A red picture."""
    drawn = BytesIO()
    Image.new("RGB", size, "red").save(drawn, kind, **({"exif": exif} if exif else {}))
    return drawn.getvalue()


def located() -> Image.Exif:
    """What a telephone writes into a picture."""
    exif = Image.Exif()
    exif[0x010F] = "Telepon Contoh"
    exif[0x0112] = 6
    exif.get_ifd(GPS)[2] = (6.0, 59.0, 0.0)
    return exif


def pdf(*, evil=False, picture=b"") -> bytes:
    """Two empty pages, with whatever else is asked for."""
    written, made = BytesIO(), pikepdf.new()
    for _page in range(2):
        made.add_blank_page()
    if evil:
        _make_evil(made)
    if picture:
        facts = {"Type": Name.XObject, "Subtype": Name.Image, "Width": 40, "Height": 20}
        facts |= {"ColorSpace": Name.DeviceRGB, "BitsPerComponent": 8, "Filter": Name.DCTDecode}
        image = pikepdf.Stream(made, picture, Dictionary(**facts))
        made.pages[0].Resources = Dictionary(XObject=Dictionary(Im0=image))
    made.save(written, static_id=True, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    return written.getvalue()


def _make_evil(made) -> None:
    script = Dictionary(S=Name.JavaScript, JS=String("app.alert('RAHASIA')"))
    made.Root.OpenAction = script
    made.Root.AA = Dictionary(WC=script)
    made.Root.Names = Dictionary(JavaScript=Dictionary(Names=Array([String("a"), script])))
    made.attachments["rahasia.txt"] = b"RAHASIA"
    made.docinfo["/Author"] = "RAHASIA"
    with made.open_metadata() as told:
        told["dc:creator"] = ["RAHASIA"]
    made.Root.AcroForm = Dictionary(Fields=Array(), XFA=made.make_stream(b"RAHASIA"))
    rect = Array([0, 0, 9, 9])
    link = {"Type": Name.Annot, "Subtype": Name.Link, "Rect": rect}
    launch = Dictionary(S=Name.Launch, F=String("RAHASIA.exe"))
    uri = Dictionary(S=Name.URI, URI=String("https://example.id/"), Next=launch)
    send = Dictionary(S=Name.SubmitForm, F=String("https://example.id/RAHASIA"))
    made.pages[0].Annots = Array(
        [
            made.make_indirect(Dictionary(**link, A=uri)),
            made.make_indirect(Dictionary(**link | {"Subtype": Name.RichMedia, "Rect": rect})),
            Dictionary(**link | {"Subtype": Name.FileAttachment, "FS": String("RAHASIA")}),
        ]
    )
    made.pages[1].AA = Dictionary(O=launch)
    made.pages[1].Annots = Array([Dictionary(**link, A=send)])


def pdf_bomb(size: int, streams: int = 1) -> bytes:
    """A PDF of one page whose own directories, object streams, unfold to so many bytes each."""
    packer, block = zlib.compressobj(9), b" " * 1024 * 1024
    packed = packer.compress(b"999 0 <</Hal 1>>")
    packed += b"".join(packer.compress(block) for _block in range(size // len(block)))
    packed += packer.flush()
    body, rows = b"%PDF-1.7\n", [bytes(5) + b"\xff"]
    plain = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Hal %d 0 R>>" % (4 + streams),
    ]
    head = b"<</Type/ObjStm/N 1/First 6/Filter/FlateDecode/Length %d>> stream\n" % len(packed)
    plain += [head + packed + b"\nendstream"] * streams
    for number, content in enumerate(plain, 1):
        rows.append(b"\x01" + len(body).to_bytes(4, "big") + b"\x00")
        body += b"%d 0 obj %s endobj\n" % (number, content)
    rows += [b"\x02" + (4 + n).to_bytes(4, "big") + b"\x00" for n in range(streams)]
    table, count = len(body), len(rows) + 1
    rows.append(b"\x01" + table.to_bytes(4, "big") + b"\x00")
    body += b"%d 0 obj <</Type/XRef/Size %d/W[1 4 1]/Root 1 0 R" % (count - 1, count)
    body += b"/Length %d>> stream\n%s\nendstream endobj\n" % (6 * count, b"".join(rows))
    return body + b"startxref\n%d\n%%%%EOF\n" % table


def crowded_pdf(crowd: int) -> bytes:
    """A PDF of one page with so many more objects, all of them in one stream."""
    heads = b"".join(b"%d %d " % (6 + number, 5 * number) for number in range(crowd))
    stream = zlib.compress(heads + b"<<>> " * crowd)
    body, rows = b"%PDF-1.7\n", [bytes(7)]
    for number, content in enumerate(
        [
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>",
            b"<</Type/ObjStm/N %d/First %d/Filter/FlateDecode/Length %d>> stream\n%s\nendstream"
            % (crowd, len(heads), len(stream), stream),
        ],
        1,
    ):
        rows.append(b"\x01" + len(body).to_bytes(4, "big") + bytes(2))
        body += b"%d 0 obj %s endobj\n" % (number, content)
    rows.append(b"\x01" + len(body).to_bytes(4, "big") + bytes(2))
    rows += [b"\x02" + (4).to_bytes(4, "big") + place.to_bytes(2, "big") for place in range(crowd)]
    table = len(body)
    body += b"5 0 obj <</Type/XRef/Size %d/W[1 4 2]/Root 1 0 R" % len(rows)
    body += b"/Length %d>> stream\n%s\nendstream endobj\n" % (7 * len(rows), b"".join(rows))
    return body + b"startxref\n%d\n%%%%EOF\n" % table


def plain_pdf(*objects: bytes, page=b"", kids=b"", size=0) -> bytes:
    """A PDF of one page as one would write it by hand, with more objects, numbered from 4."""
    body, places = b"%PDF-1.7\n", []
    whole = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R %s]/Count %d>>" % (kids, 1 + kids.count(b"R")),
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]%s>>" % page,
        *objects,
    ]
    for number, content in enumerate(whole, 1):
        places.append(len(body))
        body += b"%d 0 obj %s endobj\n" % (number, content)
    count, table = len(whole) + 1, len(body)
    body += b"xref\n0 %d\n0000000000 65535 f \n" % count
    body += b"".join(b"%010d 00000 n \n" % place for place in places)
    body += b"trailer <</Size %d/Root 1 0 R>>\n" % (size or count)
    return body + b"startxref\n%d\n%%%%EOF\n" % table


def letter(parts=None, *, words="", evil_notes=False, packing=ZIP_DEFLATED) -> bytes:
    """A Word document; `parts` replaces or (None) leaves out some of it."""
    text = "<w:p><w:r><w:t>Anak tinggal bersama nenek.</w:t></w:r></w:p>"
    whole: dict[str, str | bytes | None] = {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types">'
        f'<Default Extension="rels" ContentType="{KIND}.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        '<Default Extension="jpeg" ContentType="image/jpeg"/>'
        f'<Override PartName="/docProps/core.xml" ContentType="{KIND}.core-properties+xml"/>'
        "</Types>",
        "_rels/.rels": _relations(
            ("officeDocument", "word/document.xml", ""), ("core", "docProps/core.xml", "")
        ),
        "word/document.xml": f"<w:document {W}><w:body>{text}{words}</w:body></w:document>",
    }
    if evil_notes:
        whole |= {
            "docProps/core.xml": "<a>RAHASIA</a>",
            "docProps/thumbnail.jpeg": photo(),
            "word/_rels/document.xml.rels": _relations(
                ("hyperlink", "https://example.id/RAHASIA", ' TargetMode="External"'),
                ("image", "media/image1.jpeg", ""),
            ),
            "word/media/image1.jpeg": photo(exif=located()),
        }
    packed = BytesIO()
    with ZipFile(packed, "w", packing) as file:
        for name, content in (whole | (parts or {})).items():
            if content is not None:
                file.writestr(name, content)
    return packed.getvalue()


def _relations(*told) -> str:
    rows = [
        f'<Relationship Id="r{n}" Type="{OFFICE}/{kind}" Target="{target}"{mode}/>'
        for n, (kind, target, mode) in enumerate(told)
    ]
    return f'<Relationships xmlns="{PACKAGE}/relationships">{"".join(rows)}</Relationships>'


PDF = pdf()
DOCX = letter()


def clean(data: bytes, name="foto.jpg", kind="application/octet-stream") -> Upload:
    """What is kept of a file that somebody uploads."""
    return clean_upload(SimpleUploadedFile(name, data, kind))


def refusal(data: bytes, name="berkas", kind="application/octet-stream") -> str:
    """The sentence with which a file is turned away."""
    with pytest.raises(ValidationError) as refused:
        clean(data, name, kind)
    return refused.value.message
