"""A small office with one record of every kind, and everyone who might want to see it."""

from io import BytesIO
from uuid import uuid4

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import URLPattern, get_resolver, reverse
from PIL import Image

from cases.models import Consent, Goal, RelatedPerson
from cases.services import attach_document, write_down
from cases.tests.factories import GOAL, NOW, open_case
from cases.uploads import clean_upload
from complaints.tests.factories import complaint_in
from monitoring import services as monitoring
from referrals import services as referrals
from referrals.tests.factories import draft
from reports.tests.factories import request_in
from upksai.accounts.roles import Role
from upksai.accounts.tests.factories import UserFactory
from upksai.directory import services as directory
from upksai.directory.models import Institution, YearFigure
from upksai.workflow.limits import limit_lines

from . import table

ROLES = {
    table.INTAKE: Role.INTAKE,
    table.OFFICER: Role.DATA_OFFICER,
    table.HEAD: Role.HEAD,
    table.AUDITOR: Role.AUDITOR,
    table.ADMIN: Role.ADMIN,
    table.HANDLER: Role.WORKER,
    table.OTHER: Role.WORKER,
    table.DEACTIVATED: Role.HEAD,
}
#: The step by which each record's step page is tried.
STEPS = {
    "cases:step": "start_assessment",
    "complaints:step": "accept",
    "referrals:step": "submit",
    "referrals:incoming_step": "accept",
    "monitoring:step": "cancel",
    "reports:info_request_step": "review",
}


class World:
    """Everyone and everything, by the name of the address it stands at."""

    def __init__(self):
        self.people = {name: UserFactory(role=role) for name, role in ROLES.items()}
        self.worker, self.head = self.people[table.HANDLER], self.people[table.HEAD]
        self.complaint = complaint_in(
            "case_opened", worker=self.worker, head=self.head, intake=self.people[table.INTAKE]
        )
        self.case = self.complaint.case
        self._write_papers()
        self._write_the_rest()

    def _write_papers(self) -> None:
        case, by = self.case, {"by": self.worker, "at": NOW}
        self.goal = write_down(case, Goal, **GOAL, **by)
        told = {"name": "Ibu Contoh", "relation": "ibu", "is_caregiver": True}
        self.person = write_down(case, RelatedPerson, **told, **by)
        agreed = {"basis": "persetujuan", "given_on": NOW.date(), "given_by": "Ibu Contoh"}
        self.consent = write_down(case, Consent, **agreed, **by)
        picture = BytesIO()
        Image.new("RGB", (4, 4)).save(picture, "PNG")
        upload = clean_upload(SimpleUploadedFile("foto.png", picture.getvalue()))
        self.document = attach_document(case, upload=upload, kind="foto", **by)
        self.visit = monitoring.schedule_visit(case, planned_at=NOW, **by)
        self.referral = draft(case=case, worker=self.worker)

    def _write_the_rest(self) -> None:
        by = {"by": self.head, "at": NOW}
        self.incoming = referrals.receive_incoming(
            institution=Institution.objects.first(), account="Surat.", child_name="Contoh", **by
        )
        self.meeting = monitoring.record_meeting(
            held_on=NOW.date(), kind="berkala", agenda="Rapat", invited=[], present=[], **by
        )
        self.asked = request_in("submitted")
        self.elsewhere = open_case(head=self.head)
        self.day = directory.add_day(
            day=NOW.date().replace(month=12), is_working=False, reason="Libur", **by
        )

    def client(self, name: str) -> Client:
        """A browser in which this person is signed in."""
        client = Client(raise_request_exception=False)
        if person := self.people.get(name):
            client.force_login(person)
        if name == table.DEACTIVATED:
            person.is_active = False
            person.save()
        return client

    def arguments(self, name: str, *, made_up: bool = False) -> dict:
        """What stands in an address; with `made_up`, keys of records that never were."""
        found = dict(self._arguments(name))
        for key, value in found.items():
            if made_up and hasattr(value, "hex"):
                found[key] = uuid4()
        return found

    def _arguments(self, name: str):
        app, _colon, page = name.partition(":")
        for key in arguments_of(name):
            yield key, self._one(app, page, key, name)

    def _one(self, app: str, page: str, key: str, name: str):
        plain = {
            "case_pk": self.case.pk,
            "child_pk": self.case.children.get().pk,
            "person_pk": self.person.pk,
            "consent_pk": self.consent.pk,
            "goal_pk": self.goal.pk,
            "document_pk": self.document.pk,
            "number": 2025 if app == "reports" else 2,
            "key": limit_lines()[0].key,
            "day": self.day.day.isoformat(),
            "name": STEPS.get(name),
            "slug": STEPS.get(name),
        }
        return plain[key] if key in plain else self._record(app, page).pk

    def _record(self, app: str, page: str):
        if app == "referrals":
            return self.incoming if page.startswith("incoming") else self.referral
        if app == "monitoring":
            return self.meeting if page == "meeting" else self.visit
        if app == "workflow":
            return self._setting(page)
        return {"cases": self.case, "complaints": self.complaint, "reports": self.asked}[app]

    def _setting(self, page: str):
        if page == "partner":
            return Institution.objects.first()
        if page == "figure":
            return YearFigure.objects.first()
        return self.people[table.OTHER]


def every_address(patterns=None, space: str = ""):
    """Every pattern with its full name."""
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        if isinstance(pattern, URLPattern):
            yield f"{space}{pattern.name}", pattern
        else:
            inner = f"{space}{pattern.namespace}:" if pattern.namespace else space
            yield from every_address(pattern.url_patterns, inner)


def arguments_of(name: str) -> list[str]:
    """The names of what an address has to be filled in with."""
    possibilities = get_resolver()
    *spaces, last = name.split(":")
    for space in spaces:
        possibilities = possibilities.namespace_dict[space][1]
    return list(possibilities.reverse_dict.getlist(last)[0][0][0][1])


def address(name: str, arguments: dict) -> str:
    """The address of a page."""
    return reverse(name, kwargs=arguments)
