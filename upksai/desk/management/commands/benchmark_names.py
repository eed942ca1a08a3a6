"""How long a search by name takes among many children; works in a transaction it takes back."""

import random
import resource
import tempfile
from collections.abc import Iterator
from statistics import median, quantiles
from time import perf_counter
from uuid import uuid4

from django.conf import settings
from django.core.management import BaseCommand, CommandError
from django.db import connection, transaction
from psycopg2.extras import execute_values

from cases.models import Child
from upksai.desk.demo.names import BOYS, FAMILIES, GIRLS
from upksai.privacy import cipher, datakeys, keyring
from upksai.privacy.names import NameIndex

SYLLABLES = ("ra", "di", "su", "wi", "na", "ti", "ka", "mo", "ar", "yu", "se", "lan", "tri", "fa")
#: One child in twelve bears the commonest name, as in many a school register.
COMMON, ONE_IN = "Muhammad", 12
ASKED = {
    "satu kata yang sangat umum": "muhammad",
    "dua kata, salah ketik": "muhamad setyawan",
    "salah ketik": "kinanthi larass",
    "awal nama panggilan": "kin",
    "tiga kata, satu keliru": "siti nabila wibisana",
    "tidak ada yang mirip": "xqzvw",
}


class Command(BaseCommand):
    help = "Ukur pencarian nama di antara banyak anak; tidak menyimpan apa pun."

    def add_arguments(self, parser):
        parser.add_argument("--children", type=int, default=100_000)

    def handle(self, *, children, **options):
        if not settings.DEMO:
            raise CommandError("Hanya untuk kantor contoh (DEMO=1).")
        # Keys of its own, so that nothing is left among the office's.
        with tempfile.TemporaryDirectory() as folder, transaction.atomic():
            settings.KEY_DIR = folder
            keyring.create()
            with datakeys.all_at_once():
                add_children(children)
            self._measure()
            transaction.set_rollback(True)

    def _measure(self) -> None:
        before, index = _megabytes(), NameIndex("cases.Child", "full_name")
        begun = perf_counter()
        index.warm_up()
        taken = perf_counter() - begun
        self.stdout.write(
            f"{len(index.words)} anak: siap dalam {taken:.1f} s, {_megabytes() - before:.0f} MB"
        )
        for label, asked in ASKED.items():
            times = sorted(_milliseconds(index, asked) for _time in range(20))
            typical, slow = median(times), quantiles(times, n=20)[-1]
            self.stdout.write(f"{label:28}{typical:8.1f} ms{slow:8.1f} ms (95 %)")


def add_children(count: int) -> None:
    """Children of whom nothing is known but the name."""
    with connection.cursor() as cursor:
        # As if written long ago: what this transaction wrote, every search would read again.
        cursor.execute("ALTER TABLE cases_child DISABLE TRIGGER cases_child_changed_in")
        first = Child.objects.create(full_name=COMMON)
        cursor.execute("CREATE TEMPORARY TABLE drawn (id uuid, name bytea) ON COMMIT DROP")
        execute_values(cursor.cursor, "INSERT INTO drawn VALUES %s", _drawn(count), page_size=1000)
        cursor.execute(
            "SELECT column_name FROM information_schema.columns WHERE table_name = 'cases_child'"
        )
        columns = [column for (column,) in cursor.fetchall()]
        own = {"id": "drawn.id", "full_name": "drawn.name", "form_key": "gen_random_uuid()"}
        values = ", ".join(own.get(column, f"child.{column}") for column in columns)
        cursor.execute(
            f"INSERT INTO cases_child ({', '.join(columns)}) SELECT {values}"  # noqa: S608 -- the database's own column names
            " FROM cases_child child, drawn WHERE child.id = %s",
            [first.pk],
        )
        cursor.execute("ANALYZE cases_child")


def _drawn(count: int) -> Iterator[tuple[str, bytes]]:
    draw = random.Random(7)  # noqa: S311 -- invented names
    for _child in range(count):
        key = uuid4()
        bound_to = cipher.place("cases_child", "full_name", key, key)
        name = _name(draw).encode()
        yield str(key), cipher.seal(name, datakeys.get_or_create(key), key, bound_to)


def _name(draw: random.Random) -> str:
    first = COMMON if draw.randrange(ONE_IN) == 0 else draw.choice(BOYS + GIRLS)
    invented = "".join(draw.choices(SYLLABLES, k=draw.randint(2, 4))).capitalize()
    return " ".join([first, invented, draw.choice(FAMILIES)][: draw.randint(2, 3)])


def _milliseconds(index: NameIndex, asked: str) -> float:
    begun = perf_counter()
    index.find(asked)
    return (perf_counter() - begun) * 1000


def _megabytes() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
