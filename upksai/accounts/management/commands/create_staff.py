"""Make an account for a member of the team."""

from getpass import getpass

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management import BaseCommand, CommandError

from upksai.accounts.models import User
from upksai.accounts.roles import STORED_ROLES


class Command(BaseCommand):
    help = "Buat akun petugas. Kata sandi ditanyakan, tidak pernah ditulis di baris perintah."

    def add_arguments(self, parser):
        parser.add_argument("username")
        parser.add_argument("--name", required=True, help="nama lengkap")
        parser.add_argument("--role", required=True, choices=[role.value for role in STORED_ROLES])

        parser.add_argument("--email", default="", help="alamat surel untuk kabar tanpa isi")

    def handle(self, *, username, name, role, email, **options):
        user = User(username=username, full_name=name, role=role, email=email)
        password = getpass("Kata sandi (paling sedikit 15 karakter): ")
        if password != getpass("Ulangi kata sandi: "):
            raise CommandError("Kedua kata sandi berbeda. Jalankan lagi.")
        try:
            validate_password(password, user)
            user.set_password(password)
            user.full_clean()
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from None
        user.save()
        self.stdout.write(f"Akun {username} dibuat sebagai {user.get_role_display()}.")
