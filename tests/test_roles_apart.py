"""The system administrator sees no case content anywhere; the auditor only anonymised reports."""

import re

import pytest

from cases.choices import CaseState
from cases.tests.factories import case_in
from complaints.choices import ComplaintState
from complaints.tests.factories import complaint_in
from monitoring.models import Visit
from referrals.tests.factories import receive, referral_in
from upksai.accounts.roles import Role
from upksai.accounts.tests.factories import UserFactory
from upksai.desk.search import search
from upksai.desk.work import tasks_of

from .test_conventions import pages

KEY = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}")
#: Pages about accounts, requests and meetings: no case in them.
NO_CASE = ("workflow:", "reports:")


@pytest.mark.parametrize("role", [Role.ADMIN, Role.AUDITOR])
def test_no_page_shows_a_case_to_the_administrator_or_the_auditor(client, head, worker, role):
    case = case_in(CaseState.MONITORING, worker=worker, head=head)
    case.pseudonym = "Burung Percobaan"  # no bird that a page names as an example
    case.save()
    complaint = complaint_in(ComplaintState.VERIFIED)
    records = [case, complaint, receive(), referral_in("draft", case=case, worker=worker)]
    records += [Visit.objects.filter(case=case).first(), case.children.get()]
    client.force_login(UserFactory(role=role))
    told = [case.number, case.pseudonym, complaint.number, "Anak Contoh", "Nenek Contoh"]
    tried = 0
    for name, address in pages():
        if not address.startswith("/petugas/"):
            continue
        for record in records if KEY.search(address) else records[:1]:
            door = KEY.sub(str(record.pk), address)
            answer = client.get(door)
            tried += 1
            if KEY.search(address) and not name.startswith(NO_CASE):
                assert answer.status_code == 404, door
            page = answer.content.decode(errors="replace")
            assert not [words for words in told if words in page], door
    assert tried > 150


@pytest.mark.parametrize("role", [Role.ADMIN, Role.AUDITOR, Role.DATA_OFFICER])
def test_nothing_of_a_case_is_found_or_waits_for_them(head, worker, role):
    case = case_in(CaseState.PLAN_REVIEW, worker=worker, head=head)
    person = UserFactory(role=role)

    assert search(person, case.number) == []
    assert search(person, "Anak Contoh") == []
    assert tasks_of(person) == []
