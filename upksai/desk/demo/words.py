"""The words of the demo office: text files that anybody can read and extend, one text a line."""

import re
from functools import cache
from pathlib import Path
from random import Random

TEXTS = Path(__file__).resolve().parent / "texts"
AGES = re.compile(r"(\d+)-(\d+) \| ")


@cache
def sections(file: str) -> dict[str, list[str]]:
    """The lines of one text file by their [section]."""
    found: dict[str, list[str]] = {}
    for line in (TEXTS / f"{file}.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            current = found.setdefault(line.strip("[]"), [])
        elif line and not line.startswith("#"):
            current.append(line)
    return found


def fits(line: str, age: int | None) -> bool:
    """Whether a line may be said about a child of this age."""
    limits = AGES.match(line)
    return not limits or age is None or int(limits[1]) <= age <= int(limits[2])


def sentence_case(text: str) -> str:
    """Capital letters where sentences begin, whatever was put into a slot there."""
    return re.sub(r"(^|[.!?] )([a-z])", lambda found: found[1] + found[2].upper(), text)


class Words:
    """Draws lines so that all of a section are used before one comes again."""

    def __init__(self, seed: str):
        self._seed = seed
        self._bags: dict[tuple[str, str], list[str]] = {}

    def line(self, file: str, section: str, *, age: int | None = None) -> str:
        """The next line of a section that fits the age, as it is written."""
        bag = self._bags.setdefault((file, section), [])
        index = next((n for n, line in enumerate(bag) if fits(line, age)), None)
        if index is None:
            bag.extend(self._shuffled(file, section))
            index = next(n for n, line in enumerate(bag) if fits(line, age))
        return AGES.sub("", bag.pop(index), count=1)

    def say(self, file: str, section: str, *, age: int | None = None, **slots: str) -> str:
        """The next line with its slots filled in."""
        return sentence_case(self.line(file, section, age=age).format(**slots))

    def parts(self, file: str, section: str, *, age: int | None = None, **slots: str) -> list[str]:
        """The next line of a section whose lines have several parts."""
        return [part.strip() for part in self.say(file, section, age=age, **slots).split(" | ")]

    def has(self, file: str, section: str) -> bool:
        """Whether there is such a section."""
        return section in sections(file)

    def _shuffled(self, file: str, section: str) -> list[str]:
        lines = list(sections(file)[section])
        Random(f"{self._seed}/{file}/{section}").shuffle(lines)  # noqa: S311 -- invented people
        return lines
