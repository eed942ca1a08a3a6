"""Looking for a child who may already be known; and what the case is called."""

from datetime import date

import pytest

from cases import stages
from cases.choices import CaseState
from cases.matches import possible_matches
from cases.models import Child
from cases.pseudonyms import BIRDS, new_pseudonym
from cases.queries import papers_of, plan_approval
from cases.tests.factories import case_in, open_case

NIK = "3374106112129001"


@pytest.fixture
def known():
    child = {"full_name": "Siti Rahmawati", "birth_date": date(2012, 12, 21), "nik": NIK}
    return open_case(children=[child])


def test_the_same_nik_is_the_first_hint(known, head):
    [match] = possible_matches(reader=head, name="Nama Lain", nik=NIK)

    assert (match.number, match.why) == (known.number, "NIK sama")


@pytest.mark.parametrize("name", ["Siti Rahmawati", "SITI RAHMAWATI", "Siti Rahmawaty"])
def test_a_name_that_sounds_alike_is_a_hint(known, head, name):
    assert [match.number for match in possible_matches(reader=head, name=name)] == [known.number]


def test_a_name_and_a_birthday_together_say_more_than_a_name(known, head):
    [match] = possible_matches(reader=head, name="Siti Rahmawaty", birth_date=date(2012, 12, 21))

    assert match.why == "nama mirip dan tanggal lahir sama"


@pytest.mark.parametrize("name", ["Budi Santoso", "Si", "", "   "])
def test_another_name_or_none_is_no_hint(known, head, name):
    assert possible_matches(reader=head, name=name).cases == []


def test_a_hint_tells_nothing_about_the_child(known, head):
    [match] = possible_matches(reader=head, nik=NIK)

    assert "Siti" not in str(match)
    assert NIK not in str(match)
    assert match.pseudonym == known.pseudonym


def test_one_case_is_named_once_and_few_are_named_at_all(known, head):
    for _number in range(8):
        open_case(children=[{"full_name": "Siti Rahmawati"}])

    found = possible_matches(reader=head, name="Siti Rahmawati", nik=NIK).cases

    assert len(found) == 5
    assert len({match.number for match in found}) == 5
    assert found[0].why == "NIK sama"


def test_a_pseudonym_is_a_bird_by_chance_and_never_the_child_s_name():
    names = {new_pseudonym() for _time in range(200)}

    assert names <= set(BIRDS)
    assert len(names) > 20
    assert len(BIRDS) == len(set(BIRDS)) >= 70


def test_papers_come_newest_first_in_one_query(django_assert_num_queries):
    case = case_in(CaseState.CLOSED)

    with django_assert_num_queries(1):
        papers = papers_of(case)

    assert {paper.model for paper in papers} == {"assessment", "servicegiven", "aidgiven"}
    assert [paper.day for paper in papers] == sorted((p.day for p in papers), reverse=True)
    assert "Asesmen awal" in {paper.title for paper in papers}


def test_the_approval_of_a_plan_is_forgotten_when_the_case_opens_again(head, now):
    from cases import services

    case = case_in(CaseState.CLOSED, head=head)
    assert plan_approval(case).state == "approve_plan"

    services.take_step(case, "reopen", by=head, at=now, note="Keluarga meminta.")

    assert plan_approval(case).state == ""


def test_stages_that_were_skipped_are_not_called_finished(worker, head, now):
    from cases import services

    case = case_in(CaseState.ASSESSMENT, worker=worker, head=head)
    moved = {"closing_reason": "T04", "closing_summary": "Pindah ke Demak."}
    services.take_step(case, "propose_closure", by=worker, at=now, **moved)
    services.take_step(case, "close", by=head, at=now)

    words = [str(stage.words) for stage in stages.stages_of(case, case.steps.all())]

    assert words == ["selesai", "dilewati", "dilewati", "dilewati", "selesai", "ditutup"]


@pytest.mark.parametrize("state", list(CaseState))
def test_every_state_has_a_place_among_the_stages(state):
    assert 0 <= stages.place_of(state) <= 6
    assert stages.stage_label(state)


def test_names_are_visible_only_through_the_case(known, worker, other_worker, head):
    carrier = known.current_assignments().get().worker

    assert Child.objects.visible_to(carrier).exists()
    assert Child.objects.visible_to(head).exists()
    assert not Child.objects.visible_to(other_worker).exists()
