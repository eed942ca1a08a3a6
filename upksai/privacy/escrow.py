"""The roots in three parts on paper; any two bring them back, one alone says nothing.

SLIP-0039 (SatoshiLabs, 2019): Shamir's secret sharing over GF(256), written in words that carry a
checksum, the number of the part and of the sharing. Four letters tell every word.
"""

import re

from shamir_mnemonic import MnemonicError, Share, combine_mnemonics, generate_mnemonics
from shamir_mnemonic.wordlist import WORDLIST

from .keyring import ROOT_BYTES

NEEDED, PARTS = 2, 3
#: Letters that tell a word of the list.
TELLING = 4
_BEGINNINGS = {word[:TELLING]: word for word in WORDLIST}


class WrongParts(Exception):
    """Why the parts bring nothing back: a sentence for the person who typed them."""


def parts_of(roots: dict[int, bytes]) -> list[str]:
    """Three parts of all roots, as lines of words."""
    ordered = [roots[version] for version in sorted(roots)]
    if sorted(roots) != list(range(1, len(roots) + 1)):
        raise ValueError("roots are numbered from 1 without a gap")
    made = generate_mnemonics(1, [(NEEDED, PARTS)], b"".join(ordered), iteration_exponent=0)
    return made[0]


def number_of(part: str) -> int:
    """Which of the three a part is."""
    return Share.from_mnemonic(part).index + 1


def roots_of(first: str, second: str) -> dict[int, bytes]:
    """The roots, from two parts as somebody typed them (numbers and line breaks do not matter)."""
    parts = [_checked(first, "pertama"), _checked(second, "kedua")]
    shares = [Share.from_mnemonic(part) for part in parts]
    if shares[0].identifier != shares[1].identifier:
        raise WrongParts("Kedua bagian berasal dari pembagian yang berbeda; pakai yang seangkatan.")
    if shares[0].index == shares[1].index:
        raise WrongParts("Kedua bagian itu sama; perlu dua bagian yang berbeda nomornya.")
    try:
        secret = combine_mnemonics(parts)
    except MnemonicError:
        raise WrongParts("Kedua bagian tidak cocok satu sama lain.") from None
    if len(secret) % ROOT_BYTES:
        raise WrongParts("Kedua bagian itu bukan milik UPKSAI: panjang isinya lain.")
    pieces = range(0, len(secret), ROOT_BYTES)
    return {n: secret[start : start + ROOT_BYTES] for n, start in enumerate(pieces, 1)}


def _checked(typed: str, which: str) -> str:
    words = []
    for place, written in enumerate(re.findall(r"[a-z]+", typed.lower()), 1):
        word = _BEGINNINGS.get(written[:TELLING])
        if word is None or not word.startswith(written):
            raise WrongParts(f"Bagian {which}, kata ke-{place}: tidak ada dalam daftar kata.")
        words.append(word)
    try:
        Share.from_mnemonic(" ".join(words))
    except MnemonicError:
        raise WrongParts(
            f"Bagian {which} salah ketik atau tidak lengkap ({len(words)} kata); periksa lagi."
        ) from None
    return " ".join(words)
