"""What is frozen: the finest public categories of each case, and nothing that names anybody."""

import json
from datetime import timedelta

import pytest

from cases.models import Case
from cases.tests.factories import case_in, open_case
from complaints.tests.factories import complaint_in
from reports.anonymise import anonymous_records
from reports.disclosure.records import FIELDS
from reports.models import StatSnapshot
from reports.services.snapshots import snapshot_of, take_snapshot
from upksai.privacy.keyring import add_root, ring

SECRET = b"s" * 32


@pytest.fixture
def spring(now):
    """In a half year that is over by now."""
    return now - timedelta(days=200)


def test_a_snapshot_holds_nothing_but_public_categories(now, spring):
    child = {"full_name": "RAHASIA", "sex": "P", "address": "RAHASIA", "birth_date": spring.date()}
    case = open_case(children=[child], presenting_problem="RAHASIA", at=spring)

    kept = take_snapshot(at=now)
    [record] = json.loads(kept.content)["records"]

    assert set(record) == set(FIELDS)
    assert (record["sex"], record["age"], record["semester"]) == ("P", "0-5", "2026-1")
    said = f"{kept.content} {kept.taken}"
    words = (
        "RAHASIA",
        case.number,
        case.pseudonym,
        str(case.pk),
        case.pk.hex,
        "2026-05",
        "2026-11",
    )
    assert not any(word in said for word in words)


def test_in_the_database_the_records_are_sealed(now, spring):
    open_case(at=spring)
    take_snapshot(at=now)

    assert b"semester" not in bytes(StatSnapshot.objects.get().__dict__["content"].blob)


def test_a_case_has_the_same_key_in_every_snapshot_also_under_a_new_root(own_keys, now, spring):
    open_case(at=spring)
    before = take_snapshot(at=now).records().records
    add_root()
    open_case(at=spring)
    after = take_snapshot(at=now).records().records

    assert len(ring().roots) > 1
    assert {one.key for one in before} < {one.key for one in after}


def test_what_has_not_changed_is_not_kept_twice(now, spring):
    open_case(at=spring)

    assert take_snapshot(at=now) == take_snapshot(at=now + timedelta(hours=1))
    open_case(at=spring)
    assert take_snapshot(at=now).number == 2


def test_one_snapshot_serves_until_the_next_half_year_is_over(now, spring):
    open_case(at=spring - timedelta(days=200))
    first = snapshot_of(spring)
    open_case(at=spring)

    assert snapshot_of(spring + timedelta(days=10)) == first
    assert snapshot_of(now).number == 2


def test_the_running_half_year_is_not_in_a_snapshot(now, spring):
    open_case(at=spring)
    open_case(at=now)

    kept = take_snapshot(at=now)

    assert kept.taken == "2026-1"
    assert [record.semester for record in kept.records().records] == ["2026-1"]


def test_a_closed_case_says_how_it_ended_and_by_which_way_it_came(now, worker):
    complaint_in("case", at=now, worker=worker)
    case_in("closed", at=now)

    records = {record.outcome: record for record in anonymous_records(SECRET)}

    assert set(records) == {"open", "T01"}
    assert records["open"].channel == Case.objects.get(state="opened").complaints.get().channel
    assert records["T01"].channel == "?"
