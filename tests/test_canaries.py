"""Two hundred words that people typed are found nowhere: no dump, log, temporary file or mail."""

import base64
import tempfile
from pathlib import Path

import pytest

from tests.canary import journey
from tests.canary.office import Office
from tests.canary.searching import find
from tests.canary.words import Words


@pytest.fixture
def day():
    """A day in an office of its own; its folder is gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="upksai-canary-") as folder:
        office = Office(Path(folder))
        try:
            office.open()
            yield journey.live(office)
        finally:
            office.stop()


@pytest.mark.slow
@pytest.mark.uncounted
def test_what_people_typed_is_found_nowhere(day):
    # One test, because a day in an office is long, and several workers would each live it.
    assert len(day.words.planted) >= 200
    everything_is_there(day)
    what_is_open_is_found(day)

    found = find(day.words.planted, day.office.top)

    assert {day.words.planted[text]: sorted(files) for text, files in found.items()} == {}


def what_is_open_is_found(day):
    """Else nothing found would mean nothing: the same search in the same places."""
    files = find([day.open_word], day.office.top)[day.open_word]

    assert {"dump.sql", "out/commands", "var/postgres/server.log"} <= files
    for part in ("var/postgres/data/base/", "var/postgres/data/pg_wal/", "tmp/", "mail/"):
        assert any(name.startswith(part) for name in files), part


def everything_is_there(day):
    """Pages broke down, and the database told which row did it; mail, keys and files exist."""
    told, log = day.read("var/postgres/server.log"), day.office.log()

    assert b"Failing row contains" in told
    assert b"permission denied for table" in told
    assert log.count("(500 cases:add_") == 2
    assert "(500 complaints:report_first)" in log
    assert len(list((day.office.top / "mail").iterdir())) >= 2
    assert day.read("keys/data-keys.sqlite3")
    assert any("/documents/" in str(path) for path in (day.office.top / "var").rglob("*"))
    assert b"Laporan" in day.read("out/report/words")
    # The partner reads in the letter what was written for it: its words can be searched.
    assert any(text in day.letter for text in day.words.planted)


@pytest.mark.parametrize(
    "spell",
    [
        lambda word: b"x" + base64.b64encode(b"abcd" + word.encode() + b"012"),
        lambda word: base64.b64encode(b"ab" + word.lower().encode("utf-16")),
        lambda word: b"\\x" + word.encode().hex().encode(),
        lambda word: word.encode("utf-16-le").hex().upper().encode(),
        lambda word: word.upper().encode("utf-16-be"),
        lambda word: word.lower().encode("utf-16-le"),
        lambda word: word[::-1].encode(),
        lambda word: "".join(f"%{byte:02X}" for byte in word.encode()).encode(),
        lambda word: b"\0\0" + word.swapcase().encode() + b"\n",
    ],
)
def test_the_search_knows_other_spellings(tmp_path, spell):
    word = Words().word("any")
    (tmp_path / "file").write_bytes(b"before " + spell(word) + b" after")

    assert find([word], tmp_path) == {word: {"file"}}


@pytest.mark.parametrize(
    ("number", "written"),
    [
        ("81234567890", "+6281234567890"),
        ("81234567890", "0812-3456-7890"),
        ("81234567890", "0812 3456 7890"),
        ("3374106112129001", "3374-1061-1212-9001"),
        ("0123456789AB", "XXXX XXXX 0123 4567 89ABX"),
    ],
)
def test_the_search_knows_how_numbers_are_written(tmp_path, number, written):
    (tmp_path / "file").write_text(written)

    assert find([number], tmp_path) == {number: {"file"}}


def test_the_search_looks_at_the_names_of_files(tmp_path):
    word = Words().word("any")
    (tmp_path / f"a {word}.jpg").write_bytes(b"")

    assert find([word], tmp_path) == {word: {"names of files"}}
