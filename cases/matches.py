"""Whether a child may be known already: hints for those who write down a new report."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef

from upksai.accounts.need_to_know import not_sealed_from
from upksai.privacy import reading
from upksai.privacy.lookups import fingerprints
from upksai.privacy.names import NameIndex

from .models import Case, CaseChild, Child

#: How alike two names must be to be worth a look, 0 to 1.
ALIKE = 0.75
#: How a hint tells of a record: by its number, or only that the head should look.
NAMED, UNNAMED = "hint", "hint without number"
#: The names of all children, in memory.
CHILDREN = NameIndex("cases.Child", "full_name")


@dataclass(frozen=True)
class Match:
    """A case that may be about the same child. It says why, and nothing else about the child."""

    pk: UUID
    number: str
    pseudonym: str
    state: str
    why: str


@dataclass(frozen=True)
class Matches:
    """Cases the reader may open, and whether there may be others: without number or reason."""

    cases: list[Match]
    hidden: list[UUID] = field(default_factory=list)

    def __bool__(self):
        return bool(self.cases or self.has_others)

    def __iter__(self):
        return iter(self.cases)

    @property
    def has_others(self) -> bool:
        """Whether there may be cases that the reader may not open."""
        return bool(self.hidden)

    def looked_at(self) -> Iterator[dict[str, Any]]:
        """Each case that is hinted at, as the audit trail keeps it."""
        for case in self.cases:
            yield {"record": case.pk, "case": case.pk, "part": NAMED}
        for pk in self.hidden:
            yield {"record": pk, "case": pk, "part": UNNAMED}


def possible_matches(
    *, reader, name: str = "", nik: str = "", birth_date: date | None = None, limit: int = 5
) -> Matches:
    """Cases that may already be about this child. A hint for intake; it never decides.

    What is sealed from the reader is not even hinted at (docs/adr/0016).
    """
    mine = Case.objects.visible_to(reader).filter(pk=OuterRef("pk"))
    known = Case.objects.filter(not_sealed_from(reader)).annotate(is_mine=Exists(mine))
    shown: dict[Any, Match] = {}
    hidden: dict[UUID, None] = {}
    for why, children in _alike(name=name, nik=nik, birth_date=birth_date):
        links = CaseChild.objects.filter(case=OuterRef("pk"), child__in=children)
        for case in known.filter(Exists(links)).order_by("-is_mine", "pk")[:limit]:
            match = Match(case.pk, case.number, case.pseudonym, case.get_state_display(), why)
            if getattr(case, "is_mine", False):
                shown.setdefault(case.pk, match)
            else:
                hidden[case.pk] = None
    return Matches(list(shown.values())[:limit], list(hidden))


def _alike(*, name: str, nik: str, birth_date: date | None):
    if nik:
        yield "NIK sama", Child.objects.filter(nik_lookup__in=fingerprints("nik", nik))
    alike = [named.pk for named in CHILDREN.find(name) if named.alike >= ALIKE]
    if alike:
        if same_day := born_on(birth_date, Child.objects, alike):
            yield "nama mirip dan tanggal lahir sama", same_day
        yield "nama mirip", alike


def born_on(day: date | None, people, keys: list) -> list:
    """Those of these people who were born on a day; nobody, if the day is not known."""
    if day is None:
        return []
    with reading.unwatched():
        return [child.pk for child in people.filter(pk__in=keys) if child.birth_date == day]


def children_called(text: str) -> list:
    """Keys of children with such a name, the likeliest first."""
    return [named.pk for named in CHILDREN.find(text)]
