"""What reaches the house from outside, before any page looks at it: refused, or made harmless.

What nobody can type (a NUL, half a character) is refused with a sentence. What nobody can see
(marks that turn the reading direction, zero-width spaces) is taken out: people paste it without
knowing, and it makes one name look like another.
"""

import codecs
import re
import unicodedata
from collections.abc import Iterator

from django.conf import settings
from django.http import HttpRequest, QueryDict

METHODS = ("GET", "HEAD", "POST")
LONGEST_ADDRESS = 4000
#: Beyond what a keyboard has: NUL, and halves of characters.
IMPOSSIBLE = re.compile("[\x00\ud800-\udfff]")
CONTROL = re.compile("[\x00-\x1f\x7f]")
#: Line breaks, tabs, and what holds emoji and some scripts together.
KEPT = frozenset("\t\n\r\u200c\u200d")


def refusal(request: HttpRequest) -> int | None:
    """The status with which a request is turned away, or None; cleans what it lets through."""
    if request.method not in METHODS:
        return 405
    if len(request.get_full_path()) > LONGEST_ADDRESS:
        return 414
    if _length(request) > settings.LARGEST_REQUEST:
        return 413
    _drop_broken_cookies(request)
    if not _is_utf8(request) or any(IMPOSSIBLE.search(text) for text in _texts(request)):
        return 400
    request.GET = cleaned(request.GET)  # type: ignore[assignment]  # the same kind of dictionary, cleaned
    request.POST = cleaned(request.POST)  # type: ignore[assignment]  # the same kind of dictionary, cleaned
    return None


def cleaned(told: QueryDict) -> QueryDict:
    """The same parameters without what nobody can see."""
    if all(text.isprintable() for _name, texts in told.lists() for text in texts):
        return told
    kept = QueryDict(mutable=True)
    for name, texts in told.lists():
        kept.setlist(name, [visible(text) for text in texts])
    kept._mutable = False
    return kept


def visible(text: str) -> str:
    """The text without control and formatting characters."""
    return "".join(
        letter for letter in text if letter in KEPT or unicodedata.category(letter)[0] != "C"
    )


def _length(request: HttpRequest) -> int:
    length = request.META.get("CONTENT_LENGTH") or "0"
    return int(length) if length.isdecimal() else 0


def _is_utf8(request: HttpRequest) -> bool:
    charset = (request.content_params or {}).get("charset", "utf-8")
    try:
        return codecs.lookup(charset).name == "utf-8"
    except (LookupError, ValueError):
        return False


def _texts(request: HttpRequest) -> Iterator[str]:
    yield request.path
    for told in (request.GET, request.POST):
        for name, texts in told.lists():
            yield name
            yield from texts
    yield from (file.name or "" for _field, files in request.FILES.lists() for file in files)


def _drop_broken_cookies(request: HttpRequest) -> None:
    for name, value in list(request.COOKIES.items()):
        if CONTROL.search(name + value):
            del request.COOKIES[name]
