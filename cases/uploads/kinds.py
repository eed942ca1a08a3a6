"""The kinds of files that are taken in, and how one is refused."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

JPEG, PNG, PDF = "image/jpeg", "image/png", "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
#: The ending of a file's name when it is handed out.
SUFFIX = {JPEG: "jpg", PNG: "png", PDF: "pdf", DOCX: "docx"}


def refused(sentence: str) -> ValidationError:
    """A refusal, in the words that the person reads beside the field."""
    return ValidationError(sentence)


def too_hard(kind: str) -> ValidationError:
    """The refusal of a file that takes more work than it is worth, and what to do instead."""
    if kind == PDF:
        return refused(_("PDF ini terlalu rumit. Cetak ulang ke PDF."))
    if kind == DOCX:
        return refused(_("Dokumen Word ini terlalu rumit. Simpan sebagai PDF, lalu unggah."))
    return refused(_("Gambar terlalu rumit. Simpan ulang sebagai JPG biasa."))
