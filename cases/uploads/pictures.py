"""Pictures, drawn again: the picture alone, without place, device or notes."""

from io import BytesIO
from zlib import crc32

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from PIL import Image, ImageOps

from . import patience
from .kinds import JPEG, refused, too_hard

MOST_PIXELS = 40_000_000
#: A progressive JPEG draws the whole picture once for each scan; honest ones have about ten.
MOST_SCANS = 20
SCAN, END = b"\xff\xda", b"\xff\xd9"
MOST_SEGMENTS = 2_000  # before the first scan; notes that fill 10 MB need 160
#: Markers that no length follows (ITU T.81, annex B); 0xFF between segments fills.
MARK, ALONE = 0xFF, {0x01, 0xFF, *range(0xD0, 0xD9)}
PNG_START, JPEG_START = b"\x89PNG\r\n\x1a\n", b"\xff\xd8"
#: The last two only in letters.
DRAWN_AGAIN, SEEN_THROUGH = ("JPEG", "PNG", "GIF", "BMP"), {"PNG", "GIF"}
MOST_PIECES = 10_000  # of a PNG; honest ones of 10 MB have some thousand
#: Pillow says the first of very large pictures, and raises the second for absurd ones.
BOMBS = (Image.DecompressionBombWarning, Image.DecompressionBombError)
BROKEN = (OSError, SyntaxError, ValueError, *BOMBS)


def clean_picture(data: bytes) -> bytes:
    """A picture as a plain JPEG."""
    return redrawn(data, "JPEG", quality=85)


def redrawn(data: bytes, as_kind: str, **how) -> bytes:
    """The picture alone, upright, without EXIF, GPS, XMP or comments."""
    _can_be_drawn(data)
    try:
        with Image.open(BytesIO(data), formats=DRAWN_AGAIN) as picture:
            if picture.width * picture.height > MOST_PIXELS:
                raise refused(_("Gambar terlalu besar. Perkecil dahulu."))
            patience.looked_through()
            ImageOps.exif_transpose(picture, in_place=True)
            mode = "RGBA" if as_kind in SEEN_THROUGH else "RGB"
            plain = picture if picture.mode == mode else picture.convert(mode)
            plain.load()
    except ValidationError:
        raise
    except BROKEN:
        raise _broken() from None
    plain.info.clear()  # a comment would otherwise be written again
    drawn = BytesIO()
    plain.save(drawn, as_kind, **how)
    return drawn.getvalue()


def _broken() -> ValidationError:
    return refused(_("Gambar tidak dapat dibuka. Pilih berkas lain."))


def _can_be_drawn(data: bytes) -> None:
    """A look at how the picture is put together, before any of it is drawn."""
    if data.startswith(PNG_START):
        _pieces_are_whole(data)
    elif data.startswith(JPEG_START):
        first = _first_scan(data)
        if data.count(SCAN) > MOST_SCANS:
            raise too_hard(JPEG)
        if data.rfind(END) < first:
            raise _broken()


def _pieces_are_whole(png: bytes) -> None:
    """Each bears a sum, by which what was damaged on its way is known without drawing it."""
    whole, place = memoryview(png), len(PNG_START)
    for _piece in range(MOST_PIECES):
        ends = place + 8 + int.from_bytes(png[place : place + 4], "big")
        told = int.from_bytes(png[ends : ends + 4], "big")
        if ends + 4 > len(png) or told != crc32(whole[place + 4 : ends]):
            raise _broken()
        if png[place + 4 : place + 8] == b"IEND":
            return
        place = ends + 4
    raise too_hard(JPEG)


def _first_scan(jpeg: bytes) -> int:
    """Where the picture itself begins: a small one in its notes does not count."""
    place = 0
    for _segment in range(MOST_SEGMENTS):
        head = jpeg[place : place + 4]
        if len(head) < 4 or head[0] != MARK or head.startswith(SCAN):
            return place  # what is broken, its reader will tell
        if head[1] in ALONE:
            place += 1 if head[1] == MARK else 2
        else:
            place += 2 + int.from_bytes(head[2:], "big")
    raise too_hard(JPEG)


def pixels(data: bytes) -> int:
    """How many there are, as its first lines say; nothing is drawn."""
    _can_be_drawn(data)
    try:
        with Image.open(BytesIO(data), formats=DRAWN_AGAIN) as picture:
            return picture.width * picture.height
    except BROKEN:
        raise _broken() from None
