"""Three parts on paper: two bring the roots back, and every slip of the pen is told."""

import secrets
from itertools import permutations

import pytest
from shamir_mnemonic import generate_mnemonics

from upksai.privacy import escrow

ROOTS = {1: b"a" * 32, 2: bytes(range(32))}


@pytest.mark.parametrize("count", [1, 2, 5])
def test_every_pair_brings_all_roots_back(count):
    roots = {version: secrets.token_bytes(32) for version in range(1, count + 1)}

    parts = escrow.parts_of(roots)

    assert [escrow.number_of(part) for part in parts] == [1, 2, 3]
    for first, second in permutations(parts, 2):
        assert escrow.roots_of(first, second) == roots


def test_one_part_alone_brings_nothing_back():
    part = escrow.parts_of(ROOTS)[0]

    with pytest.raises(escrow.WrongParts, match="Kedua bagian itu sama"):
        escrow.roots_of(part, part)


def test_parts_of_two_sharings_do_not_mix():
    old, new = escrow.parts_of(ROOTS), escrow.parts_of(ROOTS)

    with pytest.raises(escrow.WrongParts, match="pembagian yang berbeda"):
        escrow.roots_of(old[0], new[1])


def test_numbers_capitals_and_four_letters_will_do():
    first, second = escrow.parts_of(ROOTS)[:2]
    typed = "\n".join(f"{n}. {word[:4].upper()}" for n, word in enumerate(first.split(), 1))

    assert escrow.roots_of(typed, second) == ROOTS


def test_a_word_that_is_in_no_list_is_pointed_at():
    first, second = escrow.parts_of(ROOTS)[:2]
    words = second.split()
    words[6] = "ketupat"

    with pytest.raises(escrow.WrongParts, match="Bagian kedua, kata ke-7"):
        escrow.roots_of(first, " ".join(words))


def test_swapped_or_missing_words_are_noticed():
    first, second = escrow.parts_of(ROOTS)[:2]
    words = first.split()
    swapped = " ".join([*words[:10], words[11], words[10], *words[12:]])

    for wrong in (swapped, " ".join(words[:-1]), ""):
        if wrong == first:
            continue
        with pytest.raises(escrow.WrongParts, match="Bagian pertama salah ketik"):
            escrow.roots_of(wrong, second)


@pytest.mark.parametrize("size", [16, 24, 48, 64 - 2])
def test_parts_of_another_secret_are_told_by_its_length(size):
    """Of a wallet, say: they are made in the same way."""
    [parts] = generate_mnemonics(1, [(2, 3)], secrets.token_bytes(size), iteration_exponent=0)

    with pytest.raises(escrow.WrongParts, match="bukan milik UPKSAI"):
        escrow.roots_of(parts[0], parts[1])
