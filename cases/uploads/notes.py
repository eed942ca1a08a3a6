"""Pictures inside other files: taking out the notes without drawing the picture again."""

import re

#: JPEG segments that hold EXIF, XMP, comments and other notes …
NOTES = {0xFE, *range(0xE0, 0xF0)}
#: … unless they begin like this: what it is, and its colours.
KEPT = (b"JFIF\0", b"ICC_PROFILE\0", b"Adobe")
START, END, SCAN = b"\xff\xd8", 0xD9, 0xDA
#: Markers that no length follows; 0xFF before one fills.
FILL, ALONE = 0xFF, {0x01, *range(0xD0, 0xD9)}
#: What ends the picture's own bytes: a marker that is neither a zero nor a restart.
NEXT = re.compile(rb"\xff[^\x00\x01\xd0-\xd7\xff]")
#: JPEG 2000 boxes that hold EXIF, XMP and other notes, alone or beside what they belong to.
NOTE_BOXES = {b"uuid", b"uinf", b"xml ", b"asoc", b"jp2i", b"free", b"skip"}
LARGE_BOX, TO_THE_END, SHORTEST = 1, 0, 8  # lengths, the last in bytes
CODESTREAM = b"\xff\x4f\xff\x51"  # a picture without boxes


def without_notes(jpeg: bytes) -> bytes:
    """A JPEG up to its end, without notes (ITU T.81, annex B); raises ValueError if it is none.

    What follows its end, as in a photo that carries a second one, is left behind.
    """
    if not jpeg.startswith(START):
        raise ValueError
    kept, place = [START], len(START)
    while place + 1 < len(jpeg) and jpeg[place] == FILL:
        kind = jpeg[place + 1]
        if kind == FILL or kind in ALONE:
            place += 1 if kind == FILL else 2
            continue
        if kind == END:
            break
        ends = place + 2 + int.from_bytes(jpeg[place + 2 : place + 4], "big")
        if ends < place + 4:
            raise ValueError
        if kind == SCAN:
            following = NEXT.search(jpeg, ends)
            ends = following.start() if following else len(jpeg)
        if kind not in NOTES or jpeg[place + 4 : ends].startswith(KEPT):
            kept.append(jpeg[place:ends])
        place = ends
    return b"".join([*kept, bytes([FILL, END])])


def without_boxes(picture: bytes) -> bytes:
    """A JPEG 2000 without its notes (ITU T.800, annex I); raises ValueError if it is none."""
    if picture.startswith(CODESTREAM):
        return picture
    kept, place = [], 0
    while place < len(picture):
        length = int.from_bytes(picture[place : place + 4], "big")
        if length == LARGE_BOX:
            length = int.from_bytes(picture[place + 8 : place + 16], "big")
        ends = len(picture) if length == TO_THE_END else place + length
        if 0 < length < SHORTEST or ends > len(picture):
            raise ValueError
        if picture[place + 4 : place + 8] not in NOTE_BOXES:
            kept.append(picture[place:ends])
        place = ends
    return b"".join(kept)
