"""Looking for strings in everything a folder holds, however they may be written there."""

import base64
import re
import subprocess
import tempfile
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

#: What has to be there to be a spelling; shorter pieces occur by chance.
SHORTEST = 8


def spellings(text: str) -> set[bytes]:
    """How a text may stand in a file, apart from capitals: for those `find` looks as well."""
    found = {text.encode(), text[::-1].encode()}
    for wording in wordings(text):
        for coding in ("utf-8", "utf-16-le", "utf-16-be"):
            plain = wording.encode(coding)
            # Both orders of UTF-16 share all but the bytes at the ends.
            found |= {plain.strip(b"\0"), plain.hex().encode()}
            for shift in range(3):
                # Only whole groups of three bytes look the same whatever stands around them.
                inside = plain[shift:][: (len(plain) - shift) // 3 * 3]
                found.add(base64.b64encode(inside))
                found.add(base64.urlsafe_b64encode(inside))
        found.add("".join(f"%{byte:02x}" for byte in wording.encode()).encode())
        found.add("".join(f"\\u{ord(letter):04x}" for letter in wording).encode())
    return {spelling for spelling in found if len(spelling) >= SHORTEST}


def wordings(text: str) -> set[str]:
    """The same text as people and programs write it: capitals, and numbers in groups."""
    if text.isdigit() and len(text) == 16:
        groups = [text[start : start + 4] for start in range(0, 16, 4)]
    elif text.isdigit() or (len(text) == 12 and text.isupper()):
        groups = [text[:3], text[3:7], text[7:]] if text.isdigit() else re.findall("....", text)
    else:
        return {text, text.upper(), text.lower(), text.capitalize()}
    return {text, text.lower(), " ".join(groups), "-".join(groups)}


def find(texts: Iterable[str], top: Path) -> dict[str, set[str]]:
    """Each text that stands somewhere below a folder, with the files; names of files count too."""
    whose = {spelling.lower(): text for text in texts for spelling in spellings(text)}
    found: dict[str, set[str]] = defaultdict(set)
    with tempfile.NamedTemporaryFile() as patterns:
        patterns.write(b"\n".join(whose) + b"\n")
        patterns.flush()
        names = "\n".join(str(path.relative_to(top)) for path in top.rglob("*"))
        for file, spelling in [
            *_grep(patterns.name, "-r", ".", where=top),
            *_grep(patterns.name, "-H", "--label=names of files", "-", where=top, given=names),
        ]:
            found[whose[spelling.lower()]].add(file)
    return dict(found)


def _grep(patterns: str, *what: str, where: Path, given: str = "") -> list[tuple[str, bytes]]:
    """What grep found, by file: thousands of strings at once, which Python is too slow for."""
    options = ["--fixed-strings", "--ignore-case", "--text", "--only-matching", "--null"]
    done = subprocess.run(  # noqa: S603 -- grep, with our own words
        ["/usr/bin/grep", *options, f"--file={patterns}", *what],
        cwd=where,
        env={"LC_ALL": "C"},
        input=given.encode(),
        capture_output=True,
    )
    assert done.returncode in {0, 1}, done.stderr.decode()
    return _pairs(done.stdout)


def _pairs(output: bytes) -> list[tuple[str, bytes]]:
    # A line is a name, a NUL, and the spelling, which may hold a NUL itself.
    lines = [line for line in output.split(b"\n") if line]
    parts = [line.split(b"\0", 1) for line in lines]
    return [(name.decode().removeprefix("./"), spelling) for name, spelling in parts]
