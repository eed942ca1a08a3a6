"""The audit trail: whatever is done to its rows afterwards shows, and at which row."""

import copy
import random
import uuid
from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction

from upksai.privacy import audit, chain, checkpoints, headfile, keyring
from upksai.privacy.chain import Anchor, first_fault
from upksai.privacy.models import AuditEntry, AuditHead
from upksai.privacy.verifying import verify

ROWS = 40


@pytest.fixture(autouse=True)
def _own_files(settings, tmp_path):
    settings.AUDIT_HEAD = tmp_path / "audit-head"
    settings.AUDIT_CHECKPOINTS = tmp_path / "notes" / "checkpoints"


@pytest.fixture
def trail(worker, head, now, django_capture_on_commit_callbacks):
    """Forty rows, written down as the office does it."""
    with django_capture_on_commit_callbacks(execute=True):
        for number in range(ROWS):
            audit.remember(
                actor=(worker, head, None)[number % 3],
                action="read",
                kind="case",
                record=uuid.UUID(int=number),
                case=uuid.UUID(int=number % 4) if number % 5 else None,
                part="profile",
                fields={"cases.child.full_name", "cases.child.nik"},
                ground="assigned",
                at=now + timedelta(seconds=number),
            )
    return list(AuditEntry.objects.order_by("seq"))


def anchors():
    return [headfile.known()]


def as_owner(sql, values=()):
    """What somebody does who owns the tables: the trigger is switched off first."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE privacy_auditentry DISABLE TRIGGER USER")
        cursor.execute(sql, values)
        cursor.execute("ALTER TABLE privacy_auditentry ENABLE TRIGGER USER")


def test_numbers_have_no_gaps_and_the_trail_holds(trail):
    assert [entry.seq for entry in trail] == list(range(1, ROWS + 1))
    assert verify() == (ROWS, None)


@transaction.atomic
def _fail_after_remembering(worker, now):
    audit.remember(actor=worker, action="read", kind="case", at=now)
    raise ZeroDivisionError


def test_a_rolled_back_act_leaves_no_gap(trail, worker, now):
    with pytest.raises(ZeroDivisionError):
        _fail_after_remembering(worker, now)

    assert audit.remember(actor=worker, action="read", kind="case", at=now).seq == ROWS + 1


def _update(rows, chance):
    row = chance.choice(rows)
    name = chance.choice(
        ["actor_id", "action", "kind", "record", "case_id", "part", "fields", "ground", "at"]
    )
    before = getattr(row, name)
    new = {"actor_id": 999_999, "at": row.at + timedelta(microseconds=1)}
    new |= {"record": uuid.uuid4(), "case_id": uuid.uuid4()}
    setattr(row, name, new.get(name, f"{before}x"))
    return row.seq


def _delete(rows, chance):
    return rows.pop(chance.randrange(len(rows))).seq


def _cut(rows, chance):
    first = chance.randrange(len(rows))
    seq = rows[first].seq
    del rows[first:]
    return seq


def _swap(rows, chance):
    one, other = sorted(chance.sample(range(len(rows)), 2))
    rows[one].seq, rows[other].seq = rows[other].seq, rows[one].seq
    rows.sort(key=lambda row: row.seq)
    return rows[one].seq


def _insert(rows, chance):
    """A row slipped in, and all behind it counted up; its link is copied from a neighbour."""
    place = chance.randrange(len(rows) + 1)
    made = copy.copy(rows[max(place - 1, 0)])
    made.seq, made.record = place + 1, uuid.uuid4()
    for row in rows[place:]:
        row.seq += 1
    rows.insert(place, made)
    return place + 1


def _hash(rows, chance):
    row = chance.choice(rows)
    place = chance.randrange(32)
    flipped = bytearray(row.hash)
    flipped[place] ^= 1 << chance.randrange(8)
    row.hash = bytes(flipped)
    return row.seq


def _renumber(rows, chance):
    """A row taken out and the gap closed by counting down."""
    place = chance.randrange(len(rows))
    seq = rows.pop(place).seq
    for row in rows[place:]:
        row.seq -= 1
    return seq


TAMPERINGS = [_update, _delete, _cut, _swap, _insert, _hash, _renumber]


def test_a_thousand_random_tamperings_are_all_found_at_the_first_bad_row(trail):
    chance = random.Random(20261123)  # noqa: S311 -- a die, not a key
    known = anchors()

    for turn in range(1000):
        rows = [copy.copy(row) for row in trail]
        tamper = TAMPERINGS[turn % len(TAMPERINGS)]
        expected = tamper(rows, chance)
        fault = first_fault(rows, known)

        assert fault is not None, (turn, tamper.__name__)
        assert fault.seq == expected, (turn, tamper.__name__, fault)
    assert first_fault(trail, known) is None


@pytest.mark.parametrize(
    ("sql", "first_bad"),
    [
        ("UPDATE privacy_auditentry SET part = 'plan' WHERE seq = 7", 7),
        ("UPDATE privacy_auditentry SET at = at + interval '1 microsecond' WHERE seq = 1", 1),
        ("DELETE FROM privacy_auditentry WHERE seq = 12", 12),
        ("DELETE FROM privacy_auditentry WHERE seq > 30", 31),
        ("DELETE FROM privacy_auditentry", 1),
    ],
)
def test_what_the_owner_of_the_tables_does_is_named(trail, sql, first_bad):
    as_owner(sql)

    with pytest.raises(CommandError, match=rf"rusak pada baris {first_bad}:"):
        call_command("verify_audit")


def test_a_tail_cut_off_together_with_the_head_of_the_chain_shows_in_the_file(trail):
    as_owner("DELETE FROM privacy_auditentry WHERE seq > 30")
    AuditHead.objects.filter(pk=1).update(seq=30, hash=trail[29].hash)

    fault = verify()[1]

    assert fault.seq == 31
    assert "audit-head" in fault.reason


def test_a_cut_is_not_forgotten_when_the_trail_grows_past_it(
    trail, worker, now, caplog, django_capture_on_commit_callbacks
):
    as_owner("DELETE FROM privacy_auditentry WHERE seq > 37")
    AuditHead.objects.filter(pk=1).update(seq=37, hash=trail[36].hash)
    with pytest.raises(checkpoints.TrailCut):
        checkpoints.take(at=now)

    with django_capture_on_commit_callbacks(execute=True):
        for _more in range(6):
            audit.remember(actor=worker, action="read", kind="case", at=now)

    assert AuditEntry.objects.count() == 43
    assert verify()[1].seq == ROWS
    assert caplog.text.count("rows of the audit trail are gone") == 6
    with pytest.raises(checkpoints.TrailCut):
        checkpoints.take(at=now)
    assert not checkpoints.path().exists()


def test_an_emptied_trail_shows_although_its_head_is_gone_too(trail):
    headfile.path().unlink()
    as_owner("DELETE FROM privacy_auditentry")
    AuditHead.objects.filter(pk=1).delete()

    assert verify()[1].seq == 1


def test_a_chain_written_anew_with_the_key_differs_from_a_checkpoint(trail, now):
    noted = checkpoints.take(at=now).anchor()
    for row in trail[20:]:
        row.ground = "lain"
    before = trail[19].hash
    for row in trail[20:]:
        row.hash = before = chain.link(before, row)

    assert first_fault(trail) is None
    assert first_fault(trail, [noted]).seq == ROWS


def test_a_checkpoint_that_somebody_else_signed_is_refused(trail, now):
    checkpoints.take(at=now)
    text = checkpoints.path().read_text()
    checkpoints.path().write_text(text.replace(f'"seq": {ROWS}', f'"seq": {ROWS - 1}'))

    with pytest.raises(CommandError, match="baris 1 berkas checkpoint"):
        call_command("verify_audit")


def test_a_checkpoint_proves_itself_with_the_public_key_alone(trail, now, capsys):
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    note = checkpoints.take(at=now)
    call_command("audit_key")
    lines = dict(line.split(": ") for line in capsys.readouterr().out.splitlines())
    shown = lines[f"versi {note.root}"]

    key = Ed25519PublicKey.from_public_bytes(bytes.fromhex(shown))
    key.verify(bytes.fromhex(note.signature), note.signed_text())
    assert note.anchor() == Anchor(ROWS, bytes(trail[-1].hash), note.anchor().where)
    assert checkpoints.path().stat().st_mode & 0o777 == 0o600


def test_rows_written_under_an_older_root_still_hold(trail, worker, now, settings, tmp_path):
    roots = keyring.ring().roots
    settings.KEY_DIR = tmp_path / "keys"
    keyring.restore(roots)
    keyring.add_root()
    entry = audit.remember(actor=worker, action="read", kind="case", at=now)

    assert entry.root == max(roots) + 1
    assert verify() == (ROWS + 1, None)
    keyring.restore({entry.root: keyring.ring().roots[entry.root]})
    assert verify()[1].seq == 1


def test_the_file_of_the_head_only_moves_forward():
    headfile.begin(6, b"\x06" * 32)
    for seq in (7, 5):
        assert headfile.forward(seq, bytes([seq]) * 32, stands=lambda _known: True)
    headfile.begin(4, b"\x04" * 32)

    assert headfile.known().seq == 7
    assert headfile.known().hash == b"\x07" * 32


def test_only_what_was_kept_moves_the_file(worker, now, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        with pytest.raises(ZeroDivisionError):
            _fail_after_remembering(worker, now)
        kept = audit.remember(actor=worker, action="read", kind="search", at=now)

    assert (kept.seq, headfile.known().hash) == (1, kept.hash)


@pytest.mark.parametrize("sql", ["UPDATE {} SET part = 'x'", "DELETE FROM {}"])
def test_the_database_refuses_to_change_a_row(trail, sql):
    with (
        pytest.raises(DatabaseError, match="never changed or removed"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(sql.format("privacy_auditentry"))
