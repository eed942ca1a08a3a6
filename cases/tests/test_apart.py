"""What a file breaks, it breaks in a child of the workshop; the office goes on and says so."""

import logging
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from threading import Thread

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from cases.models import CaseDocument
from cases.tests.factories import open_case
from cases.tests.papers import PDF, pdf_bomb, photo, plain_pdf
from cases.uploads import LARGEST, apart, clean_upload, patience
from cases.uploads.kinds import JPEG

TOO_HARD = "PDF ini terlalu rumit. Cetak ulang ke PDF."
#: A workshop whose cleaner of photos does what a decoder that was broken into might do.
BROKEN_INTO = """
import os, signal, socket, sys, time
from cases.uploads import workshop
def clean(data):
    DEED
workshop.CLEAN["image/jpeg"] = clean
workshop.main()
"""


@pytest.fixture
def workshop(monkeypatch):
    """A workshop for this test alone."""
    own = apart._Workshop()
    monkeypatch.setattr(apart, "_workshop", own)
    yield own
    own.close()


@pytest.fixture
def broken_into(monkeypatch, workshop, tmp_path):
    """Opens a workshop in which cleaning a photo means to do the deed."""

    def opened(deed):
        program = tmp_path / "broken_into.py"
        program.write_text(BROKEN_INTO.replace("DEED", deed))
        start = subprocess.Popen

        def popen(_command, env, **how):
            return start([sys.executable, program], env=env | {"PYTHONPATH": apart.HOME}, **how)

        monkeypatch.setattr(subprocess, "Popen", popen)

    return opened


def refusal(data=None) -> str:
    with pytest.raises(ValidationError) as refused:
        clean_upload(SimpleUploadedFile("berkas", data or photo(), ""))
    return refused.value.message


def accepted(data=None) -> bool:
    return bool(clean_upload(SimpleUploadedFile("berkas", data or photo(), "")).safe)


def huge_array() -> bytes:
    return plain_pdf(b"[" + b"1 " * 4_500_000 + b"]")


@pytest.mark.parametrize(
    "deed",
    [
        "os.kill(os.getpid(), signal.SIGKILL)",
        "os.kill(os.getpid(), signal.SIGSEGV)",
        "bytearray(700 * 1024 * 1024)",
        "while True: pass",
        "import ctypes; ctypes.string_at(0)",
        "os._exit(0)",
    ],
    ids=["killed", "crashes", "eats memory", "never ends", "reads where nothing is", "just goes"],
)
def test_a_file_that_ends_its_child_is_refused_and_the_next_is_taken(broken_into, workshop, deed):
    broken_into(deed)

    assert refusal() == "Gambar terlalu rumit. Simpan ulang sebagai JPG biasa."
    first = workshop.process.pid
    assert accepted(PDF)
    assert workshop.process.pid == first


@pytest.mark.parametrize("deed", ["time.sleep(99)", "os.kill(os.getpid(), signal.SIGSTOP)"])
def test_a_child_that_sleeps_is_not_waited_for(broken_into, monkeypatch, workshop, deed):
    broken_into(f"signal.setitimer(signal.ITIMER_PROF, 0); {deed}")
    assert accepted(PDF)
    monkeypatch.setattr(apart, "LONGEST", 1)

    assert "terlalu rumit" in refusal()
    wait_until(lambda: not children(workshop.process.pid))


@pytest.mark.parametrize(
    "deed",
    [
        "open('/etc/passwd')",
        "open('/dev/shm/upksai-test', 'w')",
        "socket.socket()",
        "os.pipe()",
        "os.dup(2)",
    ],
)
def test_a_child_may_open_nothing(broken_into, deed):
    broken_into(f"""
    try:
        {deed}
    except OSError:
        return b"shut"
    """)

    assert apart.clean(photo(), JPEG) == b"shut"


def test_a_child_has_none_of_our_secrets(broken_into, monkeypatch):
    monkeypatch.setenv("SECRET_KEY", "RAHASIA")
    broken_into("return ' '.join(os.environ).encode()")

    assert not {"SECRET_KEY", "DATABASE_URL"} & set(apart.clean(photo(), JPEG).decode().split())


@pytest.mark.parametrize(
    ("deed", "told"),
    [
        ("raise LookupError('Bunga')", "LookupError"),
        ("raise type('Bunga', (Exception,), {})", "another error"),
    ],
)
def test_what_went_wrong_is_told_to_the_log_without_the_file(broken_into, caplog, deed, told):
    broken_into(deed)
    with caplog.at_level(logging.DEBUG):
        refusal()

    assert caplog.messages == [f"A file could not be cleaned: {told}"]


def test_more_than_can_be_kept_is_not_read(broken_into):
    broken_into("return bytes(65 * 1024 * 1024)")

    assert "terlalu rumit" in refusal()


def test_a_workshop_that_was_killed_is_opened_anew_unnoticed(workshop):
    assert accepted()
    first = workshop.process.pid
    os.kill(first, signal.SIGKILL)
    os.waitid(os.P_PID, first, os.WEXITED | os.WNOWAIT)

    assert accepted()
    assert workshop.process.pid != first
    assert not Path(f"/proc/{first}").exists()


def test_a_workshop_that_does_not_open_is_said_and_tried_again(workshop, monkeypatch, caplog):
    monkeypatch.setattr(apart, "PROGRAM", "cases.uploads.nowhere")
    assert "belum dapat diperiksa" in refusal()
    assert caplog.messages == ["Files cannot be cleaned: the workshop does not open"]
    monkeypatch.undo()

    assert accepted()


def test_several_people_bring_files_at_once(workshop):
    taken = []
    people = [Thread(target=lambda: taken.append(accepted())) for _person in range(4)]
    for person in people:
        person.start()
    for person in people:
        person.join()

    assert taken == [True] * 4


def test_a_process_that_forks_has_its_own_workshop(workshop):
    os.register_at_fork(after_in_child=workshop.forget)
    assert accepted()
    first = workshop.process.pid
    child = os.fork()
    if child == 0:
        is_right = workshop.process is None and accepted() and workshop.process.pid != first
        workshop.close()
        os._exit(0 if is_right else 1)

    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    assert accepted()
    assert workshop.process.pid == first


@pytest.mark.parametrize("end", ["", "; os._exit(0)", "; os.kill(os.getpid(), 9)"])
def test_the_workshop_ends_with_its_process_however_that_ends(end):
    program = (
        "import os; from cases.uploads import apart; apart.open_workshop();"
        "print(apart._workshop.process.pid, flush=True)" + end
    )
    ended = subprocess.run(  # noqa: S603 -- our own program
        [sys.executable, "-W", "error", "-c", program], cwd=apart.HOME, capture_output=True
    )

    assert ended.stderr == b""
    wait_until(lambda: not Path(f"/proc/{int(ended.stdout)}").exists())


def test_a_pdf_that_unfolds_without_end_ends_its_child():
    """Whether in one go, or in many that each stay within bounds."""
    assert accepted(pdf_bomb(0))
    bombs = [pdf_bomb(40 * 1024 * 1024), pdf_bomb(8 * 1024 * 1024, streams=300)]
    assert all(len(bomb) < LARGEST for bomb in bombs)

    assert [refusal(bomb) for bomb in bombs] == [TOO_HARD] * 2


def test_a_pdf_made_of_millions_of_numbers_ends_its_child_alone():
    assert refusal(huge_array()) == TOO_HARD


def test_a_pdf_made_to_be_looked_through_without_end_ends(workshop):
    """Rows of rows of actions, each pointing twice to the next: a thousand million ways."""
    rows = [b"[%d 0 R %d 0 R]" % (number, number) for number in range(5, 34)]
    assert accepted(plain_pdf(*rows, b"<</S/Launch>>", page=b"/A 4 0 R"))


@pytest.mark.parametrize("size", [3, 100_000, 2_000_000_000])
def test_a_pdf_that_miscounts_its_objects_is_taken(size):
    assert accepted(plain_pdf(size=size))


def test_in_the_form_the_sentence_stands_beside_the_file(client, worker):
    case = open_case(worker=worker)
    client.force_login(worker)
    file = SimpleUploadedFile("Kartu keluarga.pdf", huge_array(), "application/pdf")
    address = reverse("cases:add_document", args=[case.pk])
    page = client.post(address, {"kind": "kk", "file": file})

    assert page.status_code == 422
    assert page.context["form"].errors["file"] == [TOO_HARD]
    assert not CaseDocument.objects.exists()


def children(process: int) -> str:
    return Path(f"/proc/{process}/task/{process}/children").read_text()


def wait_until(happened) -> None:
    until = time.monotonic() + 20
    while not happened():
        assert time.monotonic() < until
        time.sleep(0.01)


def test_a_slower_machine_gives_every_file_more_time_a_faster_one_no_less(monkeypatch):
    given = []
    monkeypatch.setattr(patience.signal, "setitimer", lambda _kind, seconds: given.append(seconds))
    monkeypatch.setattr(patience.resource, "setrlimit", lambda _kind, most: given.append(most[0]))
    for slower in (1, 3, 0.5):
        monkeypatch.setattr(patience, "_known_work", lambda slower=slower: slower * patience.USUAL)
        patience.pace.take()
        patience.begin(1_000_000)
    monkeypatch.setattr(patience.pace, "factor", 1.0)

    assert given == pytest.approx([4, 0.0424, 12, 0.1272, 4, 0.0424])
