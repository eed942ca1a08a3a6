"""The office's keys: make them, change them, share them out on paper, erase one file's."""

import uuid
from pathlib import Path

from django.core.management import BaseCommand, CommandError
from django.utils import timezone

from upksai.privacy import datakeys, erasure, escrow, keyring, rotation

WORDS_IN_A_LINE = 4
PAGE = """
KUNCI UPKSAI - BAGIAN {number} DARI {parts}
Dibuat {day}; memuat akar versi 1 sampai {newest}.

Dua dari tiga bagian memulihkan kunci kantor. Simpan di amplop bersegel, di tempat yang berbeda
dari dua bagian lain. Jangan difoto, jangan disalin ke komputer. Untuk memulihkan:
manage.py keys restore. Setelah `keys rotate`, hancurkan halaman ini dan pakai yang baru.

{words}
\f"""


class Command(BaseCommand):
    help = "Kunci kantor: buat, ganti, bagi di atas kertas, pulihkan, hancurkan."

    def add_arguments(self, parser):
        actions = parser.add_subparsers(dest="action", required=True)
        create = actions.add_parser("create", help="buat kunci pertama")
        create.add_argument("--if-missing", action="store_true")
        actions.add_parser("status", help="apakah semua kunci terbuka")
        rotate = actions.add_parser("rotate", help="buat akar baru dan pindahkan yang lama")
        rotate.add_argument("--resume", action="store_true", help="lanjutkan, tanpa akar baru")
        actions.add_parser("escrow", help="tiga bagian untuk dicetak; dua memulihkan")
        restore = actions.add_parser("restore", help="pulihkan akar dari dua bagian")
        restore.add_argument("--replace", action="store_true", help="ganti akar yang ada")
        backup = actions.add_parser("backup", help="salin simpanan kunci data")
        backup.add_argument("folder", type=Path)
        destroy = actions.add_parser("destroy", help="hapus satu berkas untuk selamanya")
        destroy.add_argument("key_id", type=uuid.UUID)

    def handle(self, *, action, **options):
        try:
            getattr(self, action)(**options)
        except keyring.KeysMissing as missing:
            raise CommandError(
                f"Kunci tidak ditemukan atau rusak ({missing}) di {keyring.folder()}."
            ) from None

    def create(self, *, if_missing: bool, **options) -> None:
        """Draw the first root."""
        try:
            keyring.create()
        except FileExistsError:
            if not if_missing:
                raise CommandError("Kunci sudah ada; tidak ada yang diubah.") from None
            return
        self.stdout.write(f"Kunci dibuat di {keyring.folder()}. Bagikan dengan `keys escrow`.")

    def status(self, **options) -> None:
        """Count what each root holds; ends with an error if something cannot be opened."""
        ring, counts = keyring.ring(), datakeys.count()
        self.stdout.write(f"Akar terbaru: {ring.current}")
        for root in ring.versions:
            held = counts.by_root.get(root, 0)
            self.stdout.write(f"  akar {root}: {held} kunci data")
        self.stdout.write(f"Dimusnahkan: {counts.destroyed}")
        self.stdout.write(f"Sidik nomor di bawah akar lama: {rotation.count_old_lookups()}")
        if counts.shut:
            raise CommandError(f"{counts.shut} kunci data tidak terbuka: akarnya hilang atau lain.")
        self.stdout.write("Semua kunci data terbuka.")

    def rotate(self, *, resume: bool, **options) -> None:
        """Draw a new root, unless the last change was interrupted; then move what is old."""
        if not resume:
            keyring.add_root()
        newest = keyring.ring().current
        self.stdout.write(f"Akar {newest} dipakai untuk semua yang baru; yang lama dipindahkan.")
        self.stdout.write(f"Kunci data dipindahkan: {sum(rotation.rewrap_all())}")
        self.stdout.write(f"Sidik nomor dibuat ulang: {sum(rotation.renew_lookups())}")
        self.stdout.write("Cetak bagian kertas yang baru: `keys escrow`.")

    def escrow(self, **options) -> None:
        """Print three pages, each for another keeper; nothing is written to the disk."""
        ring = keyring.ring()
        for part in escrow.parts_of(ring.roots):
            self.stdout.write(
                PAGE.format(
                    number=escrow.number_of(part),
                    parts=escrow.PARTS,
                    day=timezone.localdate().isoformat(),
                    newest=ring.current,
                    words=_in_lines(part.split()),
                )
            )

    def restore(self, *, replace: bool, **options) -> None:
        """Write the roots back from two parts that somebody types."""
        if keyring.is_readable() and not replace:
            raise CommandError("Akar masih ada dan terbaca; tidak ada yang diubah (--replace).")
        try:
            roots = escrow.roots_of(self._ask("Bagian pertama"), self._ask("Bagian kedua"))
        except escrow.WrongParts as reason:
            raise CommandError(str(reason)) from None
        if not datakeys.fits(roots):
            raise CommandError(
                f"Akar dari kedua bagian ini tidak cocok: tidak satu pun kunci di {keyring.STORE}"
                " terbuka. Tidak ada yang diubah. Pakai bagian terbaru dari kantor ini."
            )
        keyring.restore(roots)
        self.stdout.write(f"{len(roots)} akar dipulihkan.")
        if not (keyring.folder() / keyring.STORE).exists():
            raise CommandError(f"Kembalikan juga {keyring.STORE} dari cadangan ke folder kunci.")
        self.status()

    def backup(self, *, folder: Path, **options) -> None:
        """Copy the store of data keys; the roots are not in it."""
        target = folder / f"data-keys-{timezone.localtime():%Y%m%d-%H%M%S}.sqlite3"
        try:
            datakeys.back_up(target)
        except OSError:
            raise CommandError(f"{target} tidak dapat ditulis.") from None
        self.stdout.write(f"Disalin ke {target}. Hapus salinan lama: salinan menunda pemusnahan.")

    def destroy(self, *, key_id: uuid.UUID, **options) -> None:
        """Erase what one key sealed, after it was named twice more."""
        for table, rows in erasure.sealed_rows(key_id):
            if rows:
                self.stdout.write(f"  {table}: {rows} baris tidak akan terbaca lagi")
        for again in ("Ketik nomor kunci untuk memusnahkan", "Ketik sekali lagi"):
            if self._ask(again).strip() != str(key_id):
                raise CommandError("Nomor tidak sama; tidak ada yang dimusnahkan.")
        if not datakeys.exists(key_id):
            raise CommandError("Tidak ada kunci hidup dengan nomor itu.")
        rows = erasure.destroy_file(key_id, at=timezone.now())
        self.stdout.write(f"Dimusnahkan. {rows} baris tetap ada, isinya tidak terbaca siapa pun,")
        self.stdout.write("juga dalam cadangan basis data. Hapus salinan lama simpanan kunci data.")

    def _ask(self, what: str) -> str:
        try:
            return input(f"{what}: ")
        except EOFError:
            raise CommandError("Tidak ada jawaban; tidak ada yang diubah.") from None


def _in_lines(words: list[str]) -> str:
    numbered = [f"{place:>3} {word:<10}" for place, word in enumerate(words, 1)]
    starts = range(0, len(words), WORDS_IN_A_LINE)
    return "\n".join(" ".join(numbered[at : at + WORDS_IN_A_LINE]) for at in starts)
