"""Two hundred words that people typed are found nowhere: no dump, log, temporary file or mail."""

import base64
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from django.conf import settings

from tests import planting
from upksai import postgres

MARKS = (planting.WORD, planting.NIK, planting.CARD, planting.PHONE, planting.PHONE[1:])


def spellings(text: str) -> set[bytes]:
    """How a text may stand in a file: plain, in capitals, backwards, in hex, in base 64."""
    found = set()
    for written in {text, text.upper(), text.lower(), text.swapcase(), text[::-1]}:
        for coding in ("utf-8", "utf-16-le", "utf-16-be"):
            plain = written.encode(coding)
            found |= {plain, plain.hex().encode(), plain.hex().upper().encode()}
            for shift in range(3):
                # Only whole groups of three bytes look the same whatever stands around them.
                inside = plain[shift:][: (len(plain) - shift) // 3 * 3]
                found.add(base64.b64encode(inside))
    return found


def where(text: str, things: dict[str, bytes]) -> set[str]:
    """The names of those things in which a text stands, however it is written."""
    sought = spellings(text)
    return {name for name, content in things.items() if any(s in content for s in sought)}


@pytest.fixture(scope="module")
def office():
    """A server with an ordinary write-ahead log, an office that worked, and all it left behind."""
    with tempfile.TemporaryDirectory(prefix="upksai-") as folder:
        top = Path(folder)
        top.chmod(0o711)
        home = top / "postgres"
        try:
            yield left_behind(top, home, postgres.ensure(home))
        finally:
            postgres.stop(home)


def left_behind(top: Path, home: Path, url: str) -> tuple[list[str], dict[str, bytes]]:
    for name in ("var", "tmp", "mail"):
        (top / name).mkdir(mode=0o700)
    environment = os.environ | {
        "DATABASE_URL": url,
        "DJANGO_SETTINGS_MODULE": "tests.settings_planting",
        "DEMO": "0",
        "HTTPS": "0",
        "ALLOWED_HOSTS": "testserver",
        "VAR_DIR": str(top / "var"),
        "KEY_DIR": str(top / "keys"),
        "MAIL_DIR": str(top / "mail"),
        "TMPDIR": str(top / "tmp"),
    }
    run(environment, "manage.py", "keys", "create")
    run(environment, "manage.py", "migrate")
    done = run(environment, "-m", "tests.planting")
    dump = subprocess.run(  # noqa: S603 -- PostgreSQL's own program
        [postgres.programs(home) / "pg_dump", url], capture_output=True, check=True
    )
    things = {"dump": dump.stdout, "output": done.stderr}
    files = [path for path in top.rglob("*") if path.is_file() and "programs" not in path.parts]
    things |= {str(path.relative_to(top)): path.read_bytes() for path in files}
    return json.loads(done.stdout), things


def run(environment: dict[str, str], *command: str) -> subprocess.CompletedProcess:
    done = subprocess.run(  # noqa: S603 -- our own commands
        [sys.executable, *command], cwd=settings.BASE_DIR, env=environment, capture_output=True
    )
    assert done.returncode == 0, done.stderr.decode()
    return done


@pytest.mark.slow
def test_what_people_typed_is_found_nowhere(office):
    planted, things = office

    assert len(set(planted)) >= 200
    assert all(any(mark in text for mark in MARKS) for text in planted)
    assert {mark: where(mark, things) for mark in MARKS} == {mark: set() for mark in MARKS}


@pytest.mark.slow
def test_the_search_finds_what_is_open(office):
    _planted, things = office

    found = where(planting.OPEN, things)

    assert "dump" in found
    assert any("pg_wal" in name for name in found)
    assert any("/base/" in name for name in found)
    assert any(name.startswith("mail/") for name in things)
    assert any(name.startswith("var/documents") for name in things)
    assert {"postgres/server.log", "output"} <= things.keys()


@pytest.mark.parametrize(
    "content",
    [
        b"x" + base64.b64encode(b"abcd" + planting.WORD.encode() + b"012"),
        planting.WORD.encode("utf-16-le").hex().encode(),
        planting.WORD[::-1].encode(),
        planting.WORD.upper().encode("utf-16-be"),
    ],
    ids=["base 64", "hex", "backwards", "capitals"],
)
def test_the_search_knows_other_spellings(content):
    assert where(planting.WORD, {"file": content}) == {"file"}
