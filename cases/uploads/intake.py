"""Taking in a file: its size, what it is, what it claims to be, and its harmless copy."""

import hashlib
import mimetypes
import re
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import PurePosixPath
from zipfile import is_zipfile

import puremagic
from django.utils.translation import gettext as _

from .apart import clean
from .kinds import DOCX, JPEG, PDF, PNG, refused

LARGEST = 10 * 1024 * 1024  # bytes
#: How much of a file tells what it is.
FACE = 4096
#: The first bytes of each kind, and the kind of its harmless copy.
STARTS = {b"\xff\xd8\xff": JPEG, b"\x89PNG\r\n\x1a\n": PNG, b"%PDF-": PDF, b"PK\x03\x04": DOCX}
BECOMES = {JPEG: JPEG, PNG: JPEG, PDF: PDF, DOCX: DOCX}
#: Old Word files, and new ones that are locked with a password.
OLD_WORD = b"\xd0\xcf\x11\xe0"
#: What a browser says when it does not know.
UNKNOWN = {"", "text/plain", "application/octet-stream", "binary/octet-stream"}
SAME = {"image/jpg": JPEG, "image/pjpeg": JPEG, "image/x-png": PNG, "application/x-pdf": PDF}
#: What the ending of a name claims.
ENDINGS = {".jpg": JPEG, ".jpeg": JPEG, ".jpe": JPEG, ".jfif": JPEG, ".png": PNG, ".pdf": PDF}
ENDINGS |= {".docx": DOCX, ".docm": "macros", ".dotm": "macros", ".doc": "old"}
OTHERS = mimetypes.MimeTypes()
#: Words by which a file would be something else to another reader, in capitals or not.
PDF_FACE = (b"%pdf-",)
OTHER_FACES = (PDF_FACE, (b"<html", b"<script", b"<!doctype", b"<?php", b"<svg"))
#: Where one byte in so many may begin such a word, looking at each of them takes longest.
SPARSE = 16


@dataclass(frozen=True)
class Upload:
    """A file as it will be kept: the harmless copy, and the original as it came."""

    safe: bytes = field(repr=False)
    content_type: str
    original: bytes = field(repr=False)
    original_type: str

    @property
    def sha256(self) -> str:
        """The fingerprint of the original, by which a court can know it again."""
        return hashlib.sha256(self.original).hexdigest()


def clean_upload(file) -> Upload:
    """Check a file and make its harmless copy. What it is, its content says, not its name."""
    if file.size > LARGEST:
        raise refused(_("Berkas lebih dari 10 MB. Pilih berkas yang lebih kecil."))
    data = file.read(LARGEST + 1)
    kind = _kind(data)
    _claims_the_truth(file, kind)
    _has_one_face(data, kind)
    return Upload(clean(data, kind), BECOMES[kind], data, kind)


def _kind(data: bytes) -> str:
    """Jpg, png, pdf or docx: our own look and puremagic's must agree."""
    if data.startswith(OLD_WORD):
        raise refused(
            _("Berkas Word lama atau terkunci. Simpan sebagai DOCX atau PDF tanpa sandi.")
        )
    kind = next((kind for start, kind in STARTS.items() if data.startswith(start)), None)
    if kind is None or kind not in {
        found.mime_type for found in puremagic.magic_string(data[:FACE])
    }:
        raise refused(_("Pilih berkas PDF, JPG, PNG, atau DOCX."))
    return kind


def _claims_the_truth(file, kind: str) -> None:
    """A name or a declared type that says otherwise is a mistake or a trick."""
    declared = (getattr(file, "content_type", None) or "").lower()
    declared = "" if declared in UNKNOWN else declared
    ending = PurePosixPath(file.name or "").suffix.lower()
    named = ENDINGS.get(ending) or OTHERS.guess_type(f"berkas{ending}")[0] or ""
    for claim in (declared, named):
        if claim and SAME.get(claim, claim) != kind:
            raise refused(_("Isi berkas tidak sesuai dengan jenisnya. Simpan ulang, lalu unggah."))


def _has_one_face(data: bytes, kind: str) -> None:
    """A file that another reader would take for something else is refused."""
    if (
        (kind in {JPEG, PNG} and any(_says(data, words) for words in OTHER_FACES))
        or (kind == DOCX and _says(data, PDF_FACE))
        or (kind != DOCX and is_zipfile(BytesIO(data)))
    ):
        raise refused(_("Berkas ini memuat berkas lain di dalamnya. Simpan ulang, lalu unggah."))


def _says(data: bytes, words: tuple[bytes, ...]) -> bool:
    """Whether one of these words, which begin alike, stands anywhere; in few passes over much."""
    first = words[0][:1]
    if data.count(first) * SPARSE > len(data):
        lower = data.lower()
        return any(word in lower for word in words)
    rest = b"|".join(re.escape(word[1:]) for word in words)
    return re.search(first + b"(?:" + rest + b")", data, re.IGNORECASE) is not None
