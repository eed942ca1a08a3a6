"""Check that nobody has bent the audit trail."""

from django.core.management import BaseCommand, CommandError

from upksai.privacy.verifying import verify


class Command(BaseCommand):
    help = "Periksa jejak audit; sebut baris pertama yang diubah, hilang, disisipkan atau dipindah."

    def handle(self, **options):
        count, fault = verify()
        if fault:
            raise CommandError(f"Jejak rusak pada baris {fault.seq}: {fault.reason}.")
        self.stdout.write(f"Jejak utuh: {count} baris.")
