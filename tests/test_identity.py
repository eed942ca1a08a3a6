"""Names are masked on every page until somebody says why they need them; for ten minutes."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from cases.choices import CaseState
from cases.models import Child, RelatedPerson
from cases.services import write_down
from cases.tests.factories import NOW, case_in, open_case
from complaints.models import Complaint
from complaints.tests.factories import receive
from monitoring.models import Visit
from referrals.letters import letter_of
from referrals.tests.factories import receive as incoming_referral
from referrals.tests.factories import referral_in
from upksai.accounts.models import Disclosure
from upksai.accounts.tests.factories import show_names
from upksai.privacy import masking, reading
from upksai.privacy.models import AuditEntry

CHILD = {
    "full_name": "Siti SAMPURNA",
    "nickname": "SAMPURNA",
    "sex": "P",
    "address": "Jalan SAMPURNA 7",
    "school": "SD SAMPURNA",
}
WHY = {"category": "menghubungi", "reason": "Menelepon ibu untuk jadwal."}


@pytest.fixture
def case(worker, head):
    case = open_case(worker=worker, head=head, children=[CHILD])
    facts = {"name": "Ibu SAMPURNA", "relation": "ibu", "phone": "0812000111"}
    write_down(case, RelatedPerson, by=worker, at=NOW, **facts)
    return case


def doors(case):
    return {name: reverse(f"cases:{name}", args=[case.pk]) for name in ("profile", "reveal")}


def test_the_profile_shows_no_name_and_does_not_even_open_it(client, case, worker):
    client.force_login(worker)
    with reading.sitting() as sitting:
        page = client.get(doors(case)["profile"]).content.decode()

    assert "SAMPURNA" not in page
    assert "0812000111" not in page
    assert masking.DOTS in page
    assert not sitting.fields & {"child.full_name", "child.address", "relatedperson.name"}


def test_after_saying_why_names_are_shown_and_it_is_remembered(client, case, worker):
    client.force_login(worker)
    door = doors(case)
    assert client.post(door["reveal"], {"category": "lain", "reason": "x"}).status_code == 422
    assert not Disclosure.objects.exists()
    answer = client.post(door["reveal"], WHY | {"next": door["profile"]})

    assert answer.url == door["profile"]
    page = client.get(door["profile"]).content.decode()
    assert "Siti SAMPURNA" in page
    assert "Tutup sekarang" in page
    entry = AuditEntry.objects.get(action="reveal")
    assert (entry.actor, entry.record) == (worker, case.pk)
    assert Disclosure.objects.get().reason == WHY["reason"]


def test_it_opens_for_one_person_one_record_and_ten_minutes(client, case, worker, head):
    other = open_case(worker=worker, head=head, children=[CHILD])
    shown = show_names(case, worker)
    assert shown.until - shown.at == timedelta(minutes=10)
    client.force_login(worker)
    assert b"SAMPURNA" not in client.get(doors(other)["profile"]).content
    client.force_login(head)
    assert b"SAMPURNA" not in client.get(doors(case)["profile"]).content
    client.force_login(worker)
    assert b"SAMPURNA" in client.get(doors(case)["profile"]).content
    shown.until = timezone.now() - timedelta(seconds=1)
    shown.save()
    assert b"SAMPURNA" not in client.get(doors(case)["profile"]).content


def test_names_can_be_masked_before_the_time_is_over(client, case, worker):
    show_names(case, worker)
    client.force_login(worker)
    door = reverse("cases:conceal", args=[case.pk])
    assert client.get(door).status_code == 405
    client.post(door, {"next": doors(case)["profile"]})

    assert b"SAMPURNA" not in client.get(doors(case)["profile"]).content


def test_a_stranger_and_a_colleague_cannot_reveal(client, case, other_worker):
    door = doors(case)["reveal"]
    assert client.post(door, WHY).url == f"/masuk/?next={door}"
    client.force_login(other_worker)
    assert client.post(door, WHY).status_code == 404
    assert not Disclosure.objects.exists()


@pytest.mark.parametrize("elsewhere", ["https://evil.example/", "//evil.example/", "/lacak/"])
def test_revealing_leads_only_to_our_own_pages(client, case, worker, elsewhere):
    client.force_login(worker)
    answer = client.post(doors(case)["reveal"], WHY | {"next": elsewhere})

    assert answer.url == case.get_absolute_url()


def test_a_form_with_names_asks_first(client, case, worker):
    client.force_login(worker)
    child, person = case.children.get(), case.related_people.get()
    for name, pk in (("change_child", child.pk), ("change_person", person.pk)):
        door = reverse(f"cases:{name}", args=[case.pk, pk])
        for answer in (client.get(door), client.post(door, {"name": "•"})):
            assert answer.url.startswith(doors(case)["reveal"]), door
    show_names(case, worker)
    assert b"SAMPURNA" in client.get(door).content
    assert case.related_people.get().name == "Ibu SAMPURNA"


def test_dots_are_never_written_over_a_name(case):
    child = case.children.get()
    with masking.names_shown_if(lambda: False):
        assert str(child.full_name) == masking.DOTS
        other = Child(full_name=child.full_name)
    with pytest.raises(TypeError), transaction.atomic():
        other.save()
    child.save()
    assert Child.objects.get(pk=child.pk).full_name == "Siti SAMPURNA"


def test_a_complaint_is_screened_without_its_names(client, intake):
    complaint = receive(child_name="Budi SAMPURNA", place="Gang SAMPURNA")
    client.force_login(intake)
    screen = reverse("complaints:step", args=[complaint.pk, "screen"])
    for page in (complaint.get_absolute_url(), screen):
        assert b"SAMPURNA" not in client.get(page).content
    assert "child_name" not in client.get(screen).context["form"].fields
    show_names(complaint, intake)
    for page in (complaint.get_absolute_url(), screen):
        assert b"Budi SAMPURNA" in client.get(page).content
    assert Complaint.objects.get().child_name == "Budi SAMPURNA"


def test_an_incoming_referral_shows_no_name(client, intake):
    incoming = incoming_referral(by=intake, child_name="Budi SAMPURNA")
    client.force_login(intake)
    assert b"SAMPURNA" not in client.get(incoming.get_absolute_url()).content
    client.post(reverse("referrals:reveal", args=[incoming.pk]), WHY)
    assert b"Budi SAMPURNA" in client.get(incoming.get_absolute_url()).content


def test_the_letter_of_a_referral_names_nobody_until_then(client, worker, head):
    case = case_in(CaseState.INTERVENTION, worker=worker, head=head, children=[CHILD])
    referral = referral_in("sent", case=case, worker=worker, head=head)
    masked = letter_of(referral, at=NOW, shows_names=False)

    assert (masked.child_name, masked.child_birth_date) == (masking.DOTS, None)
    assert letter_of(referral, at=NOW, shows_names=True).child_name == "Siti SAMPURNA"
    client.force_login(worker)
    assert client.get(reverse("referrals:letter", args=[referral.pk])).status_code == 200


def test_whom_a_visit_met_is_masked(client, worker, head):
    case = case_in(CaseState.MONITORING, worker=worker, head=head)
    visit = Visit.objects.filter(case=case).done().first()
    client.force_login(worker)
    assert b"Nenek Contoh" not in client.get(visit.get_absolute_url()).content
    show_names(case, worker)
    assert b"Nenek Contoh" in client.get(visit.get_absolute_url()).content
