"""What may be attached to a case, made harmless: pictures lose their place and device."""

import hashlib
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.utils.translation import gettext as _
from PIL import Image, ImageFile, ImageOps

LARGEST = 5 * 1024 * 1024  # bytes
MOST_PIXELS = 40_000_000
#: Pillow says the first of very large pictures, and raises the second for absurd ones.
BOMBS = (Image.DecompressionBombWarning, Image.DecompressionBombError)


@dataclass(frozen=True)
class Upload:
    """A file as it will be kept."""

    file: ContentFile
    content_type: str
    size: int
    sha256: str


def clean_upload(file) -> Upload:
    """Check and rewrite an uploaded file; only PDF, JPEG and PNG pass, by content, not by name."""
    if file.size > LARGEST:
        raise ValidationError(_("Berkas lebih dari 5 MB. Pilih berkas yang lebih kecil."))
    data = file.read()
    if data.startswith(b"%PDF-"):
        return _keep(data, "application/pdf")
    if data.startswith((b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n")):
        return _keep(_redraw(data), "image/jpeg")
    raise ValidationError(_("Pilih berkas PDF, JPG, atau PNG."))


@contextmanager
def _only_whole_pictures():
    """WeasyPrint lets Pillow draw pictures that were cut short, everywhere; not here."""
    lenient = ImageFile.LOAD_TRUNCATED_IMAGES
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    try:
        yield
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = lenient


def _redraw(data: bytes) -> bytes:
    """The picture alone, upright, without EXIF, GPS or other notes."""
    try:
        with (
            _only_whole_pictures(),
            Image.open(BytesIO(data), formats=("JPEG", "PNG")) as picture,
        ):
            if picture.width * picture.height > MOST_PIXELS:
                raise ValidationError(_("Gambar terlalu besar. Perkecil dahulu."))
            upright = ImageOps.exif_transpose(picture).convert("RGB")
    except (OSError, SyntaxError, *BOMBS):
        raise ValidationError(_("Gambar tidak dapat dibuka. Pilih berkas lain.")) from None
    upright.info.clear()  # a comment would otherwise be written again
    drawn = BytesIO()
    upright.save(drawn, "JPEG", quality=85)
    return drawn.getvalue()


def _keep(data: bytes, content_type: str) -> Upload:
    digest = hashlib.sha256(data).hexdigest()
    return Upload(ContentFile(data, name="berkas"), content_type, len(data), digest)
