"""Word documents (DOCX), put together anew without what acts, points outside or names its maker."""

import re
import zlib
from io import BytesIO
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile, ZipInfo

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from . import patience
from .kinds import DOCX, refused, too_hard
from .parts import dangerous, relations, safe_types, words
from .pictures import pixels, redrawn

#: What a zip may unfold into; its directory says so before anything is unfolded.
MOST_PARTS = 1000
LARGEST_PART = 20 * 1024 * 1024  # bytes
LARGEST_WHOLE = 60 * 1024 * 1024
MOST_PIXELS = 80_000_000  # in all its pictures together
MOST_TAGS = 2_500_000  # in all its parts together; a letter of 600 pages has a million
MOST_TIMES = 200  # a part may be so many times as long as its packed form …
SMALL = 256 * 1024  # … unless it is short
ENTRY = b"PK\x01\x02"  # where the directory tells of a part
STORED, DEFLATED, LOCKED = 0, 8, 0x1
NEEDED = {"[Content_Types].xml", "_rels/.rels", "word/document.xml"}
#: Parts that only tell who made it, when and on which machine, and a picture of the first page.
LEFT_BEHIND = re.compile(r"docprops/|_xmlsignatures/|customui/|userCustomization/", re.IGNORECASE)
CARRIES_MACROS = re.compile(r"vba|macros?[./]|activex", re.IGNORECASE)
CARRIES_FILES = re.compile(
    r"embeddings/|oleobject|\.(bin|exe|dll|js|html?|mht|rtf)$", re.IGNORECASE
)
PLAIN_NAME = re.compile(r"[\w\[\]. ()%+,~-]+(/[\w\[\]. ()%+,~-]+)*", re.ASCII)
PICTURE = re.compile(r"word/media/.*\.(jpe?g|png)", re.IGNORECASE)
XML = (".xml", ".rels")


def clean_letter(data: bytes) -> bytes:
    """The text and its pictures; whatever acts or names its maker is left behind."""
    if data.count(ENTRY) > MOST_PARTS:
        raise _unfolds()
    try:
        with ZipFile(BytesIO(data)) as packed:
            parts = packed.infolist()
            _may_be_unfolded(packed, parts, data)
            patience.looked_through()
            return _put_together(packed, parts)
    except ValidationError:
        raise
    except (BadZipFile, zlib.error, ValueError, KeyError, EOFError, OSError, NotImplementedError):
        raise _broken() from None


def _broken() -> ValidationError:
    return refused(_("Dokumen Word tidak dapat dibuka. Simpan ulang, lalu unggah."))


def _unfolds() -> ValidationError:
    return refused(_("Dokumen Word terlalu besar setelah dibuka. Perkecil isinya, lalu unggah."))


def _may_be_unfolded(packed: ZipFile, parts: list[ZipInfo], data: bytes) -> None:
    names = [part.filename for part in parts]
    if any(part.flag_bits & LOCKED for part in parts):
        raise refused(_("Dokumen Word ini terkunci dengan sandi. Simpan tanpa sandi, lalu unggah."))
    if _unfolds_without_end(parts):
        raise _unfolds()
    if packed.comment or not data[-22:].startswith(b"PK\x05\x06"):
        raise _broken()
    if len({name.lower() for name in names}) < len(names) or not set(names) >= NEEDED:
        raise _broken()
    if any(not PLAIN_NAME.fullmatch(name) or ".." in name for name in names):
        raise _broken()
    if any(CARRIES_MACROS.search(name) for name in names):
        raise refused(_("Dokumen Word ini berisi makro. Simpan sebagai DOCX biasa atau PDF."))
    if any(CARRIES_FILES.search(name) for name in names):
        raise refused(_("Dokumen Word ini memuat berkas lain. Simpan sebagai PDF."))


def _unfolds_without_end(parts: list[ZipInfo]) -> bool:
    return (
        len(parts) > MOST_PARTS
        or sum(part.file_size for part in parts) > LARGEST_WHOLE
        or any(
            part.file_size > LARGEST_PART
            or (part.file_size > SMALL and part.file_size > part.compress_size * MOST_TIMES)
            or part.compress_type not in {STORED, DEFLATED}
            for part in parts
        )
    )


def _put_together(packed: ZipFile, parts: list[ZipInfo]) -> bytes:
    kept = [part for part in parts if not LEFT_BEHIND.match(part.filename) and not part.is_dir()]
    kept.sort(key=_what_is_looked_at_first)
    names = {part.filename for part in kept}
    pictures = [part for part in kept if PICTURE.fullmatch(part.filename)]
    if sum(pixels(packed.read(part)) for part in pictures) > MOST_PIXELS:
        raise refused(_("Gambar dalam dokumen Word ini terlalu besar. Perkecil dahulu."))
    tags = 0
    for part in kept:
        tags += packed.read(part).count(b"<") if part.filename.endswith(XML) else 0
        if tags > MOST_TAGS:  # the rest need not even be unfolded
            raise too_hard(DOCX)
    written = BytesIO()
    with ZipFile(written, "w", ZIP_DEFLATED) as clean:
        for part in kept:
            # A fresh entry: no times, no machine, no comments.
            clean.writestr(ZipInfo(part.filename), _clean_part(packed, part, names), ZIP_DEFLATED)
    return written.getvalue()


def _what_is_looked_at_first(part: ZipInfo) -> int:
    """What is quickly refused comes before what takes long."""
    if part.filename.endswith((".rels", "[Content_Types].xml")):
        return 0
    return 2 if PICTURE.fullmatch(part.filename) else 1


def _clean_part(packed: ZipFile, part: ZipInfo, names: set[str]) -> bytes:
    name, content = part.filename, packed.read(part)
    if name == "[Content_Types].xml":
        return safe_types(content, names)
    if name.endswith(".rels"):
        return relations(content, name, names)
    if name.endswith(XML):
        tree = words(content)
        if name == "word/document.xml" and dangerous(tree):
            raise refused(_("Dokumen Word ini memuat perintah otomatis. Simpan sebagai PDF."))
        return content
    if PICTURE.fullmatch(name):
        return (
            redrawn(content, "PNG", compress_level=1)
            if name.lower().endswith("png")
            else redrawn(content, "JPEG")
        )
    return content
