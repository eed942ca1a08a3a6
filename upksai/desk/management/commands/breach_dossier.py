"""Write down who saw what of whom, when something has leaked."""

import csv
import os
from contextlib import contextmanager
from datetime import datetime, time
from pathlib import Path

from django.core.management import BaseCommand, CommandError
from django.utils import timezone
from django.utils.dateparse import parse_date, parse_datetime

from cases.models import Case
from upksai.accounts.models import User
from upksai.desk.dossier import dossier
from upksai.privacy import audit
from upksai.privacy.models import AuditEntry


class Command(BaseCommand):
    help = "Berkas kebocoran: siapa melihat apa dari kasus mana sejak suatu saat (CSV)."

    def add_arguments(self, parser):
        parser.add_argument("--since", required=True, help="2026-11-23 atau 2026-11-23T09:00")
        only = parser.add_mutually_exclusive_group()
        only.add_argument("--user", help="nama pengguna")
        only.add_argument("--case", help="nomor kasus")
        parser.add_argument("--out", required=True, type=Path, help="berkas baru; tidak ditimpa")

    def handle(self, *, since, user, case, out, **options):
        chosen = {
            "since": _moment(since),
            "user": user and _found(User.objects.filter(username=user), user),
            "case": case and _found(Case.objects.filter(number=case), case),
        }
        with _new_file(out) as sheet:
            made = _remember(chosen["case"])
            count = _write(sheet, dossier(before=made.seq, **chosen))
        self.stdout.write(f"{count - 1} baris ditulis ke {out}.")


def _moment(text: str) -> datetime:
    try:
        moment = parse_datetime(text) if "T" in text else parse_date(text)
    except ValueError:
        moment = None
    if moment is None:
        raise CommandError(f"{text} bukan tanggal: tulis 2026-11-23 atau 2026-11-23T09:00.")
    if not isinstance(moment, datetime):
        moment = datetime.combine(moment, time.min)
    return moment if timezone.is_aware(moment) else timezone.make_aware(moment)


def _found(records, text: str):
    if (record := records.first()) is None:
        raise CommandError(f"Tidak ada {text}.")
    return record


def _remember(case: Case | None) -> AuditEntry:
    """Kept for good before the first word is written: who has the dossier cannot have it untold."""
    return audit.remember(
        actor=None, action="dossier", kind="audit", case=case and case.pk, at=timezone.now()
    )


@contextmanager
def _new_file(out: Path):
    """A file that only its owner reads, never over another one, and none at all if this fails."""
    try:
        file = os.open(out, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        raise CommandError(f"{out} sudah ada; tidak ditimpa.") from None
    try:
        with os.fdopen(file, "w", encoding="utf-8", newline="") as sheet:
            yield sheet
    except BaseException:
        out.unlink()
        raise


def _write(sheet, rows) -> int:
    writer = csv.writer(sheet)
    return sum(1 for row in rows if writer.writerow(row))
