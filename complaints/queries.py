"""Reads about complaints that are too big for a QuerySet method."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q
from django.utils.translation import gettext as _

from cases.choices import ACTIVE_STATES
from cases.matches import ALIKE, NAMED, UNNAMED, Match, Matches, possible_matches
from cases.queries import start_of
from upksai.accounts.models import User
from upksai.accounts.need_to_know import not_sealed_from
from upksai.accounts.seals import sealed_people
from upksai.directory.services import may_be_number
from upksai.privacy import reading, vault
from upksai.privacy.lookups import fingerprints
from upksai.privacy.names import NameIndex
from upksai.ui.paging import CappedCount, capped_count

from .models import Complaint, ReportDraft, VaultRequest

#: Duplicates are looked for among what is undecided and what came in since then.
RECENT = timedelta(days=365)
#: The names of all children that were reported, in memory.
REPORTED = NameIndex("complaints.Complaint", "child_name")
#: Requests to know who reported that a complaint's page shows.
LAST_ASKED = 5
VIEWS = {
    "": lambda found: found.undecided(),
    "putusan": lambda found: found.to_decide(),
    "spam": lambda found: found.suspected(),
    "semua": lambda found: found,
}


def queue(user, *, view: str, filters: Mapping[str, Any]):
    """The complaints of one saved view that this person may see, narrowed by what was chosen."""
    found = VIEWS.get(view, VIEWS[""])(Complaint.objects.visible_to(user))
    if number := filters.get("q", "").strip().upper():
        found = found.filter(number__startswith=number) if may_be_number(number) else found.none()
    if filters.get("risiko"):
        found = found.filter(risk_level=filters["risiko"])
    if filters.get("saluran"):
        found = found.filter(channel=filters["saluran"])
    if filters.get("kecamatan"):
        found = found.filter(district=filters["kecamatan"])
    if first := filters.get("dari"):
        found = found.filter(received_at__gte=start_of(first))
    if last := filters.get("sampai"):
        found = found.filter(received_at__lt=start_of(last + timedelta(days=1)))
    return found.select_related("district", "subdistrict__district")


def queue_order(view: str) -> tuple[str, str]:
    """What is most urgent first; in the whole register, the newest first."""
    return ("-received_at", "pk") if view == "semua" else ("due_at", "pk")


def new_complaint_count(user) -> CappedCount:
    """How many complaints nobody has looked at yet (99+ at most)."""
    return capped_count(Complaint.objects.new_to(user))


def new_complaints(user, limit: int = 5) -> list[Complaint]:
    """The most urgent complaints that nobody has looked at yet."""
    found = Complaint.objects.new_to(user).select_related("district")
    return list(found.order_by("due_at", "pk")[:limit])


@dataclass(frozen=True)
class Hints:
    """What may be known already about the child of a complaint. It never decides."""

    alike: list[Complaint]
    matches: Matches

    def __bool__(self):
        return bool(self.alike or self.matches)

    @property
    def complaints(self) -> list[Complaint]:
        """Complaints the reader may open."""
        return [complaint for complaint in self.alike if _is_mine(complaint)]

    @property
    def cases(self) -> list[Match]:
        """Cases the reader may open."""
        return self.matches.cases

    @property
    def has_others(self) -> bool:
        """Whether there may be something that the reader may not open."""
        return self.matches.has_others or not all(_is_mine(one) for one in self.alike)

    def looked_at(self) -> Iterator[dict[str, Any]]:
        """Each record that is hinted at, as the audit trail keeps it."""
        for one in self.alike:
            part = NAMED if _is_mine(one) else UNNAMED
            yield {"record": one.pk, "case": one.case_id, "part": part}
        yield from self.matches.looked_at()

    @property
    def numbers(self) -> list[str]:
        """What is hinted at, so that the same is not shown twice."""
        others = ["lainnya"] if self.has_others else []
        return [c.number for c in self.complaints] + [c.number for c in self.cases] + others


def hints(
    *,
    reader,
    at: datetime,
    name: str = "",
    nik: str = "",
    birth_date: date | None = None,
    besides=None,
) -> Hints:
    """Complaints and cases that may be about the same child, as far as the reader may know."""
    child: dict[str, Any] = {"name": name, "nik": nik, "birth_date": birth_date}
    alike = possible_duplicates(reader=reader, at=at, besides=besides, **child)
    return Hints(alike, possible_matches(reader=reader, **child))


def _is_mine(complaint: Complaint) -> bool:
    return getattr(complaint, "is_mine", False)


def possible_duplicates(
    *,
    reader,
    at: datetime,
    name: str = "",
    nik: str = "",
    birth_date: date | None = None,
    besides=None,
    limit: int = 5,
) -> list[Complaint]:
    """Recent complaints with the same NIK or a similar name, each with `why` in words."""
    ours = Complaint.objects.filter(not_sealed_from(reader), not_sealed_from(reader, "case"))
    mine = Complaint.objects.visible_to(reader).filter(pk=OuterRef("pk"))
    recent = ours.filter(received_at__gte=at - RECENT).exclude(pk=besides)
    recent = recent.annotate(is_mine=Exists(mine))
    found: dict[Any, Complaint] = {}
    for why, alike in _alike(recent, name=name, nik=nik, birth_date=birth_date):
        for complaint in alike[:limit]:
            complaint.why = why
            found.setdefault(complaint.pk, complaint)
    return list(found.values())[:limit]


def _alike(recent, *, name: str, nik: str, birth_date: date | None):
    if nik:
        same = recent.filter(child_nik_lookup__in=fingerprints("nik", nik))
        yield _("NIK sama"), same.order_by("-received_at")
    keys = [named.pk for named in REPORTED.find(name) if named.alike >= ALIKE]
    known = recent.in_bulk(keys)
    alike = [known[key] for key in keys if key in known]
    with reading.unwatched():
        same_day = [c for c in alike if birth_date and c.child_birth_date == birth_date]
    yield _("nama mirip dan tanggal lahir sama"), same_day
    yield _("nama mirip"), alike


def numbers_alike(complaint: Complaint, reader) -> list[str]:
    """Numbers of other complaints that may be about the child, as far as the reader may know."""
    alike = possible_duplicates(
        reader=reader, at=complaint.received_at, besides=complaint.pk, **_child_of(complaint)
    )
    return [one.number for one in alike if _is_mine(one)]


def _child_of(complaint: Complaint) -> dict[str, Any]:
    with reading.unwatched():  # the machine compares; nobody reads
        return {
            "name": complaint.child_name,
            "nik": complaint.child_nik,
            "birth_date": complaint.child_birth_date,
        }


def hints_for(complaint: Complaint, reader) -> Hints:
    """What may be known already about the child of a written complaint."""
    return hints(
        reader=reader, at=complaint.received_at, besides=complaint.pk, **_child_of(complaint)
    )


def complaint_numbered(number: str, reader) -> Complaint | None:
    """The complaint with this number in the register, as far as the reader may know."""
    if not may_be_number(number):
        return None
    visible = Complaint.objects.visible_to(reader).select_related("duplicate_of")
    return visible.filter(number=number).first()


def workers_with_caseload(complaint: Complaint):
    """Social workers who may get the case, with how many each carries now (`caseload`)."""
    active = Q(assignments__until=None, assignments__case__state__in=ACTIVE_STATES)
    free = User.objects.workers().exclude(pk__in=sealed_people(complaint.same_matter()))
    return free.annotate(caseload=Count("assignments", filter=active))


def followed(pk) -> Complaint | None:
    """The complaint behind a report that a citizen has opened with its code."""
    related = Complaint.objects.select_related("case", "duplicate_of__case")
    return related.filter(pk=pk).first()


def answers_so_far(draft_id, at: datetime) -> dict | None:
    """What a citizen has answered so far, unless it was sent or is too old."""
    fresh = ReportDraft.objects.filter(pk=draft_id, touched_at__gte=at - ReportDraft.KEPT_FOR)
    draft = fresh.first()
    return draft.answers if draft else None


@dataclass(frozen=True)
class Vault:
    """What a complaint's page says of who reported: whether it is kept, and who asked for it."""

    is_kept: bool
    requests: list[VaultRequest]
    may_ask: bool


def may_ask_who_reported(complaint: Complaint, user) -> bool:
    """Whether this person may ask to know the reporter of the complaint."""
    return Complaint.objects.may_ask_who_reported(user).filter(pk=complaint.pk).exists()


def vault_of(complaint: Complaint, user, at: datetime) -> Vault | None:
    """For those who may ask; others see nothing of it. Opens nothing."""
    if not may_ask_who_reported(complaint, user):
        return None
    asked = list(complaint.vault_requests.select_related("asked_by", "decided_by")[:LAST_ASKED])
    is_kept = vault.holds(complaint.pk)
    mine = [request for request in asked if request.asked_by_id == user.pk]
    is_under_way = any(not request.decision or request.is_open(at) for request in mine)
    return Vault(is_kept, asked, is_kept and not is_under_way)
