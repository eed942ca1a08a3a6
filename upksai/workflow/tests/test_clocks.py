"""When a state is late: hours for a child's safety, working days where the law counts them."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from cases.choices import CaseState
from cases.tests.factories import case_in, open_case
from cases.workflow import HANDLING
from upksai.directory.choices import TimeUnit
from upksai.directory.models import DayOverride, TimeLimit
from upksai.workflow import Limit, clocks, engine

JAKARTA = ZoneInfo("Asia/Jakarta")


def moment(*parts):
    return datetime(*parts, tzinfo=JAKARTA)


@pytest.mark.parametrize(
    ("limit", "due"),
    [
        (Limit.hours(4), moment(2026, 11, 20, 20)),
        (Limit.days(3), moment(2026, 11, 23, 16)),
        (Limit.working_days(2), moment(2026, 11, 24, 23, 59, 59)),
    ],
)
def test_hours_and_days_run_through_the_weekend_and_working_days_do_not(limit, due):
    friday = moment(2026, 11, 20, 16)

    assert clocks.after(limit, friday) == due


@pytest.mark.parametrize(("risk", "hours"), [("tinggi", 4), ("sedang", 24), ("rendah", 72)])
def test_the_limit_of_a_new_case_follows_its_risk(risk, hours, now):
    assert open_case(at=now, risk_level=risk).due_at == now + timedelta(hours=hours)


def test_a_case_under_review_is_due_in_two_working_days(now):
    case = case_in(CaseState.PLAN_REVIEW, at=now)

    assert case.due_at == moment(2026, 11, 25, 23, 59, 59)


def test_a_finished_case_has_no_deadline(now):
    assert case_in(CaseState.COMPLETED, at=now).due_at is None


def test_the_head_s_limit_takes_the_place_of_the_written_one(now):
    TimeLimit.objects.create(key="case-handling.opened.tinggi", amount=2, unit=TimeUnit.HOURS)

    assert open_case(at=now, risk_level="tinggi").due_at == now + timedelta(hours=2)
    assert open_case(at=now, risk_level="sedang").due_at == now + timedelta(hours=24)


def test_a_changed_limit_leaves_running_deadlines_as_they_are(now, head):
    case = case_in(CaseState.PLAN_REVIEW, at=now, head=head)
    was_due = case.due_at
    TimeLimit.objects.create(key="case-handling.plan_review", amount=9, unit=TimeUnit.WORKING_DAYS)

    case.refresh_from_db()
    assert case.due_at == was_due
    engine.take(case, "return_plan", by=head, at=now, note="Lengkapi.")
    assert case.due_at == now + timedelta(days=10)


def test_a_day_the_office_closes_moves_the_deadline(now):
    DayOverride.objects.create(day="2026-11-24", is_working=False, reason="Rapat kerja")

    assert clocks.after(Limit.working_days(2), now) == moment(2026, 11, 26, 23, 59, 59)


def test_a_state_without_a_limit_is_never_late():
    assert clocks.due_at(HANDLING, CaseState.COMPLETED, "", moment(2026, 1, 1)) is None
