"""Finding people by name although no name lies open on the disk: an index held in memory.

Each process keeps one index of a table's names. Before a search it reads what other processes have
changed since: every row carries the number of the transaction that wrote it last, and all rows at
or above the oldest transaction still running at the last look are read again (PostgreSQL
documentation, "Transaction ID and Snapshot Information Functions"). Words that resemble each other
are found by Jaro–Winkler similarity (Winkler 1990), 0 to 1.
"""

import heapq
import re
import threading
import unicodedata
import uuid
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from operator import itemgetter

from django.apps import apps
from django.db import migrations, models
from rapidfuzz.distance import JaroWinkler
from rapidfuzz.process import extract

from . import datakeys, reading
from .fields import Unreadable

#: From here on two words may be the same word, misspelt.
SAME_WORD = 0.86
#: A word that only begins alike counts for less than the whole word.
BEGINS_ALIKE = 0.9
SHORTEST = 2
#: Names that are shut are tried again one by one; when there are more, keys are missing as such.
MOST_SHUT = 1_000
#: How the same sound was and is written; and letters people double or drop.
SPELLINGS = (
    ("oe", "u"),
    ("dj", "j"),
    ("tj", "c"),
    ("sj", "s"),
    ("sy", "s"),
    ("ph", "f"),
    ("y", "i"),
)
#: Comes after every letter and digit a word can have.
LAST = "\x7f"
NOT_NAMES = frozenset({"bin", "binti", "an", "anak", "bayi"})


def words_of(name: str) -> tuple[str, ...]:
    """The words of a name in one spelling: without accents, titles and doubled letters."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    for written, sound in SPELLINGS:
        plain = plain.replace(written, sound)
    single = re.sub(r"(.)\1+", r"\1", plain)
    return tuple(word for word in re.findall(r"[a-z0-9]+", single) if word not in NOT_NAMES)


@dataclass(frozen=True)
class Named:
    """A row whose name resembles what was asked for."""

    pk: Hashable
    covered: float  # how much of what was asked for stands in the name, 0 to 1
    alike: float  # how alike both names are as a whole, 0 to 1


class ChangedIn(models.BigIntegerField):
    """The number of the transaction that wrote a row last; a trigger keeps it."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs | {"default": 0, "editable": False, "db_index": True})


def follow_changes(table: str) -> migrations.RunSQL:
    """A migration operation after which `changed_in` of a table is kept by the database."""
    return migrations.RunSQL(
        f"""
        CREATE OR REPLACE FUNCTION upksai_changed_in() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            NEW.changed_in := pg_current_xact_id()::text::bigint;
            RETURN NEW;
        END $$;
        CREATE TRIGGER {table}_changed_in BEFORE INSERT OR UPDATE ON {table}
        FOR EACH ROW EXECUTE FUNCTION upksai_changed_in();
        """,
        f"DROP TRIGGER {table}_changed_in ON {table}",
    )


#: The oldest transaction that was still running when the rows were read.
OLDEST_RUNNING = models.Func(
    template="pg_snapshot_xmin(pg_current_snapshot())::text::bigint",
    output_field=models.BigIntegerField(),
)
#: Every index there is in this process.
ALL: list["NameIndex"] = []


class NameIndex:
    """All names of one sealed field of one table, in memory.

    Keys are held as whole numbers: Python compares those ten times faster than UUIDs.
    """

    def __init__(self, label: str, field: str):
        self.label, self.field_name = label, field
        ALL.append(self)
        self.lock = threading.Lock()
        self.begin_anew()

    def begin_anew(self) -> None:
        """Know no name; the next search reads all of them."""
        self.words: dict[int, tuple[str, ...]] = {}
        self.rows: dict[str, set[int]] = defaultdict(set)
        self.seen_until = 0
        #: What could not be opened although it was not erased: it may once the keys are back.
        self.shut: set[Hashable] = set()
        self.vocabulary: list[str] = []  # in order
        self.is_in_order = True
        self.destroyed: frozenset[uuid.UUID] = frozenset()

    def warm_up(self) -> None:
        """Open all names now, so that the first search need not wait for it."""
        with self.lock:
            self._catch_up()

    def find(self, name: str, *, limit: int = 20) -> list[Named]:
        """Rows with a name like this one, the likeliest first; some may be gone or hidden."""
        asked = words_of(name)
        if not asked or len("".join(asked)) < SHORTEST:
            return []
        with self.lock:
            self._catch_up()
            scores = self._scores(asked)
            best = heapq.nsmallest(limit, scores, key=lambda pk: self._rank(pk, scores[pk]))
            return [self._named(pk, scores[pk], len(asked)) for pk in best]

    def _rank(self, pk: int, score: float) -> tuple:
        """The more of it, the fewer other words; the key decides, so that every process agrees."""
        return -score, len(self.words[pk]), pk

    def _named(self, pk: int, score: float, asked: int) -> Named:
        key = apps.get_model(self.label)._meta.pk.to_python(pk)
        return Named(key, score / asked, 2 * score / (asked + len(self.words[pk])))

    def _scores(self, asked: tuple[str, ...]) -> dict[int, float]:
        """For rows in which most of the words asked for stand: how well, all words together."""
        if len(asked) == 1:
            return self._rows_with(asked[0])
        total: dict[int, float] = defaultdict(float)
        hits: dict[int, int] = defaultdict(int)
        for word in asked:
            for pk, score in self._rows_with(word).items():
                total[pk] += score
                hits[pk] += 1
        enough = max(1, len(asked) - (len(asked) > 2))
        return {pk: score for pk, score in total.items() if hits[pk] >= enough}

    def _rows_with(self, word: str) -> dict[int, float]:
        found: dict[int, float] = {}
        # The best score of a row is written last.
        for other, score in sorted(self._resembling(word), key=itemgetter(1)):
            found.update(dict.fromkeys(self.rows[other], score))
        return found

    def _resembling(self, word: str) -> Iterable[tuple[str, float]]:
        begin = bisect_left(self.vocabulary, word)
        end = bisect_left(self.vocabulary, word + LAST)
        yield from ((other, BEGINS_ALIKE) for other in self.vocabulary[begin:end])
        alike = extract(
            word, self.vocabulary, scorer=JaroWinkler.similarity, score_cutoff=SAME_WORD, limit=None
        )
        yield from ((other, score) for other, score, _place in alike)

    def _catch_up(self) -> None:
        model = apps.get_model(self.label)
        if len(self.shut) > MOST_SHUT:
            self.shut, self.seen_until = set(), 0
        is_new = models.Q(changed_in__gte=self.seen_until) | models.Q(pk__in=self.shut)
        changed = model._default_manager.filter(is_new).order_by()
        self._forget_destroyed()
        if not self.words:
            datakeys.preload()
        with reading.unwatched():
            self._take_in(model, changed.values_list("pk", self.field_name, OLDEST_RUNNING))
        if not self.is_in_order:
            self.vocabulary, self.is_in_order = sorted(self.rows), True

    def _forget_destroyed(self) -> None:
        """Forget names whose file was erased; a child's file and row have the same id."""
        gone = datakeys.destroyed()
        for key_id in gone - self.destroyed:
            self._put(int(key_id), ())
        self.destroyed = gone

    def _take_in(self, model, rows) -> None:
        field = model._meta.get_field(self.field_name)
        seen_until = self.seen_until
        for key, sealed, oldest_running in rows.iterator(chunk_size=2000):
            seen_until = oldest_running
            pk, name = int(key), field.open(sealed, model, key)
            is_shut = isinstance(name, Unreadable)
            if is_shut and key not in self.destroyed:
                self.shut.add(key)
            else:
                self.shut.discard(key)
            words = () if is_shut else words_of(name)
            if self.words.get(pk, ()) != words:
                self._put(pk, words)
        self.seen_until = seen_until

    def _put(self, pk: int, words: tuple[str, ...]) -> None:
        for word in self.words.pop(pk, ()):
            self.rows[word].discard(pk)
            if not self.rows[word]:
                del self.rows[word]
                self.is_in_order = False
        if words:
            self.words[pk] = words
            for word in words:
                self.is_in_order &= word in self.rows
                self.rows[word].add(pk)
