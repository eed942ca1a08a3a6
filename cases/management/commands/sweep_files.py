"""Takes away sealed files that no paper refers to; to be run every night."""

from datetime import timedelta

from django.core.management.base import BaseCommand
from django.utils import timezone

from cases.sweeping import sweep_files


class Command(BaseCommand):
    help = "Membuang berkas tersegel yang tidak dirujuk dokumen mana pun dan lebih tua dari sehari."

    def handle(self, *args, **options):
        """Leave alone what is younger than a day: its transaction may still be running."""
        swept = sweep_files(before=timezone.now() - timedelta(days=1))
        self.stdout.write(f"{swept} berkas dibuang.")
