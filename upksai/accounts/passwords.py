"""Which passwords are too easy to guess: length comes from Django, words from our own list."""

import re
from functools import cache
from pathlib import Path

from django.contrib.auth.password_validation import CommonPasswordValidator
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

WORDS = Path(__file__).parent / "data" / "common_words.txt"
#: Digits and signs that stand for letters in passwords.
STANDS_FOR = str.maketrans("01345@$!", "oieasasi")
#: Shorter words of Django's list are syllables of almost anything.
SHORTEST = 5
#: A password must hold at least this many letters or digits that no listed word explains …
UNEXPLAINED = 4
#: … and this many different characters.
DIFFERENT = 6
#: What is only said again and again holds at least this many letters when said once.
SAID_ONCE = 10
#: The alphabet and the rows of the keyboard; whoever runs along them chooses no word.
ROWS = ("abcdefghijklmnopqrstuvwxyz", "qwertyuiop", "asdfghjkl", "zxcvbnm", "qazwsxedcrfvtgbyhnujm")
#: Letters in a row that count as such a run.
RUN = 4


class NotMadeOfCommonWords:
    """Refuses what is put together from common words, the office's words and one's own name."""

    def validate(self, password, user=None):
        """Refuse a password that a guesser would try early."""
        if len(set(password.lower())) < DIFFERENT or _is_guessable(password, _own_words(user)):
            raise ValidationError(self.get_help_text(), code="password_of_common_words")

    def get_help_text(self):
        """The sentence under the field, and the refusal."""
        return _(
            "Kata sandi ini tersusun dari kata yang mudah ditebak; pakai kalimat Anda sendiri "
            "dengan kata yang tidak umum."
        )


@cache
def listed_words() -> frozenset[str]:
    """Our own words, and the passwords that Django knows to be common."""
    own = {word for line in WORDS.read_text().splitlines() for word in _words_of(line)}
    common = (word for word in CommonPasswordValidator().passwords if word.isalpha())
    return frozenset(own | _runs() | {word for word in common if len(word) >= SHORTEST})


def _runs() -> set[str]:
    """Every piece of a row, forwards and backwards."""
    return {
        row[start:end]
        for line in ROWS
        for row in (line, line[::-1])
        for start in range(len(row))
        for end in range(start + RUN, len(row) + 1)
    }


def _words_of(line: str) -> list[str]:
    return line.partition("#")[0].lower().split()


def _own_words(user) -> set[str]:
    told = f"{getattr(user, 'username', '')} {getattr(user, 'full_name', '')}".lower()
    return {word for word in re.findall(r"[a-z]+", told) if len(word) > 2}


def _is_guessable(password: str, own: set[str]) -> bool:
    words = listed_words() | own
    plain = password.lower()
    spelled = {plain, plain.translate(STANDS_FOR)}
    # Digits and signs between the letters hide no word: 1q2w3e4r.
    letters = {re.sub(r"[\W\d_]", "", reading) for reading in spelled}
    if any(_is_repeated(reading) for reading in letters):
        return True
    return any(_unexplained(reading, words) < UNEXPLAINED for reading in spelled | letters)


def _is_repeated(letters: str) -> bool:
    """Whether a short word is all that is there, twice or more. Kupu-kupu beside others is not."""
    once = re.sub(r"(.{2,}?)\1+", r"\1", letters)
    return len(once) < SAID_ONCE and len(once) * 2 <= len(letters)


def _unexplained(text: str, words: frozenset[str] | set[str]) -> int:
    """The fewest letters left over when listed words are laid on the text; digits are never left.

    `best[i]` is the answer for the first i characters.
    """
    longest = max(map(len, words))
    best = [0]
    for end in range(1, len(text) + 1):
        fewest = best[end - 1] + text[end - 1].isalpha()
        for start in range(max(0, end - longest), end - 2):
            if best[start] < fewest and text[start:end] in words:
                fewest = best[start]
        best.append(fewest)
    return best[-1]
