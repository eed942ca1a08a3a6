"""A case on its way: the pages on which it is assigned, moved, closed and opened again."""

import pytest
from django.urls import reverse
from django.utils import timezone

from cases import services
from cases.choices import CaseState
from cases.models import Case
from cases.tests.factories import case_in, open_case
from upksai.accounts.tests.factories import UserFactory
from upksai.workflow.engine import StepRefused

PROPOSAL = {"closing_reason": "T01", "closing_summary": "Tujuan tercapai; nenek mengasuh."}


def take(client, case, name, **typed):
    case.refresh_from_db()
    url = reverse("cases:step", args=[case.pk, name])
    return client.post(url, {"version": case.version} | typed, follow=True).content.decode()


def assign_page(case):
    return reverse("cases:assign", args=[case.pk])


def test_the_worker_proposes_and_the_head_closes(client, worker, head):
    case = case_in(CaseState.MONITORING, worker=worker, head=head)
    for goal in case.goals.all():
        services.set_goal_result(goal, result="tercapai", by=worker, at=timezone.now())
    client.force_login(worker)
    page = take(client, case, "propose_closure", **PROPOSAL)
    assert "Evaluasi sebelum dan sesudah penanganan belum dicatat." in page
    assert "nenek mengasuh" in page

    case = case_in(CaseState.CLOSURE_REVIEW, worker=worker, head=head)
    client.force_login(head)
    page = take(client, case, "close")

    case.refresh_from_db()
    assert case.state == CaseState.CLOSED
    assert case.closed_at
    assert "Kasus ditutup. Berikutnya: Mulai bimbingan lanjut." in page


def test_a_child_who_cannot_be_found_any_more_needs_no_fresh_visit(client, worker, head):
    case = case_in(CaseState.MONITORING, worker=worker, head=head)
    client.force_login(worker)

    lost = {"closing_reason": "T07", "closing_summary": "Keluarga pindah tanpa alamat."}
    take(client, case, "propose_closure", **lost)

    case.refresh_from_db()
    assert case.state == CaseState.CLOSURE_REVIEW


def test_success_is_not_claimed_before_monitoring_has_shown_it(client, worker, head):
    case = case_in(CaseState.INTERVENTION, worker=worker, head=head)
    client.force_login(worker)

    page = take(client, case, "propose_closure", **PROPOSAL)

    assert "Alasan ini hanya dapat dipilih dari tahap Monitoring." in page
    case.refresh_from_db()
    assert case.state == CaseState.INTERVENTION


def test_opening_again_keeps_the_number_and_begins_a_new_episode(client, worker, head):
    case = case_in(CaseState.CLOSED, worker=worker, head=head)
    client.force_login(head)

    take(client, case, "reopen", note="Anak kembali ke jalan.")

    case.refresh_from_db()
    assert (case.episode, case.closed_at, case.closing_reason) == (2, None, "")
    assert case.state == CaseState.ASSESSMENT


def test_a_new_episode_needs_its_own_assessment_and_plan(worker, head, now):
    case = case_in(CaseState.CLOSED, worker=worker, head=head)
    services.take_step(case, "reopen", by=head, at=now, note="Keluarga meminta.")

    with pytest.raises(StepRefused, match="Asesmen belum dicatat"):
        services.take_step(
            case,
            "finish_assessment",
            by=worker,
            at=now,
            risk_level="sedang",
            ppks_category="PPKS-02",
        )


def test_handing_a_case_over_ends_it_with_a_reason(client, worker, head):
    case = case_in(CaseState.INTERVENTION, worker=worker, head=head)
    client.force_login(head)
    assert "Tulis alasannya." in take(client, case, "transfer")

    take(client, case, "transfer", note="Pindah ke Kabupaten Demak.")

    case.refresh_from_db()
    assert case.state == CaseState.TRANSFERRED
    assert case.closed_at
    page = client.get(case.get_absolute_url()).content.decode()
    assert "Dialihkan" in page
    assert "Buka kembali" in page


def test_the_head_gives_a_case_to_another_worker(client, head, worker, other_worker):
    case = open_case(worker=worker, head=head)
    client.force_login(head)
    page = client.get(assign_page(case)).content.decode()
    assert f"{other_worker.full_name} – 0 kasus berjalan" in page
    assert f"Sekarang dipegang {worker.full_name}." in page

    answer = client.post(
        assign_page(case), {"worker": other_worker.pk, "reason": "Cuti."}, follow=True
    )

    assert "Petugas kasus ini sudah diganti." in answer.content.decode()
    assert list(Case.objects.visible_to(other_worker)) == [case]
    assert not Case.objects.visible_to(worker).exists()
    assert case.assignments.count() == 2


def test_a_case_is_given_to_somebody_who_works_with_cases(client, head, worker, intake):
    case = open_case(worker=worker, head=head)
    away = UserFactory(is_active=False)
    client.force_login(head)

    for nobody in ("", intake.pk, away.pk, worker.pk):
        page = client.post(assign_page(case), {"worker": nobody}).content.decode()
        assert "Ada yang perlu diperbaiki" in page
    assert case.current_assignments().get().worker == worker


def test_a_worker_does_not_give_cases_away(client, worker):
    case = open_case(worker=worker)
    client.force_login(worker)

    assert client.get(assign_page(case)).status_code == 404


def test_giving_a_case_to_whom_it_belongs_changes_nothing(worker, head, now):
    case = open_case(worker=worker, head=head)

    services.assign(case, worker=worker, by=head, at=now)

    assert case.assignments.count() == 1


def test_a_new_case_waits_for_the_consent_of_the_family(client, worker):
    case = open_case(worker=worker)
    client.force_login(worker)

    page = take(client, case, "start_assessment")

    assert "Persetujuan layanan atau dasar pemrosesan lain belum dicatat." in page
