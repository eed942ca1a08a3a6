"""A log that says what went wrong and where, and nothing about anybody."""

import logging
import re
import secrets
import traceback
from pathlib import Path

HOME = str(Path(__file__).resolve().parents[2])
PLACEHOLDER = re.compile(r"%(?:\(\w+\))?[-#0 +]*(?:\d+|\*)?(?:\.(?:\d+|\*))?[a-zA-Z]|\{[^{}]*\}")
# What may slip into a message that was put together before it came here.
PERSONAL = [
    re.compile(r"(?<=\S)\?\S*"),  # query strings
    re.compile(r"\S+@\S+"),  # e-mail addresses
    re.compile(r"(?<!\w)/[^\s:]*"),  # paths, with whatever key is in them
    re.compile(r"\d[\d .-]{5,}\d"),  # telephone, identity and receipt numbers
    re.compile(r"\b[0-9a-f]{8}-[0-9a-f-]{27}\b", re.IGNORECASE),  # record keys
    re.compile(r"(?s)\n.*"),  # a second line is data more often than not
]
ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"


def new_reference() -> str:
    """Draw a code that a person can read over the telephone, such as `7KQ4-M2XD`."""
    code = "".join(secrets.choice(ALPHABET) for _ in range(8))
    return f"{code[:4]}-{code[4:]}"


class WithoutPeople(logging.Filter):
    """Strips a record of arguments, addresses, values and exception texts before it is written."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Keep every record, but only its harmless part."""
        record.msg = _harmless(record)
        record.args = ()
        record.stack_info = None
        error = record.exc_info[1] if record.exc_info else None
        record.exc_info = None
        record.exc_text = None
        if error is not None:
            reference = getattr(record.__dict__.get("request"), "reference", None)
            record.msg = f"{record.msg} [{reference or new_reference()}]"
            record.exc_text = describe(error)
        record.__dict__.pop("request", None)
        return True


def describe(error: BaseException) -> str:
    """Name the kinds of error and the lines they passed through, without any of their words."""
    lines: list[str] = []
    seen: set[int] = set()
    cause: BaseException | None = error
    while cause is not None and id(cause) not in seen:
        seen.add(id(cause))
        lines.append(f"{type(cause).__module__}.{type(cause).__qualname__}")
        lines += [
            f"  {_short(frame.filename)}:{frame.lineno} {frame.name}"
            for frame in traceback.extract_tb(cause.__traceback__)
        ]
        cause = cause.__cause__ or (None if cause.__suppress_context__ else cause.__context__)
    return "\n".join(lines)


def _harmless(record: logging.LogRecord) -> str:
    if not isinstance(record.msg, str):
        return type(record.msg).__qualname__
    message = record.msg
    for pattern in PERSONAL:
        message = pattern.sub("…", message)
    if record.args:
        message = PLACEHOLDER.sub("…", message).replace("%%", "%")
    status = record.__dict__.get("status_code")
    match = getattr(record.__dict__.get("request"), "resolver_match", None)
    known = [str(status)] if isinstance(status, int) else []
    known += [match.view_name] if match else []  # the name of a page, not its address
    return f"{message} ({' '.join(known)})" if known else message


def _short(filename: str) -> str:
    if filename.startswith(HOME):
        return filename[len(HOME) + 1 :]
    return filename.rpartition("site-packages/")[2]
