from dataclasses import fields
from datetime import date

from cases.models import Case, Child
from cases.tests.factories import case_in, open_case
from complaints.tests.factories import complaint_in, receive
from reports.anonymise import (
    AnonymousCase,
    AnonymousComplaint,
    AnonymousStep,
    anonymous_cases,
    anonymous_complaints,
    anonymous_steps,
    referral_answers,
)
from reports.figures import Figures
from reports.periods import half_year, year
from reports.services.issuing import figures_of

TODAY = date(2026, 11, 23)


def names(kind):
    return [field.name for field in fields(kind)]


def test_what_leaves_the_office_about_a_case_has_only_these_fields():
    """Adding one is a decision about children's privacy, so it is made here too."""
    assert names(AnonymousCase) == [
        "opened_in_month",
        "closed_in_period",
        "is_open",
        "children",
        "category",
        "risk",
        "closing_reason",
    ]
    assert names(AnonymousComplaint) == ["received_in_month", "channel", "outcome"]
    assert names(AnonymousStep) == ["sop", "was_on_time"]


def test_a_report_says_only_these_things():
    assert names(Figures) == [
        "period",
        "starts_on",
        "ends_on",
        "complaints",
        "cases",
        "target",
        "children_served",
        "children_in_need",
        "closed",
        "referrals_answered",
        "pace",
        "months",
        "categories",
        "outcomes",
        "timeliness",
    ]


def test_cases_count_in_the_period_they_were_opened_or_closed_in(now):
    case_in("closed", at=now)

    assert anonymous_cases(half_year(2026, 1)) == []
    [case] = anonymous_cases(half_year(2026, 2))
    assert (case.opened_in_month, case.closed_in_period, case.closing_reason) == (5, True, "T01")


def test_a_complaint_counts_where_it_was_received(now):
    receive(at=now)

    assert anonymous_complaints(year(2025)) == []
    assert [c.received_in_month for c in anonymous_complaints(year(2026))] == [11]


def test_steps_taken_in_time_are_told_from_late_ones(now, worker):
    complaint_in("case", at=now, worker=worker)

    assert {step.was_on_time for step in anonymous_steps(year(2026))} == {True}


def test_no_referral_was_sent():
    assert referral_answers(year(2026)) == (0, 0)


def test_nothing_anyone_wrote_reaches_the_figures(now):
    """A poison value in every field with a privacy class must not come out."""
    child = {"full_name": "RAHASIA", "sex": "P", "address": "RAHASIA", "school": "RAHASIA"}
    for _n in range(6):
        open_case(children=[child], presenting_problem="RAHASIA", at=now)

    data = str(figures_of(year(2026), today=TODAY).as_data())

    assert "RAHASIA" not in data
    assert not any(case.number in data or case.pseudonym in data for case in Case.objects.all())
    assert Child.objects.count() == 6
