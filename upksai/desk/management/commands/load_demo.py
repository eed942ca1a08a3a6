"""Fill an empty database with the demo office (DEMO=1 only)."""

from django.conf import settings
from django.core.management import BaseCommand, CommandError
from django.utils import timezone

from cases.models import Case
from upksai.accounts.models import User
from upksai.desk.demo.load import load_office


class Command(BaseCommand):
    help = "Isi basis data kosong dengan kantor contoh; semua orang di dalamnya rekaan."

    def add_arguments(self, parser):
        parser.add_argument(
            "--if-empty", action="store_true", help="diam saja bila sudah ada petugas atau kasus"
        )

    def handle(self, *, if_empty: bool, **options):
        if not settings.DEMO:
            raise CommandError(
                "Data contoh hanya boleh dimuat bila DEMO=1; basis data ini bukan contoh."
            )
        if User.objects.exists() or Case.objects.exists():
            if if_empty:
                return
            raise CommandError(
                "Basis data sudah berisi petugas atau kasus; data contoh hanya untuk yang kosong."
            )
        office = load_office(now=timezone.now(), tell=self.stdout.write)
        self._say_where(office)

    def _say_where(self, office) -> None:
        """The edge cases with their numbers: nothing that opens anything."""
        self.stdout.write("Keadaan khusus yang dapat dicoba:")
        for edge, numbers in sorted(office.edges.items()):
            self.stdout.write(f"- {edge}: {', '.join(numbers)}")
        self.stdout.write(f"Selesai: {Case.objects.count()} kasus contoh.")
