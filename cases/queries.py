"""Reads about cases that are too big for a QuerySet method."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.db.models import (
    BigIntegerField,
    CharField,
    Count,
    F,
    Field,
    Func,
    IntegerField,
    JSONField,
    Q,
    QuerySet,
    Value,
)
from django.utils import timezone

from upksai.accounts.models import User
from upksai.accounts.need_to_know import not_sealed_from
from upksai.accounts.seals import sealed_people
from upksai.directory.services import may_be_number
from upksai.privacy.fields import SealedDateField, SealedTextField
from upksai.ui.paging import CappedCount, KeysetPage, capped_count, keyset_page

from .choices import ACTIVE_STATES, AidKind, AssessmentKind, ServiceKind
from .models import (
    AidGiven,
    Assessment,
    Case,
    CaseStep,
    ProgressNote,
    ServiceGiven,
)
from .pseudonyms import may_be_pseudonym
from .saved_views import SavedView
from .uploads.kinds import SUFFIX

#: The child who gives a case its face, and who carries the case now. Written in SQL, like the
#: counts below: for every page that opens a file, Django would put them together anew.
FACE = """FROM cases_casechild AS tie JOIN cases_child AS child ON child.id = tie.child_id
    WHERE tie.case_id = %(expressions)s ORDER BY tie.is_primary DESC, tie.id LIMIT 1"""
CARRIER = """FROM cases_assignment AS held
    JOIN accounts_user AS worker ON worker.id = held.worker_id
    WHERE held.case_id = %(expressions)s AND held.until IS NULL ORDER BY held.id LIMIT 1"""
OPEN_FACE = "jsonb_build_object('id', child.id, 'sex', child.sex, 'is_unborn', child.is_unborn)"
HELP = """SELECT (SELECT count(*) FROM cases_aidgiven WHERE case_id = %(expressions)s)
    + (SELECT count(*) FROM cases_servicegiven WHERE case_id = %(expressions)s)"""
#: Who sends the very same again within this time has probably gone back in the browser.
MOMENT = timedelta(minutes=10)


def _asked(question: str, answer: Field) -> Func:
    """A question about each case, as an annotation."""
    return Func("pk", template=f"({question})", output_field=answer)


def with_face(cases: QuerySet[Case]) -> QuerySet[Case]:
    """Cases with what a banner and a line of a list show, all in one query.

    Of the child only sex, date of birth (sealed) and whether it is born yet: never a name.
    """
    return cases.select_related("district").annotate(
        face=_asked(f"SELECT {OPEN_FACE} {FACE}", JSONField()),
        face_born_on=_asked(f"SELECT child.birth_date {FACE}", SealedDateField()),
        carrier_id=_asked(f"SELECT worker.id {CARRIER}", BigIntegerField()),
        carrier_name=_asked(f"SELECT worker.full_name {CARRIER}", CharField()),
    )


def with_counts(cases: QuerySet[Case]) -> QuerySet[Case]:
    """Cases with how much lies behind their tabs, in the same query; for one case, not a list."""
    papers = "SELECT count(*) FROM cases_casedocument WHERE case_id = %(expressions)s"
    return cases.annotate(
        aid_count=_asked(HELP, IntegerField()), document_count=_asked(papers, IntegerField())
    )


def opened_file(cases: QuerySet[Case]) -> QuerySet[Case]:
    """Cases with all that the frame of a case file shows."""
    return with_counts(with_face(cases))


def steps_of(case: Case) -> list[CaseStep]:
    """The steps taken, oldest first, and who took them; asked for once on a page."""
    if not hasattr(case, "steps_taken"):
        case.steps_taken = list(case.steps.select_related("by").order_by("at", "pk"))
    return case.steps_taken


def moments_of(case: Case) -> QuerySet[Any, Any]:
    """The same, but only which steps and when."""
    return case.steps.order_by("at", "pk").values_list("name", "at", named=True)


@dataclass(frozen=True)
class Paper:
    """Something that was written down about a case: when, what, by whom."""

    model: str
    day: date
    title: str
    text: str
    by: str


def papers_of(case: Case, most: int = 150) -> list[Paper]:
    """Assessments, notes, services and aid of one case, newest first, in one query."""
    first, *others = (_pile(case, model) for model in PILES)
    rows = first.union(*others, all=True).order_by("-day")[:most]
    return [_paper(*row) for row in rows]


#: For each kind of paper: its day, what stands for a title (a kind, or sealed words), its text.
PILES = {
    Assessment: ("done_on", "kind", "conclusion"),
    ProgressNote: ("happened_on", "title", "text"),
    ServiceGiven: ("given_on", "kind", "result"),
    AidGiven: ("given_on", "kind", "description"),
}
KINDS = {Assessment: AssessmentKind, ServiceGiven: ServiceKind, AidGiven: AidKind}
MODELS = {model._meta.model_name: model for model in PILES}
_nothing = Value(None, output_field=SealedTextField(null=True))


def _pile(case: Case, model):
    day, title, text = PILES[model]
    kind, words = (F(title), _nothing) if model in KINDS else (Value(""), F(title))
    papers = model.objects.filter(case=case).order_by()
    told = {"pile": Value(model._meta.model_name), "day": F(day), "which": kind}
    told |= {"words": words, "said": F(text)}
    return papers.annotate(**told).values_list(*told, "pk", "by__full_name")


def _paper(pile: str, day: date, kind: str, words, said, pk, by: str) -> Paper:
    model = MODELS[pile]
    _day, title, text = PILES[model]
    named = str(KINDS[model](kind).label) if model in KINDS else _open(model, title, words, pk)
    return Paper(pile, day, named, _open(model, text, said, pk), by)


def _open(model, field: str, sealed, pk) -> str:
    return model._meta.get_field(field).open(sealed, model, pk)


@dataclass(frozen=True)
class Tab:
    """A saved view as it stands above the list."""

    view: SavedView
    count: CappedCount
    is_current: bool


def view_tabs(visible, views: list[SavedView], current: SavedView, at: datetime) -> list[Tab]:
    """The saved views with how many cases each holds, up to 99+."""
    return [Tab(view, capped_count(view.narrow(visible, at)), view == current) for view in views]


def case_page(visible, filters, params, at: datetime) -> KeysetPage:
    """One page of the list: the saved view, narrowed by the filters, in the order asked for."""
    found = narrowed(filters.view.narrow(visible, at), filters.facts, at)
    return keyset_page(with_face(found), params, order=filters.order)


def narrowed(cases, facts: dict[str, Any], at: datetime):
    """Cases that fit everything asked for in the address."""
    same = {"kategori": "ppks_category", "kecamatan": "district", "risiko": "risk_level"}
    same |= {"tahap": "state"}
    cases = cases.filter(**{same[name]: facts[name] for name in same if name in facts})
    if worker := facts.get("petugas"):
        cases = cases.assigned_to(worker)
    if year := facts.get("dibuka"):
        cases = cases.opened_between(
            start_of(date(int(year), 1, 1)), start_of(date(int(year) + 1, 1, 1))
        )
    if first := facts.get("dari"):
        cases = cases.filter(opened_at__gte=start_of(first))
    if last := facts.get("sampai"):
        cases = cases.filter(opened_at__lt=start_of(last + timedelta(days=1)))
    if first := facts.get("tutup_dari"):
        cases = cases.filter(closed_at__gte=start_of(first))
    if last := facts.get("tutup_sampai"):
        cases = cases.filter(closed_at__lt=start_of(last + timedelta(days=1)))
    if age := facts.get("umur"):
        cases = aged(cases, age, at)
    if words := facts.get("q", "").strip():
        cases = cases.filter(known_as(words))
    return cases


def known_as(words: str) -> Q:
    """Cases whose number or pseudonym is like this. A child's name never reaches the database."""
    found = Q(pk__in=[])
    if may_be_number(words):
        found |= Q(number__startswith=words.upper()) | Q(number__endswith=words)
    if may_be_pseudonym(words):
        found |= Q(pseudonym__istartswith=words)
    return found


def start_of(day: date) -> datetime:
    """The first moment of a day, on Semarang's clock."""
    return timezone.make_aware(datetime.combine(day, time()))


def aged(cases, days: str, at: datetime):
    """Cases opened so many days ago, such as `31-90` or `181-`."""
    youngest, _dash, oldest = days.partition("-")
    midnight = timezone.localtime(at).replace(hour=0, minute=0, second=0, microsecond=0)
    cases = cases.filter(opened_at__lt=midnight - timedelta(days=int(youngest) - 1))
    return cases.filter(opened_at__gte=midnight - timedelta(days=int(oldest))) if oldest else cases


def key_of_number(number: str, user) -> tuple[UUID, str] | None:
    """The key and number of a case; one sealed from the person is as unknown as none."""
    number = number.strip().upper()
    if not may_be_number(number):
        return None
    unsealed = Case.objects.filter(not_sealed_from(user), number=number)
    return unsealed.values_list("pk", "number").first()


def workers_with_load(case: Case):
    """Social workers who may carry a case, with the number of running cases each carries."""
    mine = Q(assignments__until=None, assignments__case__state__in=ACTIVE_STATES)
    free = User.objects.workers().exclude(pk__in=sealed_people([case.pk]))
    return free.annotate(load=Count("assignments", filter=mine))


@dataclass(frozen=True)
class Approval:
    """What became of the plan: the last step about it since the case was last opened."""

    state: str
    by: Any = None
    at: datetime | None = None
    note: str = ""


def plan_approval(case: Case) -> Approval:
    """Whether the plan is being drawn up, waits for the head, was approved or sent back."""
    about = ("submit_plan", "approve_plan", "return_plan", "revise_plan", "reopen")
    last = case.steps.filter(name__in=about).select_related("by").order_by("-at", "-pk").first()
    if last is None or last.name == "reopen":
        return Approval("")
    return Approval(last.name, last.by, last.at, last.note)


def last_version(record) -> str:
    """Which version of a record is the last one kept; changes with every save."""
    newest = record.history.order_by("-history_id").values_list("history_id", flat=True).first()
    return str(newest or "")


def just_written(case: Case, model, *, by, at: datetime):
    """What this person added last to the file among papers of one kind, if it was a moment ago."""
    added = model.history.filter(case=case, history_type="+", history_user=by)
    newest = added.filter(history_date__gte=at - MOMENT).order_by("-history_date")
    return model._default_manager.filter(pk__in=newest.values("id")[:1]).first()


def download_name(case: Case, document, *, is_original: bool = False) -> str:
    """A file name that tells the case and the place of the paper in it, and nothing else."""
    place = case.documents.filter(at__lte=document.at).count()
    if is_original:
        return f"{case.number}-dokumen-{place}-asli.{SUFFIX[document.original_type]}"
    return f"{case.number}-dokumen-{place}.{SUFFIX[document.content_type]}"
