from dataclasses import fields

from cases.models import Case, Child
from cases.tests.factories import open_case
from complaints.tests.factories import complaint_in
from reports.anonymise import AnonymousStep, anonymous_steps, referral_answers
from reports.disclosure import StatRecord
from reports.figures import Figures, rounded_share
from reports.periods import year
from reports.services.issuing import figures_of


def names(kind):
    return [field.name for field in fields(kind)]


def test_what_leaves_the_office_about_a_case_has_only_these_fields():
    """Adding one is a decision about children's privacy, so it is made here too."""
    assert names(StatRecord) == [
        "key",
        "type",
        "age",
        "sex",
        "district",
        "channel",
        "outcome",
        "semester",
    ]
    assert names(AnonymousStep) == ["sop", "was_on_time"]


def test_a_report_says_only_these_things():
    assert names(Figures) == [
        "period",
        "starts_on",
        "ends_on",
        "target",
        "children_in_need",
        "cases",
        "releases",
        "left_behind",
        "missing",
        "timeliness",
        "referrals_answered",
    ]


def test_a_share_of_the_office_s_work_is_too_coarse_to_be_subtracted():
    assert [rounded_share(*pair) for pair in [(8, 9), (0, 0), (9, 10), (29, 31), (0, 12)]] == [
        None,
        None,
        90,
        95,
        0,
    ]


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

    data = str(figures_of(year(2026)).as_data())

    assert "RAHASIA" not in data
    assert not any(case.number in data or case.pseudonym in data for case in Case.objects.all())
    assert Child.objects.count() == 6
