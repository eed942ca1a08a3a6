"""Word documents (DOCX), put together anew without what acts, points outside or names its maker."""

import re
import zlib
from io import BytesIO
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile, ZipInfo

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from . import patience
from .kinds import DOCX, refused, too_hard
from .parts import XML, harmless, left_behind, relations, safe_types
from .pictures import pixels, redrawn

#: What a zip may unfold into; its directory says so before anything is unfolded.
MOST_PARTS = 1000
LARGEST_PART = 20 * 1024 * 1024  # bytes
LARGEST_WHOLE = 60 * 1024 * 1024
LARGEST_TEXT = 12 * 1024 * 1024  # all that is read; a letter of 400 pages has 10 MB
MOST_PIXELS = 80_000_000  # in all its pictures together
MOST_TAGS = 450_000  # in all its parts together; a letter of 250 pages has 400,000
PIECE = 256 * 1024  # bytes in which they are counted: what has too many is not unfolded whole
MOST_TIMES = 200  # a part may be so many times as long as its packed form …
SMALL = 256 * 1024  # … unless it is short
ENTRY = b"PK\x01\x02"  # where the directory tells of a part
STORED, DEFLATED, LOCKED = 0, 8, 0x1
NEEDED = {"[Content_Types].xml", "_rels/.rels", "word/document.xml"}
#: Parts that only tell who made it, when and on which machine, and a picture of the first page.
LEFT_BEHIND = re.compile(
    r"docprops/|docmetadata/|_xmlsignatures/|customui/|userCustomization/|word/people\.xml$",
    re.IGNORECASE,
)
CARRIES_MACROS = re.compile(r"vba|macros?[./]|activex", re.IGNORECASE)
#: What a letter is made of: words, pictures that are drawn again, drawings, and letters' shapes.
#: Photos of other kinds may say where they were taken, and drawings in SVG may fetch something.
MADE_OF = re.compile(r"\.(xml|rels|(?i:jpe?g|png|gif|bmp|emf|wmf|odttf))$|/$")
CARRIES_FILES = re.compile(r"embeddings/|oleobject", re.IGNORECASE)
PLAIN_NAME = re.compile(r"[\w\[\]. ()%+,~-]+(/[\w\[\]. ()%+,~-]+)*", re.ASCII)
PICTURE = re.compile(r".*\.(jpe?g|png|gif|bmp)", re.IGNORECASE)
PICTURES = {"jpg": "JPEG", "jpeg": "JPEG", "png": "PNG", "gif": "GIF", "bmp": "BMP"}
#: Lines and letters that a program draws (EMF, WMF), by how they begin.
DRAWING = re.compile(r"\.(emf|wmf)$", re.IGNORECASE)
DRAWN = re.compile(rb"\x01\0\0\0.{36} EMF|\xd7\xcd\xc6\x9a|[\x01\x02]\0\x09\0", re.DOTALL)


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
    if any(CARRIES_FILES.search(name) or not MADE_OF.search(name) for name in names):
        raise refused(_("Dokumen Word ini memuat berkas lain. Simpan sebagai PDF."))


def _unfolds_without_end(parts: list[ZipInfo]) -> bool:
    return (
        len(parts) > MOST_PARTS
        or sum(part.file_size for part in parts) > LARGEST_WHOLE
        or sum(part.file_size for part in parts if part.filename.endswith(XML)) > LARGEST_TEXT
        or any(
            part.file_size > LARGEST_PART
            or (part.file_size > SMALL and part.file_size > part.compress_size * MOST_TIMES)
            or part.compress_type not in {STORED, DEFLATED}
            for part in parts
        )
    )


def _put_together(packed: ZipFile, parts: list[ZipInfo]) -> bytes:
    gone = left_behind(packed.read("_rels/.rels"))
    kept = [
        part
        for part in parts
        if not (LEFT_BEHIND.match(part.filename) or part.filename in gone or part.is_dir())
    ]
    kept.sort(key=_what_is_looked_at_first)
    names = {part.filename for part in kept}
    pictures = [part for part in kept if PICTURE.fullmatch(part.filename)]
    if sum(pixels(packed.read(part)) for part in pictures) > MOST_PIXELS:
        raise refused(_("Gambar dalam dokumen Word ini terlalu besar. Perkecil dahulu."))
    told = _unfolded(packed, [part for part in kept if part.filename.endswith(XML)])
    told |= {part.filename: packed.read(part) for part in kept if part.filename not in told}
    clean = {
        part.filename: _clean_part(part.filename, told.pop(part.filename), names) for part in kept
    }
    return _packed(clean)  # last of all: packing takes longer than what may be refused


def _unfolded(packed: ZipFile, parts: list[ZipInfo]) -> dict[str, bytes]:
    """The parts that are read, unless there is too much in them: then not even to their end."""
    told, tags = {}, 0
    for part in parts:
        pieces = []
        with packed.open(part) as unfolding:
            while piece := unfolding.read(PIECE):
                tags += piece.count(b"<")
                if tags > MOST_TAGS:
                    raise too_hard(DOCX)
                pieces.append(piece)
        told[part.filename] = b"".join(pieces)
    return told


def _packed(clean: dict[str, bytes]) -> bytes:
    written = BytesIO()
    with ZipFile(written, "w", ZIP_DEFLATED) as letter:
        for name, content in clean.items():
            # A fresh entry: no times, no machine, no comments.
            letter.writestr(ZipInfo(name), content, ZIP_DEFLATED)
    return written.getvalue()


def _what_is_looked_at_first(part: ZipInfo) -> int:
    """What is quickly refused comes before what takes long."""
    if part.filename.endswith((".rels", "[Content_Types].xml")):
        return 0
    return 2 if PICTURE.fullmatch(part.filename) else 1


def _clean_part(name: str, content: bytes, names: set[str]) -> bytes:
    if name == "[Content_Types].xml":
        return safe_types(content, names)
    if name.endswith(".rels"):
        return relations(content, name, names)
    if name.endswith(XML):
        return harmless(content)
    kind = PICTURES.get(name.rpartition(".")[2].lower())
    if kind:
        return redrawn(content, kind, **({"compress_level": 1} if kind == "PNG" else {}))
    if DRAWING.search(name) and not DRAWN.match(content):
        raise _broken()
    return content
