"""A trail that was cut, the files beside it gone: it shows, and notes that were mailed prove it."""

from datetime import timedelta
from email.message import EmailMessage
from email.policy import SMTP

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.core.management import CommandError, call_command

from upksai.privacy import audit, checkpoints, headfile
from upksai.privacy.models import AuditEntry, AuditHead
from upksai.privacy.verifying import verify

from .test_audit_chain import as_owner

ROWS = 20


@pytest.fixture(autouse=True)
def _own_files(settings, tmp_path):
    settings.AUDIT_HEAD = tmp_path / "audit-head"
    settings.AUDIT_CHECKPOINTS = tmp_path / "notes" / "checkpoints"


@pytest.fixture
def write(worker, django_capture_on_commit_callbacks):
    """Write rows down, as they are when the office has answered."""

    def writing(*, at, rows=1):
        with django_capture_on_commit_callbacks(execute=True):
            for _row in range(rows):
                audit.remember(actor=worker, action="read", kind="case", at=at)

    return writing


@pytest.fixture
def trail(write, now):
    """Twenty rows of one hour, and the note that was mailed then."""
    write(at=now, rows=ROWS)
    return checkpoints.take(at=now + timedelta(hours=1))


def cut(first):
    """What somebody does who owns the machine: rows, the end of the chain and both files go."""
    as_owner("DELETE FROM privacy_auditentry WHERE seq >= %s", [first])
    last = AuditEntry.objects.order_by("-seq").first() or AuditHead()
    AuditHead.objects.filter(pk=1).update(seq=last.seq, hash=last.hash)
    for path in (headfile.path(), checkpoints.path()):
        path.unlink(missing_ok=True)


def mail(note, path, encoding="7bit"):
    """The mail as it is saved."""
    message = EmailMessage(policy=SMTP)
    message["Subject"] = "Catatan jejak sistem"
    message.set_content(f"Simpan surel ini.\n\n{note.line()}\n", cte=encoding)
    path.write_bytes(message.as_bytes())
    return path


def check(*files, key=None, **options):
    call_command("verify_audit", note=list(files), key=[key or checkpoints.public_key()])


def test_a_fresh_office_has_no_files_and_no_fault():
    assert verify() == (0, None)


def test_in_the_first_hours_no_note_is_missed(write, now):
    write(at=now)
    write(at=now + timedelta(hours=1, minutes=59))

    assert verify() == (2, None)


def test_after_that_a_missing_note_is_a_fault(write, now):
    write(at=now)
    write(at=now + timedelta(hours=2, minutes=1))

    assert "berkas checkpoint tidak ada" in verify()[1].reason
    checkpoints.take(at=now + timedelta(hours=3))
    assert verify() == (2, None)


def test_a_cut_with_both_files_gone_is_a_fault(trail):
    cut(8)

    with pytest.raises(CommandError, match="baris 8: berkas audit-head tidak ada"):
        call_command("verify_audit")


def test_the_file_does_not_begin_again_by_itself(trail, write, now, caplog):
    cut(8)

    write(at=now)

    assert not headfile.path().exists()
    assert "audit-head is" in caplog.text
    assert verify()[1].seq == 9
    with pytest.raises(checkpoints.TrailCut):
        checkpoints.take(at=now)


def test_a_trail_that_was_emptied_is_told_from_a_fresh_one_by_the_file_alone(trail, write, now):
    cut(1)
    headfile.begin(ROWS, bytes.fromhex(trail.hash))

    write(at=now)

    assert headfile.known().seq == ROWS
    assert verify()[1] is not None


@pytest.mark.parametrize("first", [1, 8, ROWS])
def test_a_mailed_note_shows_a_cut_although_the_office_began_anew(
    trail, write, now, tmp_path, first
):
    kept = mail(trail, tmp_path / "catatan.eml")
    cut(first)
    last = AuditHead.objects.get(pk=1)
    headfile.begin(last.seq, bytes(last.hash))
    write(at=now + timedelta(minutes=1), rows=ROWS)
    checkpoints.take(at=now)
    assert verify()[1] is None

    with pytest.raises(CommandError, match="catatan yang dikirim"):
        check(kept)


@pytest.mark.parametrize("encoding", ["7bit", "quoted-printable", "base64"])
def test_a_saved_mail_proves_the_trail(trail, tmp_path, capsys, encoding):
    check(mail(trail, tmp_path / "catatan.eml", encoding))

    said = capsys.readouterr().out
    assert f"Jejak utuh: {ROWS} baris." in said
    assert f"Cocok dengan 1 catatan yang dikirim, yang terakhir dari {trail.time}" in said


def test_lines_that_were_quoted_and_broken_prove_it_too(trail, write, now, tmp_path, capsys):
    write(at=now)
    second = checkpoints.take(at=now + timedelta(hours=2))
    quoted = [f"> {line[:70]}\r\n> {line[70:]}" for line in (trail.line(), second.line())]
    (tmp_path / "kumpulan").write_text("\n".join(quoted))

    check(tmp_path / "kumpulan")

    assert f"Cocok dengan 2 catatan yang dikirim, yang terakhir dari {second.time}" in (
        capsys.readouterr().out
    )


def test_a_note_that_was_signed_with_another_key_proves_nothing(trail, tmp_path):
    other = Ed25519PrivateKey.generate().public_key().public_bytes_raw().hex()

    with pytest.raises(CommandError, match="tidak bertanda tangan kunci ini"):
        check(mail(trail, tmp_path / "catatan.eml"), key=other)


def test_a_note_that_was_changed_proves_nothing(trail, tmp_path):
    (tmp_path / "x").write_text(trail.line().replace(f'"seq": {ROWS}', '"seq": 8'))

    with pytest.raises(CommandError, match="tidak bertanda tangan kunci ini"):
        check(tmp_path / "x")


@pytest.mark.parametrize(
    "text", ["", "tidak ada apa-apa", '{"seq": 1}', "{}", '{"seq": "8"}', "\udcff", "{[1]}"]
)
def test_a_file_without_a_note_is_refused(trail, tmp_path, text):
    (tmp_path / "x").write_bytes(text.encode(errors="surrogateescape"))

    with pytest.raises(CommandError, match="tidak memuat catatan"):
        check(tmp_path / "x")


@pytest.mark.parametrize("key", ["abc", "zz" * 32, "00"])
def test_what_is_no_key_is_refused(trail, tmp_path, key):
    with pytest.raises(CommandError, match="bukan kunci publik"):
        check(mail(trail, tmp_path / "catatan.eml"), key=key)


def test_a_note_needs_its_key_and_a_file_that_is_there(trail, tmp_path):
    with pytest.raises(CommandError, match="bersama-sama"):
        call_command("verify_audit", note=[tmp_path / "x"])
    with pytest.raises(CommandError, match="tidak dapat dibaca"):
        check(tmp_path / "x")


def test_after_a_restore_the_files_begin_again_and_the_trail_says_so(
    trail, tmp_path, django_capture_on_commit_callbacks
):
    as_owner("DELETE FROM privacy_auditentry WHERE seq > 12")
    last = AuditEntry.objects.get(seq=12)
    AuditHead.objects.filter(pk=1).update(seq=12, hash=last.hash)
    assert verify()[1].seq == 13

    with django_capture_on_commit_callbacks(execute=True):
        call_command("audit_anew")

    assert verify() == (13, None)
    assert AuditEntry.objects.latest("seq").action == "begin_anew"
    assert len(list(tmp_path.glob("audit-head.*"))) == 1
    assert len(list(checkpoints.path().parent.glob("checkpoints.*"))) == 1
    with pytest.raises(CommandError, match="catatan yang dikirim"):
        check(mail(trail, tmp_path / "catatan.eml"))


def test_what_is_whole_does_not_begin_again_and_what_is_bent_neither(trail):
    with pytest.raises(CommandError, match="Jejak utuh"):
        call_command("audit_anew")
    as_owner("UPDATE privacy_auditentry SET part = 'plan' WHERE seq = 7")
    with pytest.raises(CommandError, match="baris 7"):
        call_command("audit_anew")
    assert headfile.known().seq == ROWS
