"""The clocks of UU 14/2008: ten working days, seven more once, thirty to object."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from reports import services
from reports.tests.factories import brought_to, request_in, requested
from upksai.directory.calendar import working_days_left
from upksai.directory.services import add_day, change_limit
from upksai.workflow.engine import StepRefused

JAKARTA = ZoneInfo("Asia/Jakarta")
#: Tuesday. Nyepi and Idulfitri 1447 H follow, with cuti bersama from 18 to 24 March (SKB 2026).
BEFORE_IDULFITRI = datetime(2026, 3, 17, 14, tzinfo=JAKARTA)


def day(moment) -> date:
    return moment.astimezone(JAKARTA).date()


def extend(asked, officer, at):
    services.take_step(asked, "extend", by=officer, at=at, extension_reason="Data lama.")


def test_a_request_before_idulfitri_is_answered_ten_working_days_after_the_holidays(data_officer):
    asked = request_in("review", at=BEFORE_IDULFITRI)

    # 25–27, 30–31 March, 1–2 April; Good Friday is the 3rd; 6, 7 and 8 April.
    assert day(asked.due_at) == date(2026, 4, 8)
    extend(asked, data_officer, BEFORE_IDULFITRI)
    assert day(asked.due_at) == date(2026, 4, 17)


def test_a_request_sent_at_night_or_on_a_sunday_counts_from_the_next_working_day():
    late_at_night, _code = requested(at=datetime(2026, 11, 23, 23, 59, tzinfo=JAKARTA))
    on_sunday, _code = requested(at=datetime(2026, 11, 22, 9, tzinfo=JAKARTA))

    assert day(late_at_night.due_at) == date(2026, 12, 7)
    assert day(on_sunday.due_at) == date(2026, 12, 4)


def test_the_clock_runs_on_through_every_state_until_the_answer(now, data_officer, head):
    asked = request_in("review", officer=data_officer)
    tomorrow = now.replace(day=25)

    for state in ("review", "decision", "granted"):
        brought_to(state, asked, officer=data_officer, head=head, at=tomorrow)
        assert day(asked.due_at) == date(2026, 12, 7)


def test_an_extension_lasts_when_the_answer_goes_back_and_forth(now, data_officer, head):
    asked = request_in("review", officer=data_officer)
    extend(asked, data_officer, now)
    brought_to("decision", asked, officer=data_officer)

    services.take_step(asked, "return", by=head, at=now, note="Lengkapi sumbernya.")

    assert day(asked.due_at) == date(2026, 12, 16)
    with pytest.raises(StepRefused, match="sudah diperpanjang satu kali"):
        extend(asked, data_officer, now)


def test_the_head_may_set_a_shorter_limit_for_the_office(now, head):
    change_limit(key="information-request.answer", amount=5, unit="working_days", by=head, at=now)

    assert day(requested()[0].due_at) == date(2026, 11, 30)


def test_an_objection_is_possible_to_the_end_of_the_thirtieth_working_day(now):
    last_moment = datetime(2027, 1, 8, 23, 59, tzinfo=JAKARTA)
    asked = request_in("delivered")
    assert day(asked.objection_until) == day(last_moment)

    services.object_to_answer(asked, text="Kurang lengkap.", at=last_moment)
    assert asked.state == "objection"

    other = request_in("delivered")
    with pytest.raises(StepRefused, match="sudah berakhir pada 8 Januari 2027"):
        services.object_to_answer(other, text="Terlambat.", at=last_moment.replace(day=9))


def test_nobody_objects_twice(now):
    asked = request_in("delivered")
    services.object_to_answer(asked, text="Kurang lengkap.", at=now)

    with pytest.raises(StepRefused):
        services.object_to_answer(asked, text="Sekali lagi.", at=now)


def test_working_days_left_are_counted_as_the_office_works(now, head):
    friday = datetime(2026, 11, 27, 23, 59, 59, tzinfo=JAKARTA)
    assert working_days_left(now, friday) == 4

    add_day(day=date(2026, 11, 25), is_working=False, reason="Pemilihan", by=head, at=now)
    assert working_days_left(now, friday) == 3
    assert working_days_left(friday, now) == -3
    assert working_days_left(now, now) == 0
