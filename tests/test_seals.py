"""A record sealed from a person does not exist for that person, whatever their role."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from cases.choices import CaseState
from cases.matches import possible_matches
from cases.models import Case, Child
from cases.services import assign, seal_case
from cases.tests.factories import NOW, case_in, open_case
from complaints import services as complaints
from complaints.queries import hints
from complaints.tests.factories import receive
from monitoring.models import Visit
from referrals.models import Referral
from referrals.tests.factories import referral_in
from upksai.accounts import seals
from upksai.accounts.models import Seal
from upksai.desk.search import search
from upksai.desk.work import work_of
from upksai.privacy.models import AuditEntry
from upksai.workflow.engine import StepRefused

WHY = "Masih saudara dari ibu anak."


def pages_of(case, *, visit=None, referral=None, complaint=None):
    """Every door to a case and to what hangs on it."""
    names = ("detail", "history", "profile", "assessments", "plan", "aid", "documents", "assign")
    doors = [reverse(f"cases:{name}", args=[case.pk]) for name in (*names, "seal")]
    doors += [reverse("cases:step", args=[case.pk, "approve_plan"])]
    doors += [reverse(f"{app}:case_tab", args=[case.pk]) for app in ("monitoring", "referrals")]
    return doors + [one.get_absolute_url() for one in (visit, referral, complaint) if one]


def test_a_sealed_case_is_the_same_404_as_one_that_never_was(client, head, second_head, worker):
    case = case_in(CaseState.MONITORING, worker=worker, head=second_head)
    referral = referral_in("draft", case=case, worker=worker)
    visit = Visit.objects.filter(case=case).first()
    seal_case(case, person=head, reason=WHY, by=worker, at=NOW)
    client.force_login(head)
    never = client.get(reverse("cases:detail", args=["5f0c8f0e-94c2-4b7e-9d0b-1a2b3c4d5e6f"]))

    for door in pages_of(case, visit=visit, referral=referral):
        assert client.get(door).status_code == 404, door
        assert client.get(door).content == never.content, door
        assert client.post(door, {}).status_code in {404, 405}, door
    client.force_login(second_head)
    assert client.get(case.get_absolute_url()).status_code == 200


def test_no_list_count_search_or_work_list_knows_a_sealed_case(head, second_head, worker):
    case = case_in(CaseState.PLAN_REVIEW, worker=worker, head=second_head)
    referral = referral_in("review", case=case, worker=worker)
    assert work_of(head, NOW).is_empty is False
    seal_case(case, person=head, reason=WHY, by=worker, at=NOW)

    assert not Case.objects.visible_to(head).exists()
    assert not Child.objects.visible_to(head).exists()
    assert not Visit.objects.visible_to(head).exists()
    assert not Referral.objects.visible_to(head).exists()
    assert search(head, case.number) == []
    assert search(head, "Anak Contoh") == []
    assert search(head, referral.number) == []
    assert work_of(head, NOW).is_empty
    assert search(second_head, case.number)[0].records == [case]


def test_hints_say_nothing_at_all_of_what_is_sealed(head, second_head, worker, intake):
    case = open_case(worker=worker, head=second_head)
    assert possible_matches(reader=head, name="Anak Contoh").cases[0].number == case.number
    seal_case(case, person=head, reason=WHY, by=worker, at=NOW)
    complaint = receive(child_name="Budi Sealed")
    complaints.seal_complaint(complaint, person=intake, reason=WHY, by=second_head, at=NOW)

    assert not possible_matches(reader=head, name="Anak Contoh")
    assert not hints(reader=intake, at=NOW, name="Budi Sealed")
    assert hints(reader=second_head, at=NOW, name="Budi Sealed").complaints == [complaint]


def test_a_hint_about_a_case_one_may_not_open_names_no_number(intake, worker):
    open_case(worker=worker)
    told = possible_matches(reader=intake, name="Anak Contoh")

    assert told.cases == []
    assert told.has_others


def test_whoever_sees_an_old_state_of_a_case_neither_seals_nor_gives_it_away(head, other_worker):
    """Two heads at once: a case is never with somebody for whom it does not exist."""
    case, second = open_case(head=head), open_case(head=head)
    stale, second_stale = (Case.objects.get(pk=one.pk) for one in (case, second))
    assert stale.carriers()
    assert second_stale.carriers()

    assign(case, worker=other_worker, by=head, at=NOW)
    with pytest.raises(ValidationError, match="memegang kasus ini"):
        seal_case(stale, person=other_worker, reason=WHY, by=head, at=NOW)
    seal_case(second, person=other_worker, reason=WHY, by=head, at=NOW)
    with pytest.raises(StepRefused, match="tertutup bagi"):
        assign(second_stale, worker=other_worker, by=head, at=NOW)


def test_a_case_keeps_its_worker_and_one_head(head, worker):
    case = open_case(worker=worker, head=head)
    with pytest.raises(ValidationError, match="memegang kasus ini"):
        seal_case(case, person=worker, reason=WHY, by=head, at=NOW)
    with pytest.raises(ValidationError, match="satu Ketua"):
        seal_case(case, person=head, reason=WHY, by=worker, at=NOW)
    assert not Seal.objects.exists()


def test_only_those_who_answer_for_a_case_seal_it(client, head, worker, other_worker):
    case = open_case(worker=worker, head=head)
    door = reverse("cases:seal", args=[case.pk])
    told = {"person": other_worker.pk, "reason": WHY}
    assert client.post(door, told).status_code == 302  # a stranger is asked to sign in
    with pytest.raises(StepRefused):
        seal_case(case, person=head, reason=WHY, by=other_worker, at=NOW)
    client.force_login(other_worker)
    assert client.post(door, told).status_code == 404
    assert not Seal.objects.exists()
    client.force_login(worker)
    assert client.post(door, told | {"reason": "x"}).status_code == 422
    assert client.post(door, told).url == case.get_absolute_url()
    assert client.get(door).context["seals"].get().reason == WHY
    assert AuditEntry.objects.get(action="seal").record == case.pk


def test_declaring_ones_own_conflict_leads_home(client, head, second_head, worker):
    case = open_case(worker=worker, head=second_head)
    client.force_login(head)
    told = {"person": head.pk, "reason": "Saya punya hubungan keluarga."}

    assert client.post(reverse("cases:seal", args=[case.pk]), told).url == reverse("desk:home")
    assert client.get(case.get_absolute_url()).status_code == 404


def test_the_head_lifts_a_seal_but_never_the_sealed_one(client, head, second_head, worker):
    case = open_case(worker=worker, head=head)
    seal_case(case, person=second_head, reason=WHY, by=head, at=NOW)
    one = Seal.objects.get()
    door = reverse("cases:lift_seal", args=[case.pk, one.pk])
    for person in (second_head, worker):
        client.force_login(person)
        assert client.post(door).status_code == 404
        with pytest.raises(ValidationError):
            seals.lift(one, by=person, at=NOW)
    client.force_login(head)
    assert client.get(door).status_code == 200
    client.post(door)

    assert Case.objects.visible_to(second_head).get() == case
