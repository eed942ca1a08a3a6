"""Evaluations, and what monitoring asks for before a case moves on or closes."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from cases.choices import CaseState
from cases.services import set_goal_result
from cases.services import take_step as take_case_step
from cases.tests.factories import NOW, case_in, visited
from monitoring import services
from monitoring.models import Evaluation
from upksai.workflow.engine import StepRefused

OUTCOME = {"functioning_before": 1, "functioning_after": 3, "what_changed": "Diasuh nenek."}
REACHED = {"closing_reason": "T01", "closing_summary": "Tujuan tercapai."}


def url(name, *args):
    return reverse(f"monitoring:{name}", args=args)


def typed(**changes):
    return OUTCOME | {"done_on": timezone.localdate().isoformat(), "what_remains": ""} | changes


@pytest.fixture
def case(worker, head):
    case = case_in("monitoring", worker=worker, head=head)
    for goal in case.goals.all():
        set_goal_result(goal, result="tercapai", by=worker, at=NOW)
    return case


def test_a_worker_evaluates_a_case(client, worker, case):
    client.force_login(worker)
    form = client.get(url("evaluate", case.pk)).context["form"]
    assert form.initial["functioning_before"] == 2
    page = client.post(url("evaluate", case.pk), typed(), follow=True).content.decode()

    evaluation = Evaluation.objects.get()
    assert (evaluation.by, evaluation.episode) == (worker, 1)
    assert "Evaluasi tersimpan." in page
    assert "Diasuh nenek." in page


def test_bad_input_keeps_what_was_typed(client, worker, case):
    client.force_login(worker)
    tomorrow = (timezone.localdate() + timedelta(days=1)).isoformat()
    wrong = typed(done_on=tomorrow, functioning_after="", what_remains="Dokumen.")
    page = client.post(url("evaluate", case.pk), wrong).content.decode()

    assert "Tanggal evaluasi tidak boleh setelah hari ini." in page
    assert "Pilih keberfungsian sekarang." in page
    assert "Dokumen." in page
    assert not Evaluation.objects.exists()


def test_a_double_click_evaluates_once(client, worker, case):
    client.force_login(worker)
    key = {"form_key": "33333333-3333-4333-8333-333333333333"}
    for _click in range(2):
        client.post(url("evaluate", case.pk), typed(**key))

    assert Evaluation.objects.count() == 1


def propose(case, worker, at=NOW, **closing):
    take_case_step(case, "propose_closure", by=worker, at=at, **(REACHED | closing))


def test_a_case_without_a_visit_does_not_go_on_to_monitoring(worker, head):
    case = case_in("intervention", worker=worker, head=head)
    with pytest.raises(StepRefused, match="Belum ada kunjungan yang dicatat"):
        take_case_step(case, "start_monitoring", by=worker, at=NOW)


def test_success_needs_an_evaluation(worker, case):
    with pytest.raises(StepRefused, match="Evaluasi sebelum dan sesudah"):
        propose(case, worker)
    services.evaluate(case, by=worker, at=NOW, done_on=NOW.date(), **OUTCOME)
    propose(case, worker)

    assert case.state == CaseState.CLOSURE_REVIEW


def test_success_needs_a_fresh_visit(worker, case):
    services.evaluate(case, by=worker, at=NOW, done_on=NOW.date(), **OUTCOME)
    later = NOW + timedelta(days=31)
    with pytest.raises(StepRefused, match="sudah lebih dari 30 hari"):
        propose(case, worker, at=later)
    services.record_visit(case, by=worker, at=later, kind="monitoring", **visited(later))
    propose(case, worker, at=later)

    assert case.state == CaseState.CLOSURE_REVIEW


def test_a_family_that_moved_away_is_not_visited_again(worker, case):
    propose(case, worker, at=NOW + timedelta(days=90), closing_reason="T04")

    assert case.state == CaseState.CLOSURE_REVIEW


def test_an_evaluation_of_an_earlier_episode_does_not_count(worker, head):
    case = case_in("closed", worker=worker, head=head)
    take_case_step(case, "reopen", by=head, at=NOW, note="Anak kembali ditinggal.")

    assert case.episode == 2
    assert not case.evaluations.filter(episode=case.episode).exists()
