"""Takes away sealed files that no paper refers to; to be run every night."""

from argparse import ArgumentParser
from datetime import timedelta

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from cases.sweeping import ManyOrphansError, sweep_files


class Command(BaseCommand):
    help = "Membuang berkas tersegel yang tidak dirujuk dokumen mana pun dan lebih tua dari sehari."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--even-many", action="store_true", help="buang juga bila jumlahnya mencurigakan"
        )

    def handle(self, *, even_many: bool, **options) -> None:
        """Leave alone what is younger than a day: its transaction may still be running."""
        before = timezone.now() - timedelta(days=1)
        try:
            swept = sweep_files(before=before, even_many=even_many)
        except ManyOrphansError as many:
            raise CommandError(
                "{} dari {} berkas tidak dirujuk dokumen mana pun: mungkin basis data ini bukan "
                "pasangannya. Tidak ada yang dibuang. Periksa; bila benar, ulangi dengan "
                "--even-many.".format(*many.args)
            ) from None
        self.stdout.write(f"{swept} berkas dibuang.")
