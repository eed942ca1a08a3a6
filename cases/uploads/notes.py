"""Pictures inside other files: taking out the notes without drawing the picture again."""

#: JPEG segments that hold EXIF, XMP, comments and other notes. Kept: JFIF (APP0), the colours
#: (APP2, ICC) and Adobe's transform (APP14), without which the picture looks wrong.
NOTES = {0xFE, *range(0xE1, 0xF0)} - {0xE2, 0xEE}
START_OF_SCAN = 0xDA


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
