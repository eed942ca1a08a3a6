"""The office in which the stories play: its people, its partners, its districts, its words."""

from collections import Counter
from datetime import datetime
from itertools import count
from random import Random

from django.conf import settings
from django.contrib.auth.hashers import make_password

from upksai.accounts.models import User
from upksai.directory.models import Institution, Subdistrict

from . import mix
from .diary import Diary
from .names import STAFF
from .words import Words

SEED = "upksai-contoh"
PASSWORD = "contoh-upksai-2026"  # noqa: S105 -- printed by script/server; only made when DEMO=1
#: A NIK with a serial from here on was surely never issued.
FIRST_SERIAL = 9001


def hire() -> dict[str, User]:
    """Make the nine demo accounts."""
    if not settings.DEMO:
        raise RuntimeError("demo accounts exist only where DEMO=1")
    made, secret = {}, make_password(PASSWORD)
    for username, name, role in STAFF:
        user = User(username=username, full_name=name, role=role, email=f"{username}@contoh.id")
        user.password = secret
        user.save()
        made[username] = user
    return made


class Office:
    """Everything a story needs to look something up."""

    def __init__(self, now: datetime, staff: dict[str, User]):
        self.now = now
        self.diary = Diary(now)
        self.words = Words(SEED)
        self.head = staff["ketua"]
        self.intake = [staff["pengaduan1"], staff["pengaduan2"]]
        self.workers = [staff["peksos1"], staff["peksos2"]]
        self.data_officers = [staff["data1"], staff["data2"]]
        self.partners = {partner.code: partner for partner in Institution.objects.all()}
        self.subdistricts: dict[str, Subdistrict] = {
            place.code: place for place in Subdistrict.objects.select_related("district")
        }
        self.counts: Counter[str] = Counter()
        #: Edge cases of domain.md §6: what it is, and the numbers under which it stands.
        self.edges: dict[str, list[str]] = {}
        self._serials = count(FIRST_SERIAL)

    def chance(self, *parts) -> Random:
        """A source of chance of its own for one story, the same in every load."""
        return Random("/".join([SEED, *map(str, parts)]))  # noqa: S311 -- invented people

    def serial(self) -> int:
        """The next NIK serial that no office ever gave out: 9001 to 9999, then again."""
        return (next(self._serials) - FIRST_SERIAL) % 999 + FIRST_SERIAL

    def place(self, rng: Random) -> Subdistrict:
        """A kelurahan: its kecamatan by weight, then any of its own."""
        district = mix.draw(rng, mix.DISTRICT)
        return rng.choice([p for code, p in self.subdistricts.items() if code.startswith(district)])

    def mark(self, edge: str, record) -> None:
        """Remember under which number an edge case stands."""
        self.edges.setdefault(edge, []).append(record.number)
