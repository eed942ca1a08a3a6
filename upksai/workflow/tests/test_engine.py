"""The one door through which a record moves."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.db import DatabaseError, connection, transaction

from cases import services
from cases.choices import CaseState
from cases.models import Case, CaseStep
from cases.tests.factories import case_in, open_case
from complaints.tests.factories import SCREENING, receive
from upksai.privacy.models import AuditEntry
from upksai.workflow import engine
from upksai.workflow.engine import StepAlreadyTaken, StepRefused

ASSESSED = {"risk_level": "sedang", "ppks_category": "PPKS-02"}


@pytest.fixture
def in_review(worker, head):
    return case_in(CaseState.PLAN_REVIEW, worker=worker, head=head)


def test_a_step_moves_the_record_and_leaves_one_row(in_review, head, now):
    before = in_review.version

    taken = engine.take(in_review, "approve_plan", by=head, at=now, note="Baik.")

    in_review.refresh_from_db()
    assert in_review.state == CaseState.INTERVENTION
    assert in_review.version == before + 1
    assert (taken.source, taken.target, taken.by, taken.note) == (
        "plan_review",
        "intervention",
        head,
        "Baik.",
    )


def test_a_step_remembers_when_the_state_it_left_was_due(in_review, head, now):
    was_due = in_review.due_at

    assert engine.take(in_review, "approve_plan", by=head, at=now).due_at == was_due


def test_the_history_names_who_moved_the_record_and_why(in_review, head, now):
    engine.take(in_review, "approve_plan", by=head, at=now)

    newest = in_review.history.first()
    assert (newest.history_user, newest.history_change_reason) == (head, "approve_plan")
    assert newest.history_date == now


def test_a_step_that_does_not_leave_this_state_is_refused(in_review, worker, now):
    with pytest.raises(StepRefused, match="tidak dapat dilakukan saat status"):
        engine.take(in_review, "submit_plan", by=worker, at=now)
    in_review.refresh_from_db()
    assert in_review.state == CaseState.PLAN_REVIEW


def test_a_role_that_the_sop_does_not_name_is_refused(in_review, worker, other_worker, now):
    for user in (worker, other_worker):
        with pytest.raises(StepRefused, match="Peran Anda tidak berwenang"):
            engine.take(in_review, "approve_plan", by=user, at=now)


def test_only_the_worker_of_the_case_has_the_assigned_role(worker, other_worker, now):
    case = case_in(CaseState.ASSESSMENT, worker=worker)

    assert "assigned" in case.roles_of(worker)
    assert "assigned" not in case.roles_of(other_worker)
    with pytest.raises(StepRefused, match="Peran Anda tidak berwenang"):
        engine.take(case, "finish_assessment", by=other_worker, at=now, **ASSESSED)


def test_a_missing_field_is_named(worker, now):
    case = case_in(CaseState.ASSESSMENT, worker=worker)

    with pytest.raises(StepRefused) as refused:
        engine.take(case, "finish_assessment", by=worker, at=now, **ASSESSED | {"risk_level": ""})

    assert "Tingkat risiko wajib diisi." in refused.value.reasons


def test_a_field_that_the_step_does_not_ask_for_is_a_mistake_in_the_code(in_review, head, now):
    with pytest.raises(TypeError, match="does not fill"):
        engine.take(in_review, "approve_plan", by=head, at=now, pseudonym="Gelatik")


def test_a_guard_says_why_not_yet(worker, now):
    case = open_case(worker=worker)

    with pytest.raises(StepRefused, match="Persetujuan layanan"):
        engine.take(case, "start_assessment", by=worker, at=now)


def test_a_step_that_needs_a_reason_is_refused_without(in_review, head, now):
    with pytest.raises(StepRefused, match="Tulis alasannya"):
        engine.take(in_review, "return_plan", by=head, at=now, note="  ")


def test_a_refused_step_changes_nothing_at_all(worker, now):
    case = case_in(CaseState.ASSESSMENT, worker=worker)
    before = Case.objects.filter(pk=case.pk).values().get(), case.steps.count()

    with pytest.raises(StepRefused):
        engine.take(case, "finish_assessment", by=worker, at=now, **ASSESSED)

    assert (Case.objects.filter(pk=case.pk).values().get(), case.steps.count()) == before


def test_a_page_grown_stale_is_refused_and_told_who_was_first(in_review, head, worker, now):
    seen = in_review.version
    engine.take(in_review, "return_plan", by=head, at=now, note="Tambahkan tujuan.")

    with pytest.raises(StepRefused) as refused:
        engine.take(in_review, "submit_plan", by=worker, at=now, version=seen)

    assert head.full_name in refused.value.reasons[0]
    assert "Perencanaan" in refused.value.reasons[0]


def test_a_double_click_is_recognised(in_review, head, now):
    seen = in_review.version
    engine.take(in_review, "approve_plan", by=head, at=now, version=seen)

    with pytest.raises(StepAlreadyTaken, match="sudah tersimpan"):
        engine.take(in_review, "approve_plan", by=head, at=now, version=seen)
    assert in_review.steps.filter(name="approve_plan").count() == 1


def test_the_same_step_by_another_person_is_no_double_click(intake, now):
    from upksai.accounts.tests.factories import UserFactory

    complaint = receive(at=now)
    seen = complaint.version
    engine.take(complaint, "screen", by=intake, at=now, **SCREENING)
    colleague = UserFactory(role="intake")

    with pytest.raises(StepRefused) as refused:
        engine.take(complaint, "screen", by=colleague, at=now, version=seen, **SCREENING)

    assert not isinstance(refused.value, StepAlreadyTaken)


def test_buttons_are_those_of_the_person_with_what_stands_in_the_way(worker, head, now):
    case = open_case(worker=worker, head=head)

    [option] = engine.options(case, worker, now)

    assert option.step.name == "start_assessment"
    assert not option.is_open
    assert option.url == f"{case.get_absolute_url()}langkah/start_assessment/"
    assert engine.options(case, head, now) == []


def test_what_an_earlier_step_filled_in_is_not_emptied_later(in_review, worker):
    from django.core.exceptions import ValidationError

    in_review.state = CaseState.CLOSED
    with pytest.raises(ValidationError, match="Wajib diisi pada tahap ini"):
        in_review.full_clean()


def test_a_step_taken_is_never_rewritten(in_review):
    taken = in_review.steps.first()
    taken.note = "lain"

    with pytest.raises(TypeError, match="never rewritten"):
        taken.save()


@pytest.mark.parametrize("statement", ["UPDATE {} SET at = now()", "DELETE FROM {}"])
@pytest.mark.parametrize("model", [CaseStep, AuditEntry])
def test_the_database_itself_keeps_rows_as_they_are(in_review, worker, now, model, statement):
    services.read_case(in_review.pk, reader=worker, at=now, part="summary")

    with (
        pytest.raises(DatabaseError, match="never changed or removed"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement.format(model._meta.db_table))


def test_the_database_knows_no_state_that_the_sop_does_not(in_review):
    with (
        pytest.raises(DatabaseError, match="state_is_known"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("UPDATE cases_case SET state = 'terbang' WHERE id = %s", [in_review.pk])


def test_late_records_are_those_whose_limit_has_passed(in_review):
    due = in_review.due_at

    assert not Case.objects.overdue(due).exists()
    assert Case.objects.overdue(due + timedelta(seconds=1)).get() == in_review


def test_a_record_waits_for_those_who_have_the_duty(in_review, worker, head):
    assert list(Case.objects.waiting_for(head)) == [in_review]
    assert not Case.objects.waiting_for(worker).exists()


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_of_two_people_at_the_same_moment_the_second_is_refused(now):
    """Two real connections: the row lock lets one through; the other sees what the first did."""
    from upksai.accounts.tests.factories import UserFactory

    heads = [UserFactory(role="head"), UserFactory(role="head")]
    case = case_in(CaseState.PLAN_REVIEW, head=heads[0])
    start = Barrier(2)

    def decide(who):
        mine = Case.objects.get(pk=case.pk)
        start.wait(10)
        try:
            engine.take(mine, "approve_plan", by=who, at=now, version=mine.version)
        except StepRefused as refused:
            return refused.reasons[0]
        finally:
            connection.close()
        return "taken"

    with ThreadPoolExecutor(2) as pool:
        answers = sorted(pool.map(decide, heads), key=len)

    assert answers[0] == "taken"
    assert "sudah mengubah catatan ini menjadi" in answers[1]
    assert case.steps.filter(name="approve_plan").count() == 1
