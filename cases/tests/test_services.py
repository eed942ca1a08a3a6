import pytest

from cases.choices import CaseState
from cases.models import Case
from upksai.workflow.engine import StepRefused

from .factories import STAGES, case_in, open_case


@pytest.mark.parametrize("state", [CaseState.OPENED, *(stage for stage, _walk in STAGES)])
def test_a_case_can_be_walked_to_every_stage(state):
    assert case_in(state).state == state


def test_opening_a_case_numbers_it_and_gives_it_a_bird(worker, head, now):
    first = open_case(worker=worker, head=head, at=now)
    second = open_case(worker=worker, head=head, at=now)

    assert (first.number, second.number) == ("K-2026-001", "K-2026-002")
    assert first.pseudonym
    assert "Anak Contoh" not in str(first)


def test_a_worker_sees_only_their_own_cases(worker, other_worker, head, auditor, now):
    case = open_case(worker=worker, head=head, at=now)

    assert list(Case.objects.visible_to(worker)) == [case]
    assert list(Case.objects.visible_to(head)) == [case]
    assert not Case.objects.visible_to(other_worker).exists()
    assert not Case.objects.visible_to(auditor).exists()


def test_another_worker_may_not_write_in_the_case(other_worker, now):
    from cases import services
    from cases.models import ProgressNote

    case = open_case(at=now)
    with pytest.raises(StepRefused):
        services.write_down(
            case, ProgressNote, by=other_worker, at=now, happened_on=now.date(), title="x", text="y"
        )
    assert not case.notes.exists()
