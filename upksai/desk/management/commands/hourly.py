"""The hourly work, called by script/serve.py or by the machine's own timer."""

from django.core.management import BaseCommand
from django.utils import timezone

from upksai.desk.hourly import do_hourly_work


class Command(BaseCommand):
    help = "Pekerjaan tiap jam: checkpoint jejak audit, hapus draf laporan yang kedaluwarsa."

    def handle(self, **options):
        do_hourly_work(at=timezone.now())
