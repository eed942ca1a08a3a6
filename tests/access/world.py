"""A small office with one record of every kind, and everyone who might want to see it."""

from io import BytesIO
from unittest.mock import patch

from allauth.mfa.models import Authenticator
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from PIL import Image

from cases.choices import Confidentiality
from cases.models import Assignment, Case, Consent, Goal, RelatedPerson
from cases.services import attach_document, break_glass, read_case, write_down
from cases.tests.factories import GOAL, NOW
from cases.uploads import clean_upload
from complaints import opening
from complaints.tests.factories import complaint_in
from monitoring import services as monitoring
from referrals.choices import IncomingState
from referrals.tests.factories import draft
from referrals.tests.factories import receive as receive_incoming
from reports.services import snapshots
from reports.tests.factories import request_in
from reports.tests.statistics import proposed, published, records
from upksai.accounts import four_eyes, vouching
from upksai.accounts.models import Seal
from upksai.accounts.roles import Role
from upksai.accounts.tests.factories import UserFactory
from upksai.accounts.tests.office_hours import with_app, with_recovery_codes
from upksai.directory import services as directory

from . import table

ROLES = {
    table.OFFICER: Role.DATA_OFFICER,
    table.AUDITOR: Role.AUDITOR,
    table.ADMIN: Role.ADMIN,
    **dict.fromkeys(sorted(table.WORKERS), Role.WORKER),
    **dict.fromkeys(sorted(table.INTAKES), Role.INTAKE),
    **dict.fromkeys(sorted(table.HEADS | table.WAITING.keys()), Role.HEAD),
    table.DEACTIVATED: Role.HEAD,
}
EMERGENCY = {
    "category": "bahaya",
    "reason": "Anak di rumah sakit dan petugasnya tidak dapat dihubungi.",
}


class World:
    """Everyone and everything there is."""

    def __init__(self):
        self.people = {name: UserFactory(role=role) for name, role in ROLES.items()}
        for name, person in self.people.items():
            if name != table.NO_FACTOR:
                with_app(person)
                with_recovery_codes(person)
        self.worker, self.head = self.people[table.HANDLER], self.people[table.HEAD]
        self.intake, self.other = self.people[table.INTAKE], self.people[table.OTHER]
        self._open_the_case()
        self._write_papers()
        self._write_the_rest()
        self._count()
        self._break_the_glass()
        self._seal()

    def close_the_case(self) -> None:
        """From now on the case is strictly confidential."""
        Case.objects.filter(pk=self.case.pk).update(confidentiality=Confidentiality.STRICT)

    def _open_the_case(self) -> None:
        told = {"reporter_mode": "rahasia", "reporter": {"name": "Pelapor Contoh"}}
        people = {"worker": self.worker, "head": self.head, "intake": self.intake}
        self.complaint = complaint_in("case_opened", **people, **told)
        self.case = self.complaint.case
        self.case.pseudonym = "Kepodang"  # a bird that no page gives as an example
        self.case.save(update_fields=["pseudonym"])
        self.vault_request = opening.ask_to_open(
            self.complaint,
            motivation="Menelepon pelapor tentang keadaan anak.",
            by=self.intake,
            at=timezone.now(),
        )
        opening.decide(self.vault_request, is_approved=True, by=self.head, at=timezone.now())

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
        # Whose page for leaving tells what they have opened.
        read_case(case.pk, reader=self.worker, at=timezone.now(), part="summary")

    def _write_the_rest(self) -> None:
        by = {"by": self.head, "at": NOW}
        self.incoming = receive_incoming(by=self.intake)
        # Another has become the case; its pages are tried as well.
        self.letter = receive_incoming(by=self.intake)
        self.letter.case, self.letter.state = self.case, IncomingState.ACCEPTED
        self.letter.save()
        self.meeting = monitoring.record_meeting(
            held_on=NOW.date(), kind="berkala", agenda="Rapat", invited=[], present=[], **by
        )
        self.asked = request_in("submitted")
        self.day = directory.add_day(
            day=NOW.date().replace(month=12), is_working=False, reason="Libur", **by
        )
        self.lost_factor = vouching.open_request(
            self.other, by=self.people[table.ADMIN], at=timezone.now()
        )
        newcomer = UserFactory(is_active=False)
        self.role_request = four_eyes.ask(
            newcomer, Role.HEAD, by=self.people[table.ADMIN], at=timezone.now()
        )
        # Its owner is nobody who is tried here; what it opens for them, the sign-in tests say.
        data = {"name": "x", "credential": {}}
        self.key = Authenticator.objects.create(user=UserFactory(), type="webauthn", data=data)

    def _count(self) -> None:
        """One table that is out, and one that waits for the head."""
        known = records(40)
        with patch.object(snapshots, "anonymous_records", lambda secret: known):
            self.published = published("sex")
            self.proposed = proposed("semester")

    def _break_the_glass(self) -> None:
        names = (table.BREAKER, table.INTAKE_BREAKER, table.SEALED_HANDLER, table.SEALED_BREAKER)
        told = EMERGENCY | {"number": self.case.number, "at": timezone.now()}
        opened = {name: break_glass(by=self.people[name], **told) for name in names}
        self.opened = opened[table.BREAKER]

    def _seal(self) -> None:
        """Against what the services allow: a seal must hold even where somebody has a way in."""
        told = {"by": self.head, "at": NOW}
        sealed = self.people[table.SEALED_HANDLER]
        Assignment.objects.create(case=self.case, worker=sealed, since=NOW, by=self.head)
        matters = {"cases": self.case, "complaints": self.complaint, "referrals": self.incoming}
        self.seals = {
            (app, name): Seal.objects.create(
                record=record.pk, person=self.people[name], reason="Masih saudara.", **told
            )
            for app, record in matters.items()
            for name in (table.SEALED_HEAD, table.SEALED_HANDLER, table.SEALED_BREAKER)
        }

    def words_of_the_case(self) -> list[str]:
        """By these somebody would know that there is the case."""
        return [self.case.number, self.case.pseudonym, str(self.case.pk), self.referral.number]
