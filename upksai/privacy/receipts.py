"""Receipt codes: a public part to find a report by, and a secret to open it with.

20 characters in Crockford's base 32, in groups of four: 8 to find (40 bits), 12 secret (60 bits).
The secret is kept only as an argon2id hash, so a copy of the database opens nothing.
"""

import secrets
from dataclasses import dataclass
from threading import BoundedSemaphore

from argon2 import PasswordHasher
from argon2.exceptions import VerifyMismatchError

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
#: Letters people write for digits, and the other way round.
LOOK_ALIKE = str.maketrans({"O": "0", "I": "1", "L": "1"})
FINDER, SECRET = 8, 12
#: 19 MiB and two passes: OWASP's smallest setting for argon2id; two at a time on two cores.
_hasher = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)
_hashing = BoundedSemaphore(2)
#: Checked against when nothing was found, so that a wrong finder takes as long as a wrong secret.
_nobody = _hasher.hash("".join(secrets.choice(ALPHABET) for _ in range(SECRET)))


@dataclass(frozen=True)
class Receipt:
    """A new code: `shown` once to the citizen, `finder` and `secret_hash` kept."""

    shown: str
    finder: str
    secret_hash: str


def new_receipt() -> Receipt:
    """Make a code that nobody can guess."""
    code = "".join(secrets.choice(ALPHABET) for _ in range(FINDER + SECRET))
    with _hashing:
        hashed = _hasher.hash(code[FINDER:])
    shown = " ".join(code[start : start + 4] for start in range(0, len(code), 4))
    return Receipt(shown, code[:FINDER], hashed)


def split_code(typed: str) -> tuple[str, str]:
    """The finder and the secret in what a person typed, however they spaced it."""
    code = "".join(ch for ch in typed.upper().translate(LOOK_ALIKE) if ch in ALPHABET)
    return code[:FINDER], code[FINDER : FINDER + SECRET + 1]


def opens(secret: str, secret_hash: str | None) -> bool:
    """Whether a secret fits; takes as long when there is nothing to fit (`secret_hash` None)."""
    with _hashing:
        try:
            return _hasher.verify(secret_hash or _nobody, secret) and secret_hash is not None
        except VerifyMismatchError:
            return False
