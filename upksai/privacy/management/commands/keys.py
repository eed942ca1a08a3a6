"""The office's keys: make them, change them, and share them out on paper."""

from django.core.management import BaseCommand, CommandError

from upksai.privacy import keyring


class Command(BaseCommand):
    help = "Kunci kantor: buat, ganti, bagi di atas kertas, pulihkan."

    def add_arguments(self, parser):
        actions = parser.add_subparsers(dest="action", required=True)
        create = actions.add_parser("create", help="buat kunci pertama")
        create.add_argument("--if-missing", action="store_true")

    def handle(self, *, action, **options):
        getattr(self, action)(**options)

    def create(self, *, if_missing: bool, **options) -> None:
        """Draw the first root."""
        try:
            keyring.create()
        except FileExistsError:
            if not if_missing:
                raise CommandError("Kunci sudah ada; tidak ada yang diubah.") from None
            return
        self.stdout.write(f"Kunci dibuat di {keyring.folder()}. Bagikan dengan `keys escrow`.")
