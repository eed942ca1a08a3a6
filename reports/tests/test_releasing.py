"""From a request to a published table: two people, one ledger, never past the auditor."""

import pytest
from django.db import InternalError, connection, transaction

from reports import disclosure, services
from reports.disclosure import Refused
from reports.models import LedgerEntry, StatPlan, StatRelease, StatSnapshot
from reports.periods import year
from reports.queries import ledger_hash
from reports.services import ledger
from reports.tests.statistics import NOW, planned, proposed, published, records
from upksai.accounts.roles import Role
from upksai.accounts.tests.factories import UserFactory
from upksai.workflow.engine import StepRefused

pytestmark = pytest.mark.usefixtures("cases")


def reasons(refused) -> str:
    return " ".join(refused.value.reasons)


def test_a_data_officer_proposes_and_the_head_publishes(data_officer, head):
    release = published("sex", by=data_officer, head=head)
    entry = LedgerEntry.objects.get()

    assert (release.state, entry.number, entry.by) == ("published", 1, head)
    assert (entry.starts, entry.ends) == ("2025-1", "2025-2")
    assert entry.published.table.total == 40
    assert entry.certificate["release"] == entry.sha256
    assert [step.by for step in release.steps.all()] == [data_officer, head]


def test_nobody_publishes_what_they_proposed(data_officer):
    """Not even an officer who has become the head since."""
    release = proposed(by=data_officer)
    data_officer.role = Role.HEAD
    data_officer.save()

    with pytest.raises(StepRefused) as refused:
        services.publish(release, by=data_officer, at=NOW)

    assert "orang lain yang menerbitkannya" in reasons(refused)
    assert not release.roles_of(data_officer)
    assert not LedgerEntry.objects.exists()


@pytest.mark.parametrize("role", [Role.DATA_OFFICER, Role.AUDITOR, Role.WORKER, Role.ADMIN])
def test_only_the_head_publishes(role):
    release = proposed()

    with pytest.raises(StepRefused):
        services.publish(release, by=UserFactory(role=role), at=NOW)

    assert not LedgerEntry.objects.exists()


def test_only_a_data_officer_proposes(head):
    with pytest.raises(StepRefused):
        services.propose_release(planned(), option=0, by=head, at=NOW)


def test_a_rejected_proposal_has_its_reason_and_is_known_to_nobody(head):
    release = proposed()
    with pytest.raises(StepRefused):
        services.take_release_step(release, "reject", by=head, at=NOW)

    services.take_release_step(release, "reject", by=head, at=NOW, note="Belum perlu.")

    assert release.steps.last().note == "Belum perlu."
    assert ledger.whole_ledger().releases == ()


def test_a_second_release_is_audited_again_once_the_ledger_has_moved(monkeypatch):
    first, second = proposed("sex"), proposed("age")
    assert first.proposed.number == second.proposed.number == 1
    asked = []
    monkeypatch.setattr(
        ledger, "audit", lambda *a, **kw: asked.append(a[0].number) or disclosure.audit(*a, **kw)
    )
    head = UserFactory(role=Role.HEAD)

    services.publish(first, by=head, at=NOW)
    services.publish(second, by=head, at=NOW)

    assert asked == [2]
    one, two = LedgerEntry.objects.order_by("number")
    assert two.published.number == 2
    assert two.certificate["ledger"] == two.before != one.before
    assert ledger_hash() == ledger.whole_ledger().sha256


@pytest.mark.parametrize(
    ("problem", "words"),
    [
        (Refused("a figure would become known"), "rilis lain sudah terbit"),
        (RuntimeError("the solver was killed"), "Pemeriksaan gagal"),
        (MemoryError(), "Pemeriksaan gagal"),
    ],
)
def test_what_the_auditor_does_not_prove_is_not_published(monkeypatch, problem, words):
    first, second = proposed("sex"), proposed("age")
    head = UserFactory(role=Role.HEAD)
    services.publish(first, by=head, at=NOW)

    def fails(*args, **kwargs):
        raise problem

    monkeypatch.setattr(ledger, "audit", fails)
    with pytest.raises(StepRefused) as refused:
        services.publish(second, by=head, at=NOW)

    second.refresh_from_db()
    assert words in reasons(refused)
    assert second.state == "proposed"
    assert LedgerEntry.objects.count() == 1


def test_if_the_planner_fails_nothing_may_be_published(monkeypatch):
    def fails(*args, **kwargs):
        raise RuntimeError("the solver was killed")

    monkeypatch.setattr(disclosure, "plan", fails)
    plan = planned()

    assert plan.is_refused
    assert "Perhitungan gagal" in plan.reasons[0]
    assert list(StatPlan.objects.refused()) == [plan]


def test_a_certificate_for_a_smaller_k_does_not_hold(settings, monkeypatch):
    release = proposed()
    settings.STATISTICS_K = 9
    with pytest.raises(StepRefused):
        services.publish(release, by=UserFactory(role=Role.HEAD), at=NOW)


def tamper(table: str, change: str) -> None:
    """As somebody could who owns the database."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        cursor.execute(f"UPDATE {table} SET {change}")  # noqa: S608 -- of this file only
        cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")


@pytest.mark.parametrize(
    ("table", "change"),
    [
        ("reports_statsnapshot", "sha256 = repeat('0', 64)"),
        ("reports_statsnapshot", "content = '\\x00'"),
        ("reports_statrelease", "content = replace(content, '\"value\":', '\"value\":1')"),
        ("reports_statrelease", "sha256 = repeat('0', 64)"),
    ],
)
def test_a_proposal_or_snapshot_that_was_changed_is_not_published(table, change, head):
    release = proposed()
    tamper(table, change)

    with pytest.raises(StepRefused) as refused:
        services.publish(StatRelease.objects.get(), by=head, at=NOW)

    assert "tidak cocok dengan sidiknya" in reasons(refused)
    assert release.state == "proposed"


def test_nothing_is_added_to_a_ledger_that_was_changed(head):
    published("sex")
    release = proposed("age")
    tamper("reports_ledgerentry", "content = replace(content, '40', '41')")

    with pytest.raises(StepRefused) as refused:
        services.publish(release, by=head, at=NOW)

    assert "Buku rilis tidak cocok" in reasons(refused)


def test_a_withdrawn_release_stays_known(head):
    release = published("sex", head=head)

    services.take_release_step(release, "withdraw", by=head, at=NOW, note="Salah periode.")

    assert not LedgerEntry.objects.published().exists()
    assert [one.number for one in ledger.whole_ledger().releases] == [1]


def test_a_correction_takes_the_place_of_what_it_corrects_and_both_stay_known(cases, head):
    old = published("sex", head=head)
    cases.extend(records(6, seed=8))
    services.take_snapshot(at=NOW)

    new = published("sex", corrects=old, head=head)

    old.refresh_from_db()
    assert (old.state, new.state) == ("corrected", "published")
    assert new.entry.published.corrects == old.entry.number
    assert [one.table.total for one in ledger.whole_ledger().releases] == [40, 46]
    assert LedgerEntry.objects.published().get().release == new


def test_every_table_of_a_year_is_counted_from_the_same_snapshot(cases):
    """Until it is corrected: else each new table would tell what has changed since the last."""
    first = published("sex")
    cases.extend(records(6, seed=8))
    services.take_snapshot(at=NOW)

    assert planned("age").snapshot == first.snapshot
    assert planned("age", period=year(2024)).snapshot.number == 2


def test_a_release_is_not_called_corrected_before_its_correction_is_out(head):
    release = published("sex", head=head)

    with pytest.raises(StepRefused, match="Rencanakan koreksi"):
        services.take_release_step(release, "correct", by=head, at=NOW)


@pytest.mark.parametrize("model", [StatSnapshot, StatPlan, StatRelease, LedgerEntry])
def test_the_database_removes_nothing_that_was_said(model):
    published()

    with pytest.raises(InternalError), transaction.atomic():
        model._base_manager.all()._raw_delete("default")


@pytest.mark.parametrize("model", [StatSnapshot, StatPlan, LedgerEntry])
def test_the_database_changes_nothing_that_was_said(model):
    published()

    with pytest.raises(InternalError), transaction.atomic():
        model._base_manager.get().save()


def test_the_database_lets_a_release_move_but_not_change(head):
    release = published()
    release.title = "Lain"

    with pytest.raises(InternalError), transaction.atomic():
        release.save()


def test_an_empty_year_says_that_there_were_few(cases):
    plan = planned("type", period=year(2021))
    cases.clear()

    [row] = services.propose_release(plan, option=0, by=plan.by, at=NOW).proposed.table.rows
    assert (row.value, row.below) == (None, 5)


def test_a_single_case_looks_like_none(cases):
    del cases[1:]
    plan = planned("type")

    assert all('"value":1' not in option["content"] for option in plan.options)


def test_all_cases_in_one_group_are_not_told(cases):
    """Who knows that a child was counted would know its category."""
    cases[:] = records(40, type="PPKS-06")

    for option in planned("type").options:
        table = disclosure.Release.from_json(option["content"]).table
        assert all(row.value != 40 for row in table.rows if any(row.cell))


def test_a_table_that_waits_for_the_head_is_not_proposed_again(data_officer):
    """Nor by a colleague who planned it on another day."""
    proposed("sex", by=data_officer)

    with pytest.raises(StepRefused, match="sudah diusulkan dan menunggu Ketua"):
        proposed("sex")
    assert StatRelease.objects.count() == 1


def test_what_was_rejected_may_be_proposed_again(data_officer, head):
    release = proposed("sex", by=data_officer)
    services.take_release_step(release, "reject", by=head, at=NOW, note="Tunggu tabel lain.")

    assert proposed("sex").state == "proposed"


def test_the_same_table_is_published_once(head):
    """Two proposals from before the office looked at what waits: the second is rejected."""
    first = proposed("sex")
    StatRelease.objects.update(state="rejected")
    second = proposed("sex")
    StatRelease.objects.update(state="proposed")
    first.refresh_from_db()
    services.publish(first, by=head, at=NOW)

    with pytest.raises(StepRefused) as refused:
        services.publish(second, by=head, at=NOW)
    assert reasons(refused) == "Tabel yang sama sudah terbit: rilis 1. Tolak usulan ini."
    assert LedgerEntry.objects.count() == 1
