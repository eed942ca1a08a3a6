"""A receipt code opens one record; everything else gets one answer after one amount of work."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from complaints import services
from complaints.tests.factories import complaint_in
from upksai.privacy import budgets, codes, receipts
from upksai.privacy.models import Budget
from upksai.ui.refusals import TooMany

ANOTHER = "0000 0000 0000 0000 00000"
MISTYPED = "0000 0000 0000 0000 00001"


@pytest.fixture
def written(now):
    return services.receive(
        reporter={}, by=None, at=now, channel="web_upksai", reporter_mode="anonim", account="x"
    )


def wrong_secret(complaint):
    code = complaint.finder + "A" * 12
    return code + receipts.check_character(code)


def test_a_code_opens_its_record(written, now):
    complaint, code = written

    assert services.open_with_code(code, at=now) == complaint


def test_a_code_still_opens_what_ended_within_a_year_and_then_no_more(written, head, now):
    complaint, code = written
    services.take_step(complaint, "cancel", by=head, at=now, note="Salah alamat.")
    year = codes.OPEN_AFTER_THE_END

    assert services.open_with_code(code, at=now + year) == complaint
    assert services.open_with_code(code, at=now + year + timedelta(seconds=1)) is None


def test_a_merged_report_ends_with_the_one_it_follows(written, head, intake, now):
    complaint, code = written
    other = complaint_in("case", at=now)
    services.take_step(complaint, "merge", by=intake, at=now, duplicate_of=other)

    assert services.open_with_code(code, at=now + timedelta(days=800)) == complaint


def test_every_wrong_code_costs_the_same_queries_and_one_hash(written, head, now, monkeypatch):
    complaint, code = written
    services.take_step(complaint, "cancel", by=head, at=now, note="Salah alamat.")
    late = now + timedelta(days=800)
    hashes = []
    opens = receipts.opens
    monkeypatch.setattr(receipts, "opens", lambda *of: hashes.append(of) or opens(*of))
    asked = {}
    for typed in (wrong_secret(complaint), ANOTHER, MISTYPED, code, "x", "", "é" * 9000):
        with CaptureQueriesContext(connection) as queries:
            assert services.open_with_code(typed, at=late) is None
        asked[typed] = [query["sql"].split()[0] for query in queries]

    assert len(hashes) == len(asked) == 7
    assert all(one == asked[ANOTHER] for one in asked.values())


def test_after_ten_wrong_secrets_a_code_is_shut_for_a_while_whether_it_exists_or_not(written, now):
    complaint, code = written
    for _try in range(codes.MOST_WRONG):
        assert services.open_with_code(wrong_secret(complaint), at=now) is None
        assert services.open_with_code(ANOTHER, at=now) is None

    assert services.open_with_code(code, at=now) is None
    assert (
        services.open_with_code(code, at=now + codes.SHUT_FOR + timedelta(minutes=1)) == complaint
    )
    assert Budget.objects.count() == 2  # forgiven: the right one


def test_a_right_code_forgives_what_was_mistyped_before(written, now):
    complaint, code = written
    for _round in range(3):
        for _try in range(codes.MOST_WRONG - 1):
            services.open_with_code(wrong_secret(complaint), at=now)
        assert services.open_with_code(code, at=now) == complaint


def test_what_was_typed_is_kept_only_as_a_keyed_hash(now):
    services.open_with_code("RAHASIAX bunga", at=now)

    kept = " ".join(Budget.objects.values_list("what", flat=True))
    assert "RAHASIA" not in kept.upper()
    assert len(kept.split()) == 2


def test_guessing_by_everybody_together_has_an_end(written, now, monkeypatch):
    monkeypatch.setattr(codes, "MOST_WRONG_OF_ALL", 3)
    for typed in ("a", "b", "c"):
        services.open_with_code(typed, at=now)

    with pytest.raises(TooMany):
        services.open_with_code(written[1], at=now)
    assert services.open_with_code(written[1], at=now + codes.COUNTED_FOR) == written[0]


def test_a_budget_begins_again_after_its_window_and_leaves_nothing_behind(now):
    minute = timedelta(minutes=1)

    assert [budgets.spend("x", within=minute, at=now) for _ in range(3)] == [1, 2, 3]
    assert budgets.spent("x", within=minute, at=now + minute) == 0
    assert budgets.spend("x", within=minute, at=now + minute) == 1
    budgets.spend("y", within=minute, at=now + timedelta(days=2))
    assert Budget.objects.count() == 1
