"""Give the role of the web process its rights; run as the owner after every `migrate`."""

from django.conf import settings
from django.core.management import BaseCommand, CommandError
from django.db import connection

from upksai.privacy.grants import grant_web


class Command(BaseCommand):
    help = "Beri hak kepada peran basis data yang dipakai server web (jalankan setelah migrate)."

    def handle(self, **options):
        role = settings.WEB_ROLE
        if not role or role == connection.settings_dict["USER"]:
            raise CommandError(
                "Isi OWNER_DATABASE_URL dengan pemilik tabel, dan DATABASE_URL dengan peran lain."
            )
        grant_web(role)
        self.stdout.write(f"Peran {role} siap.")
