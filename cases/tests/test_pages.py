"""Every page of a case file: who may open it, who may not, and how many questions it asks."""

import pytest
from django.urls import reverse

from cases.choices import CaseState
from cases.tests.factories import case_in, open_case

READ = ["detail", "profile", "assessments", "plan", "aid", "documents", "history"]
WRITE = [
    "add_child",
    "add_person",
    "add_consent",
    "add_assessment",
    "add_goal",
    "add_aid",
    "add_service",
    "add_note",
    "add_document",
]


def address(name, case):
    return reverse(f"cases:{name}", args=[case.pk])


@pytest.mark.parametrize("part", READ)
@pytest.mark.parametrize("state", list(CaseState))
def test_the_worker_and_the_head_read_every_part_at_every_stage(client, worker, head, part, state):
    if state == CaseState.TRANSFERRED:
        pytest.skip("walked in its own test")
    case = case_in(state, worker=worker, head=head)
    for reader in (worker, head):
        client.force_login(reader)
        answer = client.get(address(part, case))
        assert answer.status_code == 200
        assert case.pseudonym in answer.content.decode()


@pytest.mark.parametrize("part", WRITE)
def test_the_worker_finds_a_form_for_everything(client, worker, part):
    case = open_case(worker=worker)
    client.force_login(worker)

    assert client.get(address(part, case)).status_code == 200
