"""Who is kept from a report or an incoming referral is kept from the case it becomes."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from cases.choices import Confidentiality
from cases.models import Case
from cases.services import assign, seal_case
from cases.tests.factories import NOW
from complaints import services as complaints
from complaints.choices import ComplaintState
from complaints.models import Complaint
from complaints.queries import hints
from complaints.tests.factories import complaint_in, receive
from referrals.models import IncomingReferral
from referrals.services import seal_incoming, take_incoming_step
from referrals.tests.factories import receive as incoming_referral
from upksai.accounts import seals
from upksai.accounts.models import Seal
from upksai.accounts.roles import Role
from upksai.accounts.tests.factories import UserFactory
from upksai.desk.search import search
from upksai.workflow.engine import StepRefused

WHY = "Bertetangga dengan keluarga anak."


def test_the_seals_of_a_complaint_go_with_it_into_its_case(head, intake, worker, other_worker):
    complaint = complaint_in(ComplaintState.VERIFIED, intake=intake)
    complaints.seal_complaint(complaint, person=worker, reason=WHY, by=intake, at=NOW)
    with pytest.raises(StepRefused):
        complaints.take_step(complaint, "accept", by=head, at=NOW, worker=worker)
    complaint = Complaint.objects.get(pk=complaint.pk)
    complaints.take_step(complaint, "accept", by=head, at=NOW, worker=other_worker)

    assert seals.is_sealed_from(complaint.case_id, worker)
    with pytest.raises(StepRefused):
        assign(complaint.case, worker=worker, by=head, at=NOW)
    assert Complaint.objects.visible_to(other_worker).get() == complaint


def test_a_worker_who_knows_the_family_steps_back_from_verifying(client, intake, worker):
    """The complaint is nobody's yet, so the others go on; of others' conflicts nothing is read."""
    complaint = complaint_in(ComplaintState.SCREENED, intake=intake)
    colleague = UserFactory(role=Role.WORKER, full_name="Rekan Sekerja")
    complaints.seal_complaint(complaint, person=colleague, reason=WHY, by=intake, at=NOW)
    client.force_login(worker)
    page = reverse("complaints:seal", args=[complaint.pk])
    shown = client.get(page)
    assert shown.status_code == 200
    assert "Rekan Sekerja" not in shown.content.decode()

    client.post(page, {"person": intake.pk, "reason": WHY})
    assert Complaint.objects.visible_to(intake).exists()
    with pytest.raises(StepRefused, match="bagi orang lain"):
        complaints.seal_complaint(complaint, person=intake, reason=WHY, by=worker, at=NOW)

    answer = client.post(page, {"person": worker.pk, "reason": WHY})
    assert answer.status_code == 302
    assert not Complaint.objects.visible_to(worker).exists()
    assert client.get(page).status_code == 404


def test_what_was_merged_before_goes_on_with_what_is_merged_now(head, intake, worker):
    """A report of a report: its account is as strictly confidential as the case, and as sealed."""
    last, middle = receive(), receive()
    first = complaint_in(ComplaintState.VERIFIED, intake=intake)
    other = UserFactory(role=Role.INTAKE)
    complaints.seal_complaint(last, person=other, reason=WHY, by=head, at=NOW)
    complaints.take_step(last, "merge", by=intake, at=NOW, duplicate_of=middle)
    complaints.take_step(middle, "merge", by=intake, at=NOW, duplicate_of=first)
    assert not Complaint.objects.visible_to(other).exists()

    complaints.take_step(first, "accept", by=head, at=NOW, worker=worker)
    Case.objects.update(confidentiality=Confidentiality.STRICT)

    assert not Complaint.objects.visible_to(intake).exists()
    assert set(Complaint.objects.visible_to(worker)) == {last, middle, first}
    assert Complaint.objects.get(pk=last.pk).case == first.case
    with pytest.raises(StepRefused, match=f"sudah digabung. Tulis nomor {first.number}"):
        complaints.take_step(receive(), "merge", by=head, at=NOW, duplicate_of=middle)


def test_stepping_back_from_what_has_just_become_ones_case_is_too_late(head, intake, worker):
    """The page was opened before the head decided: the case, too, must be closed, or nothing."""
    complaint = complaint_in(ComplaintState.VERIFIED, intake=intake)
    stale = Complaint.objects.get(pk=complaint.pk)
    complaints.take_step(complaint, "accept", by=head, at=NOW, worker=worker)

    with pytest.raises(ValidationError, match="mengganti petugasnya dahulu"):
        complaints.seal_complaint(stale, person=worker, reason=WHY, by=worker, at=NOW)
    assert not Seal.objects.exists()


def test_merging_keeps_both_from_the_same_people(head, intake, worker):
    first = complaint_in(ComplaintState.CASE, intake=intake, head=head, worker=worker)
    again = receive()
    complaints.seal_complaint(again, person=intake, reason=WHY, by=head, at=NOW)
    complaints.take_step(again, "merge", by=head, at=NOW, duplicate_of=first)

    assert not Complaint.objects.visible_to(intake).exists()
    assert seals.is_sealed_from(first.case_id, intake)


def test_a_complaint_sealed_from_the_worker_of_a_case_is_not_merged_into_it(head, worker):
    first = complaint_in(ComplaintState.CASE, head=head, worker=worker)
    again = receive()
    complaints.seal_complaint(again, person=worker, reason=WHY, by=head, at=NOW)

    with pytest.raises(ValidationError, match="mengganti petugasnya dahulu"):
        complaints.take_step(again, "merge", by=head, at=NOW, duplicate_of=first)


def test_sealing_a_complaint_seals_its_case_and_the_other_way_round(head, second_head, worker):
    complaint = complaint_in(ComplaintState.CASE, head=head, worker=worker)
    seal_case(complaint.case, person=second_head, reason=WHY, by=worker, at=NOW)

    assert not Complaint.objects.visible_to(second_head).exists()
    third = UserFactory(role=Role.HEAD)
    complaints.seal_complaint(complaint, person=third, reason=WHY, by=head, at=NOW)
    assert not Case.objects.visible_to(third).exists()


def test_an_incoming_referral_is_sealed_with_the_case_it_becomes(head, intake):
    incoming = incoming_referral(by=intake)
    seal_incoming(incoming, person=intake, reason=WHY, by=head, at=NOW)

    assert not IncomingReferral.objects.visible_to(intake).exists()
    assert IncomingReferral.objects.visible_to(head).get() == incoming


def test_an_incoming_referral_that_became_a_case_is_sealed_as_that_case(head, intake, worker):
    incoming = incoming_referral(by=intake)
    stale = IncomingReferral.objects.get(pk=incoming.pk)
    told = {"problem": "penelantaran", "ppks_category": "PPKS-02", "risk_level": "sedang"}
    take_incoming_step(incoming, "accept", by=head, at=NOW, worker=worker, **told)

    with pytest.raises(ValidationError, match="memegang kasus ini"):
        seal_incoming(stale, person=worker, reason=WHY, by=head, at=NOW)
    assert not Seal.objects.exists()


def test_intake_seals_a_complaint(client, intake, worker):
    complaint = complaint_in(ComplaintState.SCREENED, intake=intake)
    door = reverse("complaints:seal", args=[complaint.pk])
    client.force_login(intake)
    client.post(door, {"person": worker.pk, "reason": WHY})

    client.force_login(worker)
    assert client.get(complaint.get_absolute_url()).status_code == 404
    assert complaint not in Complaint.objects.new_to(worker)


def test_a_strictly_confidential_case_takes_its_complaint_from_intake(intake, head, worker):
    facts = {"problem": "kekerasan_seksual"}
    complaint = receive(**facts)
    screening = {"problem": "kekerasan_seksual", "ppks_category": "PPKS-02", "risk_level": "tinggi"}
    screening |= {"risk_reason": "Pelaku serumah.", "in_authority": "ya"}
    complaints.take_step(complaint, "screen", by=intake, at=NOW, **screening)
    assert Complaint.objects.visible_to(intake).get() == complaint
    complaints.take_step(complaint, "accept", by=head, at=NOW, worker=worker)

    assert complaint.case.is_strict
    assert not Complaint.objects.visible_to(intake).exists()
    assert not Complaint.objects.the_police_wait_for(intake).exists()
    assert search(intake, complaint.number) == []
    assert hints(reader=intake, at=NOW, name="Anak Contoh").numbers == ["lainnya"]
    for reader in (head, worker):
        assert Complaint.objects.visible_to(reader).get() == complaint
    assert Complaint.objects.the_police_wait_for(head).get() == complaint  # the police's clock
