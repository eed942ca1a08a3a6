"""A glance at a PDF before it is opened: how much there is in it, whatever it says of itself."""

import re
import zlib
from collections import Counter
from collections.abc import Iterator

from . import patience
from .kinds import PDF, too_hard

#: What objects are packed in must not unfold without end, neither one stream nor all together;
#: 31,000 objects of a tagged PDF are 3 MB. Pages stay folded.
MOST_UNFOLDED = 8 * 1024 * 1024  # bytes
MOST_OBJECTS = 64_000
MOST_VERSIONS = 20  # tables of contents; each time it was saved again may have added one
#: What objects may be made of, packed or not. Those 31,000 have half of each at most.
MOST_SIGNS = {b"<<": 100_000, b"[": 100_000, b"/": 600_000}
MOST_WORDS = 2_000_000
#: Those of honest files are spread over many objects, 50 to each; only lists of pages and of widths
#: are longer. So millions of numbers in few objects are known before any is read.
WORDS_OF_ANY, WORDS_OF_EACH = 300_000, 100
BREAKS = b" \n\r\t\f\x00/[<("  # a word begins at most here
LEAST = 3  # words of a packed object: its number, its place and itself
#: Seconds of patience for what is really there; honest ones take half at most.
FOR_A_WORD, FOR_AN_OBJECT, FOR_AN_UNFOLDED_BYTE = 1.2e-7, 3e-6, 1e-8
FOR_A_BYTE_OUTSIDE = 2e-9  # of streams
#: All pages are looked up when a PDF is opened. Whether something that ends like an object is one
#: shows only then, so that not more than 3,000 are paid for in advance.
FOR_A_PAGE, MOST_FOR_PAGES = 2e-5, 0.06
#: The name of a stream of objects, and that of a table of contents in whichever spelling. Whoever
#: spells the first, or the count of its objects, otherwise is only given no time in advance.
LANDMARK = re.compile(rb"/(?:(ObjStm)|(?:X|#58)(?:R|#52)(?:e|#65)(?:f|#66))\b")
COUNT = re.compile(rb"/N\s+(\d{1,9})\b")
AROUND = 400  # bytes before and after, in which its count and its beginning are sought
BEGINS, ENDS, OBJECT_ENDS = re.compile(rb"stream\r?\n"), b"endstream", b"endobj"
#: Sought as patterns: `find` takes five times as long among letters that the word has too.
STREAM, END_OF_STREAM = re.compile(b"stream"), re.compile(ENDS)


def glance(data: bytes) -> None:
    """Refuse what is too much at first sight; ask for as much time as the rest is worth."""
    found: Counter[bytes] = Counter()
    outside = _outside(data)
    patience.in_advance(len(outside) * FOR_A_BYTE_OUTSIDE)
    _count(outside, found)  # first: among very many names the landmarks take long to find
    landmarks = list(LANDMARK.finditer(data))
    if sum(mark[1] is None for mark in landmarks) > MOST_VERSIONS:
        raise too_hard(PDF)
    _look_into([mark.end() for mark in landmarks if mark[1]], data, found)


def _look_into(places: list[int], data: bytes, found: Counter[bytes]) -> None:
    listed, packed, unfolded = data.count(OBJECT_ENDS), 0, 0
    for count, content in _packed(places, data):
        unfolded += len(content)
        if unfolded > MOST_UNFOLDED:
            raise too_hard(PDF)
        patience.in_advance(len(content) * FOR_AN_UNFOLDED_BYTE)
        here = _count(content, found)
        packed += count
        patience.in_advance(here * FOR_A_WORD + min(count, here // LEAST) * FOR_AN_OBJECT)
    objects = listed + packed
    if objects > MOST_OBJECTS or found[BREAKS] > WORDS_OF_ANY + objects * WORDS_OF_EACH:
        raise too_hard(PDF)
    patience.in_advance(min(listed * FOR_A_PAGE, MOST_FOR_PAGES))


def _count(content: bytes, found: Counter[bytes]) -> int:
    """How many words begin here, if all that was found is not too much."""
    here = len(content) - len(content.translate(None, BREAKS))
    found[BREAKS] += here
    if found[BREAKS] > MOST_WORDS:
        raise too_hard(PDF)
    for sign, most in MOST_SIGNS.items():
        found[sign] += content.count(sign)
        if found[sign] > most:
            raise too_hard(PDF)
    return here


def _outside(data: bytes) -> bytes:
    """What lies outside of streams. Whoever hides more where streams seem to be has the clock."""
    pieces, place = [], 0
    while begins := STREAM.search(data, place):
        ends = END_OF_STREAM.search(data, begins.end())
        if ends is None:
            break
        pieces.append(data[place : begins.start()])
        place = ends.end()
    return b"".join([*pieces, data[place:]])


def _packed(places: list[int], data: bytes) -> Iterator[tuple[int, bytes]]:
    """Each stream of objects: how many it says to hold, and what it unfolds to, up to a point."""
    seen = 0
    for place in places:
        begins = BEGINS.search(data, max(place, seen), place + AROUND)
        if begins:  # each stream once, however often it is named
            seen = begins.end()
            told = data[max(data.rfind(b"obj", 0, place), place - AROUND, 0) : begins.start()]
            count = COUNT.search(told)
            content = data[begins.end() : data.find(ENDS, begins.end())]
            yield int(count[1]) if count else 0, _unfolded(content)


def _unfolded(content: bytes) -> bytes:
    """The content of a stream; one byte more than is allowed shows that there is more."""
    try:
        return zlib.decompressobj().decompress(content, MOST_UNFOLDED + 1)
    except zlib.error:  # not folded, or not so: what it costs then, the clock will tell
        return content
