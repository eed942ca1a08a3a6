"""Reads about cases that are too big for a QuerySet method."""

from dataclasses import dataclass
from datetime import date

from django.contrib.postgres.search import TrigramSimilarity
from django.db.models import Q

from .models import CaseChild, Child

#: How alike two names must be to be worth a look, 0 to 1 (trigram similarity).
ALIKE = 0.45


@dataclass(frozen=True)
class Match:
    """A case that may be about the same child. It says why, and nothing else about the child."""

    number: str
    pseudonym: str
    state: str
    why: str


def possible_matches(
    *, name: str = "", nik: str = "", birth_date: date | None = None, limit: int = 5
) -> list[Match]:
    """Cases that may already be about this child. A hint for intake; it never decides."""
    found: dict[str, Match] = {}
    for why, children in _alike(name=name, nik=nik, birth_date=birth_date):
        links = CaseChild.objects.filter(child__in=children).select_related("case")[:limit]
        for link in links:
            case = link.case
            found.setdefault(
                case.number,
                Match(case.number, case.pseudonym, case.get_state_display(), why),
            )
    return list(found.values())[:limit]


def _alike(*, name: str, nik: str, birth_date: date | None):
    if nik:
        yield "NIK sama", Child.objects.filter(nik=nik)
    if len(name.strip()) >= 3:
        alike = (
            Child.objects.filter(full_name__trigram_similar=name)
            .annotate(alike=TrigramSimilarity("full_name", name))
            .filter(alike__gte=ALIKE)
        )
        same_day = Q(birth_date=birth_date) if birth_date else Q(pk=None)
        yield "nama mirip dan tanggal lahir sama", alike.filter(same_day)
        yield "nama mirip", alike.order_by("-alike")
