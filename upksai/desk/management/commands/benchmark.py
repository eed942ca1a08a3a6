"""How lists and pages slow down as rows grow: ratios within one run, on the demo office."""

from collections.abc import Callable
from functools import partial
from statistics import median
from time import perf_counter

from django.conf import settings
from django.core.management import BaseCommand, CommandError
from django.db import connection, transaction
from django.test import Client

from cases.models import Case
from upksai.accounts.models import User

#: Tables to multiply, and the columns that must stay unique, with what they become in a copy.
TABLES = {
    "cases_case": {
        "id": "gen_random_uuid()",
        "form_key": "gen_random_uuid()",
        "number": "number || '-' || n",
    },
    "complaints_complaint": {
        "id": "gen_random_uuid()",
        "form_key": "gen_random_uuid()",
        "number": "number || '-' || n",
        "finder": "NULL",
    },
    "cases_child": {"id": "gen_random_uuid()", "form_key": "gen_random_uuid()"},
}
PAGES = {
    "kasus, tampilan aktif": "/petugas/kasus/",
    "kasus, semua": "/petugas/kasus/?tampil=semua",
    "kasus, satu kecamatan": "/petugas/kasus/?tampil=semua&kecamatan=33.74.10",
    "kasus, menurut nomor": "/petugas/kasus/?tampil=semua&sort=nomor",
    "pengaduan, semua": "/petugas/pengaduan/?tampil=semua",
    "pekerjaan saya": "/petugas/",
}


class Command(BaseCommand):
    help = "Ukur berapa kali lebih lambat halaman bila barisnya berlipat; tidak menyimpan apa pun."

    def add_arguments(self, parser):
        parser.add_argument("--copies", type=int, default=100)

    def handle(self, *, copies, **options):
        if not settings.DEMO:
            raise CommandError("Hanya untuk kantor contoh (DEMO=1).")
        settings.ALLOWED_HOSTS = ["*"]
        client = Client(HTTP_HOST="localhost")
        client.force_login(User.objects.get(username="ketua"))
        case = Case.objects.in_progress().order_by("number").first()
        if case is None:
            raise CommandError("Kantor contoh belum terisi: jalankan `manage.py load_demo`.")
        pages = PAGES | {"satu kasus": case.get_absolute_url()}
        with transaction.atomic():
            few, before = Case.objects.count(), self._measure(client, pages)
            for table, changed in TABLES.items():
                multiply(table, changed, copies)
            many, after = Case.objects.count(), self._measure(client, pages)
            transaction.set_rollback(True)
        self.stdout.write(f"{'halaman':32}{few:>9} kasus{many:>9} kasus   kali")
        for name in pages:
            line = f"{name:32}{before[name]:12.1f} ms{after[name]:12.1f} ms"
            self.stdout.write(f"{line}{after[name] / before[name]:7.2f}")

    def _measure(self, client: Client, pages: dict[str, str]) -> dict[str, float]:
        return {name: milliseconds(partial(client.get, url)) for name, url in pages.items()}


def multiply(table: str, changed: dict[str, str], copies: int) -> None:
    """Add `copies` copies of every row of a table, each in the state of its original."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT column_name FROM information_schema.columns WHERE table_name = %s", [table]
        )
        columns = [name for (name,) in cursor.fetchall()]
        values = ", ".join(changed.get(name, name) for name in columns)
        cursor.execute(
            f"INSERT INTO {table} ({', '.join(columns)}) "  # noqa: S608 -- names from our own tables
            f"SELECT {values} FROM {table}, generate_series(1, {copies}) AS n"
        )
        cursor.execute(f"ANALYZE {table}")


def milliseconds(ask: Callable[[], object], times: int = 7) -> float:
    """The median time of some calls, after one to warm up."""
    ask()
    taken = []
    for _time in range(times):
        begun = perf_counter()
        ask()
        taken.append((perf_counter() - begun) * 1000)
    return median(taken)
