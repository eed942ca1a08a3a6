"""Photographs and papers whose names, words and hidden remarks all tell too much."""

from io import BytesIO
from zipfile import ZIP_STORED

import pikepdf
from PIL import Image

from cases.tests.papers import letter

from .visitor import file_named
from .words import Words


def photograph(words: Words) -> BytesIO:
    """A photograph that remembers who took it, and where."""
    exif, drawn = Image.Exif(), BytesIO()
    exif[0x010E] = words.word("EXIF: description")
    exif[0x013B] = words.word("EXIF: artist")
    exif.get_ifd(0x8825)[0x1B] = words.word("EXIF: place").encode()
    Image.new("RGB", (40, 20), "red").save(drawn, "JPEG", exif=exif)
    return file_named(f"{words.word('name of a photograph')}.jpg", drawn.getvalue())


def scan(words: Words) -> BytesIO:
    """A PDF with words on its page and its maker's name in two places."""
    written, made = BytesIO(), pikepdf.new()
    page = made.add_blank_page()
    text = f"BT /F1 9 Tf ({words.word('text of a PDF')}) Tj ET"
    page.Contents = made.make_stream(text.encode())
    made.docinfo["/Author"] = words.word("PDF: author")
    with made.open_metadata() as told:
        told["dc:title"] = words.word("PDF: XMP title")
    made.save(written, compress_streams=False)
    return file_named(f"{words.word('name of a PDF')}.pdf", written.getvalue())


def typed_letter(words: Words) -> BytesIO:
    """A Word document, not squeezed, so that its words could be seen."""
    said = f"<w:p><w:r><w:t>{words.word('text of a letter')}</w:t></w:r></w:p>"
    made = letter(
        {"docProps/core.xml": words.word("author of a letter")}, words=said, packing=ZIP_STORED
    )
    return file_named(f"{words.word('name of a letter')}.docx", made)


def papers(words: Words) -> list[BytesIO]:
    """What is taken in."""
    return [photograph(words), scan(words), typed_letter(words)]


def refused(words: Words) -> list[BytesIO]:
    """What is turned away: a program, and a photograph that is none. Nothing of it may stay."""
    program = b"MZ" + words.word("content of a program").encode() * 50
    broken = b"\xff\xd8\xff\xe0" + words.word("content of a broken photograph").encode() * 50
    return [
        file_named(f"{words.word('name of a program')}.exe", program),
        file_named(f"{words.word('name of a broken photograph')}.jpg", broken),
    ]
