"""Check that nobody has bent the audit trail."""

from pathlib import Path

from django.core.management import BaseCommand, CommandError

from upksai.privacy import mailed
from upksai.privacy.checkpoints import Checkpoint
from upksai.privacy.verifying import verify


class Command(BaseCommand):
    help = "Periksa jejak audit; sebut baris pertama yang diubah, hilang, disisipkan atau dipindah."

    def add_arguments(self, parser):
        told = "surel catatan yang disimpan di luar kantor, atau berkas berisi barisnya"
        parser.add_argument("--note", action="append", default=[], type=Path, help=told)
        told = "kunci publik dari audit_key yang disimpan pemeriksa; satu untuk tiap versi"
        parser.add_argument("--key", action="append", default=[], help=told)

    def handle(self, *, note, key, **options):
        notes = _proven(note, key)
        count, fault = verify(notes)
        if fault:
            raise CommandError(f"Jejak rusak pada baris {fault.seq}: {fault.reason}.")
        self.stdout.write(f"Jejak utuh: {count} baris.")
        if notes:
            last = max(notes, key=lambda one: one.seq)
            told = f"Cocok dengan {len(notes)} catatan yang dikirim, yang terakhir dari {last.time}"
            self.stdout.write(f"{told} pada baris {last.seq}.")


def _proven(files: list[Path], keys: list[str]) -> list[Checkpoint]:
    """The notes in these files; each must be signed with one of the keys."""
    if bool(files) != bool(keys):
        raise CommandError("Beri --note dan --key bersama-sama.")
    try:
        proofs = [mailed.public_key(key) for key in keys]
    except ValueError:
        raise CommandError("--key bukan kunci publik: 64 huruf dan angka dari audit_key.") from None
    notes = [one for file in files for one in _notes(file)]
    if forged := mailed.forged(notes, proofs):
        raise CommandError(f"Catatan {forged.time} tidak bertanda tangan kunci ini.")
    return notes


def _notes(file: Path) -> list[Checkpoint]:
    try:
        found = mailed.notes_in(file.read_bytes())
    except OSError:
        raise CommandError(f"{file} tidak dapat dibaca.") from None
    if not found:
        raise CommandError(f"{file} tidak memuat catatan jejak.")
    return found
