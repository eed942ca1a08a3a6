"""Receipt codes: a public part to find a report by, and a secret to open it with.

21 characters in Crockford's base 32: 8 to find (40 bits), 12 secret (60 bits) and one to check the
others by. The secret is kept only as an argon2id hash, so a copy of the database opens nothing.
"""

import secrets
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from threading import BoundedSemaphore

from argon2 import PasswordHasher
from argon2.exceptions import VerifyMismatchError

from upksai.ui.refusals import TooMany

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
#: Letters people write for digits, and the other way round.
LOOK_ALIKE = str.maketrans({"O": "0", "I": "1", "L": "1"})
FINDER, SECRET = 8, 12
LENGTH = FINDER + SECRET + 1
#: More letters than this are no code, however they are written.
LONGEST = 200
#: 19 MiB and two passes: OWASP's smallest setting for argon2id; two at a time on two cores.
_hasher = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)
_hashing = BoundedSemaphore(2)
#: Whoever has waited as long as this for a turn is asked to come back, so that no queue grows.
LONGEST_WAIT = 1.0
#: Checked against when nothing was found, so that a wrong finder takes as long as a wrong secret.
_nobody = _hasher.hash("".join(secrets.choice(ALPHABET) for _ in range(SECRET)))


@dataclass(frozen=True)
class Receipt:
    """A new code: `shown` once to the citizen, `finder` and `secret_hash` kept."""

    shown: str
    finder: str
    secret_hash: str


@dataclass(frozen=True)
class TypedCode:
    """What a person typed; `is_whole` if nothing is missing, too much, or mistyped."""

    finder: str
    secret: str
    is_whole: bool


def new_receipt() -> Receipt:
    """Make a code that nobody can guess."""
    code = "".join(secrets.choice(ALPHABET) for _ in range(FINDER + SECRET))
    with _turn():
        hashed = _hasher.hash(code[FINDER:])
    return Receipt(in_groups(code + check_character(code)), code[:FINDER], hashed)


def in_groups(code: str) -> str:
    """The code as it is shown: four groups of four, and five at the end."""
    groups = [code[start : start + 4] for start in range(0, 16, 4)]
    return " ".join([*groups, code[16:]])


def typed_code(typed: str) -> TypedCode:
    """Read a code, in capitals or not, in wide letters or not, however it is spaced."""
    # What stands between is taken out first, so that no number of blanks cuts a code short.
    letters = "".join(filter(str.isalnum, typed))[:LONGEST]
    upper = unicodedata.normalize("NFKC", letters).upper().translate(LOOK_ALIKE)
    code = "".join(letter for letter in upper if letter in ALPHABET)
    is_whole = len(code) == LENGTH and code[-1] == check_character(code[:-1])
    return TypedCode(code[:FINDER], code[FINDER : FINDER + SECRET], is_whole)


def check_character(code: str) -> str:
    """One more character, which differs if any one is mistyped or any two change places.

    The sum of a·x + b·x² + c·x³ … over the field of 32 elements: all weights differ and none is 0.
    """
    total = 0
    for letter in reversed(code):
        total = _doubled(total ^ ALPHABET.index(letter))
    return ALPHABET[total]


def _doubled(element: int) -> int:
    """Times x, modulo x⁵ + x² + 1, under which x has all 31 powers."""
    element <<= 1
    return element ^ 0b100101 if element & 0b100000 else element


def opens(code: TypedCode, secret_hash: str | None) -> bool:
    """Whether a code fits; takes as long when nothing was found (None) and when it is mistyped."""
    with _turn():
        try:
            _hasher.verify(secret_hash or _nobody, code.secret)
        except VerifyMismatchError:
            return False
    return code.is_whole and secret_hash is not None


@contextmanager
def _turn() -> Iterator[None]:
    if not _hashing.acquire(timeout=LONGEST_WAIT):
        raise TooMany
    try:
        yield
    finally:
        _hashing.release()
