"""Print the public key that proves the hourly checkpoints."""

from django.core.management import BaseCommand

from upksai.privacy import checkpoints, keyring


class Command(BaseCommand):
    help = "Tampilkan kunci publik checkpoint (Ed25519) untuk disimpan pemeriksa."

    def handle(self, **options):
        for version in keyring.ring().versions:
            self.stdout.write(f"versi {version}: {checkpoints.public_key(version)}")
