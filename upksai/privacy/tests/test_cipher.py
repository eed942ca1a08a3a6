"""A sealed value opens in its own place, under its own key, unchanged; nowhere else."""

import random
import uuid

import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from upksai.privacy import cipher

KEY_ID = uuid.UUID("00000000-0000-4000-8000-000000000001")
KEY = AESGCM(b"k" * 32)
PLACE = cipher.place("cases_child", "full_name", "row-1", KEY_ID)


def sealed(text: str = "Anak Contoh") -> bytes:
    return cipher.seal(text.encode(), KEY, KEY_ID, PLACE)


@pytest.mark.parametrize("text", ["", "a", "x" * 31, "x" * 32, "ends with \x00\x80\x00", "é — 名"])
def test_what_was_sealed_opens_again(text):
    assert cipher.unseal(sealed(text), KEY, PLACE).decode() == text


@pytest.mark.parametrize(
    "elsewhere",
    [
        cipher.place("cases_relatedperson", "full_name", "row-1", KEY_ID),
        cipher.place("cases_child", "nickname", "row-1", KEY_ID),
        cipher.place("cases_child", "full_name", "row-2", KEY_ID),
        cipher.place("cases_child", "full_name", "row-1", uuid.uuid4()),
    ],
    ids=["table", "column", "row", "key id"],
)
def test_moved_elsewhere_it_does_not_open(elsewhere):
    with pytest.raises(cipher.CannotOpen):
        cipher.unseal(sealed(), KEY, elsewhere)


def test_under_another_key_it_does_not_open():
    with pytest.raises(cipher.CannotOpen):
        cipher.unseal(sealed(), AESGCM(b"o" * 32), PLACE)


@pytest.mark.parametrize("broken", [b"", b"\x01", b"\x02" + b"x" * 80, b"plain text, never sealed"])
def test_what_was_never_sealed_has_no_key(broken):
    with pytest.raises(cipher.CannotOpen):
        cipher.key_id_of(broken)


def opened_in_its_row(blob: bytes) -> bytes:
    """As a field opens it: the key's id is read from the value itself."""
    bound_to = cipher.place("cases_child", "full_name", "row-1", cipher.key_id_of(blob))
    return cipher.unseal(blob, KEY, bound_to)


def test_any_changed_bit_is_noticed():
    draw = random.Random(3)  # noqa: S311 -- which bits are tried, nothing secret
    whole = sealed()
    for _try in range(1000):
        bit = draw.randrange(8 * len(whole))
        changed = bytearray(whole)
        changed[bit // 8] ^= 1 << bit % 8
        with pytest.raises(cipher.CannotOpen):  # noqa: PT012 -- either of the two may refuse
            key_id = cipher.key_id_of(bytes(changed))
            cipher.unseal(
                bytes(changed), KEY, cipher.place("cases_child", "full_name", "row-1", key_id)
            )


def test_the_same_text_looks_different_every_time():
    assert len({sealed() for _time in range(50)}) == 50


def test_the_length_says_little():
    assert len(sealed("Adi")) == len(sealed("Muhammad Rizky Pratama"))
    assert len(sealed("x" * 31)) < len(sealed("x" * 32))
