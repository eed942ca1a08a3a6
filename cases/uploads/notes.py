"""Pictures inside other files: taking out the notes without drawing the picture again."""

#: JPEG segments that hold EXIF, XMP, comments and other notes. Kept: JFIF (APP0), the colours
#: (APP2, ICC) and Adobe's transform (APP14), without which the picture looks wrong.
NOTES = {0xFE, *range(0xE1, 0xF0)} - {0xE2, 0xEE}
START_OF_SCAN = 0xDA
#: JPEG 2000 boxes that hold EXIF, XMP and other notes, alone or beside what they belong to.
NOTE_BOXES = {b"uuid", b"uinf", b"xml ", b"asoc", b"jp2i", b"free", b"skip"}
LARGE_BOX, TO_THE_END, SHORTEST = 1, 0, 8  # lengths, the last in bytes
CODESTREAM = b"\xff\x4f\xff\x51"  # a picture without boxes


def without_notes(jpeg: bytes) -> bytes:
    """A JPEG without its notes (ITU T.81, annex B); raises ValueError if it is none."""
    if not jpeg.startswith(b"\xff\xd8"):
        raise ValueError
    kept, place = [jpeg[:2]], 2
    while jpeg[place : place + 1] == b"\xff" and jpeg[place + 1] != START_OF_SCAN:
        length = 2 + int.from_bytes(jpeg[place + 2 : place + 4], "big")
        if length < 4:
            raise ValueError
        if jpeg[place + 1] not in NOTES:
            kept.append(jpeg[place : place + length])
        place += length
    return b"".join([*kept, jpeg[place:]])


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
