"""Sealed files: what is put in comes out whole, or not at all."""

import random
import stat
import uuid

import pytest
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st

from upksai.privacy import datakeys, sealed_files
from upksai.privacy.cipher import CannotOpen
from upksai.privacy.sealed_files import CHUNK, HEAD, SEALED

KEY = uuid.uuid4()
EDGES = [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK, 2 * CHUNK + 1, 3 * CHUNK - 1]


def text(size: int, seed: int = 1) -> bytes:
    return random.Random(seed).randbytes(size)  # noqa: S311 -- only to be recognised


def path(file_id):
    return sealed_files.folder() / file_id.hex


@pytest.mark.parametrize("size", EDGES)
def test_what_is_kept_comes_out_whole(size):
    file_id = sealed_files.keep(text(size), key_id=KEY)

    found = sealed_files.find(file_id, key_id=KEY)

    assert (found.size, found.read()) == (size, text(size))


@settings(max_examples=60, deadline=None)
@given(
    size=st.sampled_from(EDGES[1:]),
    start=st.integers(0, 3 * CHUNK),
    length=st.integers(1, 3 * CHUNK),
)
def test_any_part_of_a_file_can_be_read(size, start, length):
    found = sealed_files.find(sealed_files.keep(text(size), key_id=KEY), key_id=KEY)

    assert found.read(start, start + length) == text(size)[start : start + length]


def test_only_the_chunks_that_are_asked_for_are_opened():
    """The middle one is broken; the first and the last still come out."""
    file_id = sealed_files.keep(text(3 * CHUNK), key_id=KEY)
    change(file_id, HEAD + SEALED + 99)
    found = sealed_files.find(file_id, key_id=KEY)

    assert found.read(0, CHUNK) == text(3 * CHUNK)[:CHUNK]
    with pytest.raises(CannotOpen):
        found.read(CHUNK, CHUNK + 1)


def change(file_id, place: int) -> None:
    sealed = bytearray(path(file_id).read_bytes())
    sealed[place] ^= 1 << (place % 8)
    path(file_id).write_bytes(bytes(sealed))


def refused(file_id, key_id=KEY) -> None:
    with pytest.raises((CannotOpen, datakeys.NoSuchKey)):
        sealed_files.find(file_id, key_id=key_id).read()


def test_a_thousand_changes_of_one_bit_are_all_seen():
    content = text(CHUNK + 200)
    file_id = sealed_files.keep(content, key_id=KEY)
    sealed, chance = path(file_id).read_bytes(), random.Random(7)  # noqa: S311 -- no secret hangs on it
    for place in [*range(HEAD + 40), *(chance.randrange(len(sealed)) for _time in range(943))]:
        change(file_id, place)
        refused(file_id)
        path(file_id).write_bytes(sealed)

    assert sealed_files.find(file_id, key_id=KEY).read() == content


@pytest.mark.parametrize(
    "cut", [1, 28, 29, CHUNK, SEALED - 1, SEALED, SEALED + 1, 2 * SEALED, 3 * SEALED, 10**9]
)
def test_a_file_that_was_cut_short_is_seen(cut):
    file_id = sealed_files.keep(text(3 * CHUNK), key_id=KEY)
    sealed = path(file_id).read_bytes()
    path(file_id).write_bytes(sealed[: max(len(sealed) - cut, 0)])

    refused(file_id)


@pytest.mark.parametrize("more", [1, 5, 28, 29, SEALED - 1, SEALED, SEALED + 5])
@pytest.mark.parametrize("size", [0, 1, CHUNK, CHUNK + 1])
def test_a_file_that_grew_is_seen(size, more):
    file_id = sealed_files.keep(text(size), key_id=KEY)
    with path(file_id).open("ab") as file:
        file.write(text(more))

    refused(file_id)


def test_chunks_in_another_order_twice_or_of_another_file_are_seen():
    ours, theirs = (sealed_files.keep(text(3 * CHUNK, seed), key_id=KEY) for seed in (1, 2))
    sealed = path(ours).read_bytes()
    head, *chunks = sealed[:HEAD], *(sealed[HEAD + n * SEALED :][:SEALED] for n in range(3))
    other = path(theirs).read_bytes()[HEAD:][:SEALED]
    a, b, c = chunks
    for order in ((b, a, c), (a, a, c), (a, c), (a, b, c, c), (other, b, c), (c, b, a)):
        path(ours).write_bytes(b"".join([head, *order]))
        refused(ours)


def test_a_file_put_in_place_of_another_is_seen():
    ours, theirs = (sealed_files.keep(text(99, seed), key_id=KEY) for seed in (1, 2))
    path(ours).write_bytes(path(theirs).read_bytes())

    refused(ours)


def test_a_file_does_not_open_for_another_case():
    other = uuid.uuid4()
    datakeys.get_or_create(other)
    file_id = sealed_files.keep(text(99), key_id=KEY)

    refused(file_id, key_id=other)


def test_a_destroyed_key_takes_its_files_along():
    key_id = uuid.uuid4()
    file_id = sealed_files.keep(text(99), key_id=key_id)
    datakeys.destroy([key_id], at=timezone.now())

    with pytest.raises(datakeys.KeyDestroyed):
        sealed_files.find(file_id, key_id=key_id)
    sealed_files.remove(file_id)
    with pytest.raises(datakeys.KeyDestroyed):
        sealed_files.find(file_id, key_id=key_id)


def test_a_file_lies_there_for_its_owner_only_and_says_nothing():
    file_id = sealed_files.keep(b"RAHASIA" * 9000, key_id=KEY)
    kept = path(file_id)

    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert kept.suffix == ""
    assert b"RAHASIA" not in kept.read_bytes()
    assert [other for other in sealed_files.folder().iterdir() if other.name.startswith(".")] == []


def test_a_file_that_is_not_there_does_not_open():
    datakeys.get_or_create(KEY)

    refused(uuid.uuid4())
