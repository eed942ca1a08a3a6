"""Taking over what was handled on paper before this system."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from cases.models import Case
from cases.services import import_legacy_case
from cases.tests.factories import NOW
from upksai.workflow import engine

RECAP = {
    "problem": "penelantaran",
    "ppks_category": "PPKS-02",
    "risk_level": "sedang",
    "closing_reason": "T99",
    "closing_summary": "Hasil tidak dirinci dalam rekap.",
}


def take_over(head, **facts):
    return import_legacy_case(
        child={"sex": "P"},
        source="rekap 2020",
        opened_at=NOW - timedelta(days=2400),
        closed_at=NOW - timedelta(days=2300),
        by=head,
        at=NOW,
        **RECAP | facts,
    )


def test_a_line_of_a_recap_becomes_a_finished_case_of_its_own_year(head):
    case = take_over(head)
    assert (case.state, case.is_legacy, case.due_at) == ("completed", True, None)
    assert case.number == "K-2020-001"
    assert not case.current_assignments().exists()
    step = case.steps.get()
    assert (step.name, step.source, step.target, step.by) == ("import", "", "completed", head)


def test_an_imported_case_has_what_the_sop_requires_by_then(head):
    with pytest.raises(ValidationError):
        take_over(head, closing_reason="")
    assert not Case.objects.exists()


def test_what_is_already_in_the_register_is_not_imported_again(head):
    case = take_over(head)
    with pytest.raises(TypeError):
        engine.import_record(case, state="opened", by=head, at=NOW)
