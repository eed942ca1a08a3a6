"""Pictures, drawn again: the picture alone, without place, device or notes."""

from contextlib import contextmanager
from io import BytesIO

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from PIL import Image, ImageFile, ImageOps

from .kinds import refused

MOST_PIXELS = 40_000_000
#: A progressive JPEG draws the whole picture once for each scan; honest ones have about ten.
MOST_SCANS = 20
SCAN = b"\xff\xda"
#: Pillow says the first of very large pictures, and raises the second for absurd ones.
BOMBS = (Image.DecompressionBombWarning, Image.DecompressionBombError)
BROKEN = (OSError, SyntaxError, ValueError, *BOMBS)


def clean_picture(data: bytes) -> bytes:
    """A picture as a plain JPEG."""
    return redrawn(data, "JPEG", quality=85)


def redrawn(data: bytes, as_kind: str, **how) -> bytes:
    """The picture alone, upright, without EXIF, GPS, XMP or comments."""
    if data.count(SCAN) > MOST_SCANS:
        raise refused(_("Gambar terlalu rumit. Simpan ulang sebagai JPG biasa."))
    try:
        with (
            _only_whole_pictures(),
            Image.open(BytesIO(data), formats=("JPEG", "PNG")) as picture,
        ):
            if picture.width * picture.height > MOST_PIXELS:
                raise refused(_("Gambar terlalu besar. Perkecil dahulu."))
            upright = ImageOps.exif_transpose(picture)
            plain = upright.convert("RGB" if as_kind == "JPEG" else "RGBA")
    except ValidationError:
        raise
    except BROKEN:
        raise refused(_("Gambar tidak dapat dibuka. Pilih berkas lain.")) from None
    plain.info.clear()  # a comment would otherwise be written again
    drawn = BytesIO()
    plain.save(drawn, as_kind, **how)
    return drawn.getvalue()


def pixels(data: bytes) -> int:
    """How many there are, as its first lines say; nothing is drawn."""
    try:
        with Image.open(BytesIO(data), formats=("JPEG", "PNG")) as picture:
            return picture.width * picture.height
    except BROKEN:
        raise refused(_("Gambar tidak dapat dibuka. Pilih berkas lain.")) from None


@contextmanager
def _only_whole_pictures():
    """WeasyPrint lets Pillow draw pictures that were cut short, everywhere; not here."""
    lenient = ImageFile.LOAD_TRUNCATED_IMAGES
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    try:
        yield
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = lenient
