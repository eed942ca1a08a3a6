"""A report that was begun and not sent leaves no answers behind, and no key."""

import sqlite3
import uuid
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from complaints import drafts
from complaints.models import Complaint, ReportDraft
from complaints.tests.test_report import CHECK, HAPPENING, answer_all, happening, page
from upksai.privacy import datakeys, keyring


@pytest.fixture(autouse=True)
def _keys_of_this_test(own_keys):
    """Nobody else's keys are counted."""


@pytest.fixture
def in_the_end(django_capture_on_commit_callbacks):
    """What happens inside is saved, as each page does it outside a test."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


def begin(**told) -> None:
    Client().post(page(1), happening(**told))


def rows_of_the_store() -> int:
    with sqlite3.connect(keyring.folder() / keyring.STORE) as store:
        return store.execute("SELECT count(*) FROM data_key").fetchone()[0]


def test_what_was_never_sent_goes_after_a_day_with_its_keys(in_the_end):
    for _citizen in range(3):
        begin()
    assert len(datakeys.drafts()) == rows_of_the_store() == 3

    with in_the_end():
        drafts.forget_old_answers(at=timezone.now() + timedelta(days=2))

    assert not ReportDraft.objects.exists()
    assert rows_of_the_store() == 0


def test_the_next_citizen_takes_the_old_drafts_away_and_keeps_their_own(in_the_end, clock):
    begin()
    clock.shift(timedelta(hours=25))

    with in_the_end():
        begin()

    assert datakeys.drafts() == {ReportDraft.objects.get().pk}


@pytest.mark.parametrize("leave", [reverse("complaints:leave"), reverse("complaints:quick_exit")])
def test_who_leaves_takes_the_key_along(client, in_the_end, leave):
    client.post(page(1), HAPPENING | happening())
    ask = client.post if leave.endswith("hapus-jejak/") else client.get

    with in_the_end():
        ask(leave)

    assert not ReportDraft.objects.exists()
    assert rows_of_the_store() == 0


def test_a_report_that_was_sent_keeps_its_own_key_only(client, in_the_end):
    answer_all(client)

    with in_the_end():
        client.post(CHECK)

    complaint = Complaint.objects.get()
    assert datakeys.drafts() == set()
    assert datakeys.exists(complaint.pk)
    assert complaint.account == HAPPENING["account"]


def test_who_leaves_is_let_go_although_the_keys_are_missing(client, in_the_end):
    client.post(page(1), happening())
    (keyring.folder() / keyring.STORE).unlink()

    with in_the_end():
        response = client.get(reverse("complaints:quick_exit"))

    assert response.status_code == 302
    assert not ReportDraft.objects.exists()


def test_every_hour_keys_without_answers_go_and_all_others_stay(client):
    answer_all(client)
    kept = ReportDraft.objects.get().pk
    stray, somebody = uuid.uuid4(), uuid.uuid4()
    datakeys.get_or_create(stray, purpose=datakeys.DRAFT)
    datakeys.get_or_create(somebody)

    call_command("hourly")

    assert datakeys.drafts() == {kept}
    assert datakeys.exists(somebody)
    assert "Anak sering sendirian" in client.get(CHECK).text


def test_who_goes_on_after_a_day_begins_anew_under_another_key(client, in_the_end, clock):
    client.post(page(1), happening())
    first = ReportDraft.objects.get().pk
    clock.shift(timedelta(hours=25))

    with in_the_end():
        client.post(page(1), happening(account="Cerita kedua"))

    second = ReportDraft.objects.get()
    assert second.pk != first
    assert datakeys.drafts() == {second.pk}
    assert "Cerita kedua" in client.get(page(1)).text


def test_a_draft_goes_with_the_other_keys_to_a_new_root(client):
    client.post(page(1), happening())

    call_command("keys", "rotate")

    assert datakeys.count() == datakeys.Counts({2: 1}, destroyed=0, shut=0)
    assert "Anak sering sendirian" in client.get(page(1)).text
