"""The kinds of files that are taken in, and how one is refused."""

from django.core.exceptions import ValidationError

JPEG, PNG, PDF = "image/jpeg", "image/png", "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
#: The ending of a file's name when it is handed out.
SUFFIX = {JPEG: "jpg", PNG: "png", PDF: "pdf", DOCX: "docx"}


def refused(sentence: str) -> ValidationError:
    """A refusal, in the words that the person reads beside the field."""
    return ValidationError(sentence)
