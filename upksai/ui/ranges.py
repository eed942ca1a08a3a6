"""Which bytes of a file a browser asks for (RFC 9110 §14)."""

import re

ONE_RANGE = re.compile(r"bytes=(\d{0,15})-(\d{0,15})", re.ASCII)


class CannotServe(Exception):
    """More than one range, or one that is not in the file."""


def asked_range(header: str, size: int) -> tuple[int, int] | None:
    """First byte and the byte after the last one; None: the whole file was asked for."""
    if not header:
        return None
    found = ONE_RANGE.fullmatch(header.replace(" ", ""))
    if not found or found.groups() == ("", ""):
        raise CannotServe
    first, last = found.groups()
    if not first:  # the last so many bytes
        start, stop = max(size - int(last), 0), size
    else:
        start, stop = int(first), min(int(last) + 1 if last else size, size)
    if start >= stop:
        raise CannotServe
    return start, stop
