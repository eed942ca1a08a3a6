"""What an office gets when it asks for a table: the finest safe one, or why there is none."""

from itertools import pairwise
from random import Random
from time import sleep

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reports.disclosure import Ledger, Refused, Rules, audit, candidate, plan, planner
from reports.disclosure.attack.cpsat import attack, differences
from reports.disclosure.attack.model import model
from reports.disclosure.attack.samples import monthly, several_years, yearly
from reports.disclosure.categories import DIMENSIONS
from reports.disclosure.reasons import cut_short

from .offices import SECRET, YEAR, ages, records, snapshot


def ask(frozen, *dimensions, ledger=None, period=YEAR, **more):
    more.setdefault("alternatives", 0)
    return plan("kasus", dimensions, period, frozen, ledger or Ledger(), secret=SECRET, **more)


def shown(answer):
    return {row.cell: row.value for row in answer.release.table.rows}


def leaks(ledger, k=5):
    """Hidden figures narrower than k, and pairs of shown ones that differ by less than k."""
    plain = model(ledger)
    return [f for f in attack(plain) if f.width < k] + differences(plain, k)


def test_large_counts_are_published_as_asked():
    answer = ask(snapshot(records((9, {"sex": "L"}), (26, {"sex": "P"}))), "sex")
    assert shown(answer) == {(None,): 35, ("L",): 9, ("P",): 26}
    assert answer.reasons == ()
    assert answer.utility.nonzero_shown == 1.0


def test_the_office_reads_why_its_table_is_coarser():
    answer = ask(snapshot(ages(6, 9, 20)), "age")
    assert [axis.recode for axis in answer.release.table.axes] == ["4"]
    answer = ask(snapshot(ages(2, 9, 20)), "age")
    assert answer.release.table.axes[0].recode == "2"
    assert "digabung menjadi 2 kelompok" in answer.reasons[0]


def test_one_half_year_by_half_years_is_its_total():
    frozen = snapshot(records((9, {"sex": "L"}), (26, {"sex": "P"})))
    answer = ask(frozen, "semester", period=YEAR[:1])
    assert shown(answer) == {(): 35}


def test_hidden_figures_are_explained():
    answer = ask(snapshot(ages(30, 4, 3)), "age")
    assert None in shown(answer).values()
    assert "t.d." in answer.reasons[-1]


def test_up_to_three_other_tables_are_offered():
    answer = ask(snapshot(ages(6, 9, 20)), "age", alternatives=3)
    assert 1 <= len(answer.alternatives) <= 3
    recodes = [answer.release.table, *(a.release.table for a in answer.alternatives)]
    assert len({table.axes for table in recodes}) == len(recodes)
    for other in answer.alternatives:
        ledger = Ledger().with_snapshot(snapshot(ages(6, 9, 20)))
        assert audit(other.release, ledger).release == other.certificate.release


def test_fewer_than_five_cases_are_said_to_be_so():
    answer = ask(snapshot(ages(1, 2, 0)), "sex")
    (row,) = answer.release.table.rows
    assert answer.release.table.text(row) == "kurang dari 5"
    assert "kurang dari 5" in " ".join(answer.reasons)


def test_a_single_case_and_no_case_look_the_same():
    one, none = ask(snapshot(ages(1, 0, 0)), "sex"), ask(snapshot([]), "sex")
    assert one.release.table == none.release.table


def test_too_few_cases_are_counted_over_a_longer_period():
    earlier = ages(8, 9, 10, semester="2025-1")
    later = records((2, {"sex": "P"}), (2, {"sex": "L"}), first=100)
    frozen = snapshot([*earlier, *later])
    answer = ask(frozen, "age")
    assert answer.release.table.period == ("2025-1", "2026-1", "2026-2")
    assert "Periode diperpanjang" in answer.reasons[0]


def test_all_cases_in_one_cell_are_not_broken_down():
    answer = ask(snapshot(ages(0, 20, 0)), "age")
    assert answer.release.table.axes == ()
    assert answer.release.table.total == 20


@pytest.mark.parametrize(
    ("dimensions", "period", "words"),
    [
        (("age",), (), "sedikitnya satu semester"),
        (("age",), ("2027-1",), "belum ada"),
        ((), YEAR, "satu sampai tiga"),
        (("age", "sex", "type", "district"), YEAR, "satu sampai tiga"),
    ],
)
def test_requests_that_make_no_sense_are_refused_in_words(dimensions, period, words):
    answer = ask(snapshot(ages(6, 9, 20)), *dimensions, period=period)
    assert answer.is_refused
    assert words in answer.reasons[0]


def test_unknown_dimensions_and_short_secrets_are_errors():
    frozen = snapshot(ages(6, 9, 20))
    with pytest.raises(ValueError, match="not dimensions"):
        ask(frozen, "name")
    with pytest.raises(ValueError, match="16 bytes"):
        plan("kasus", ("age",), YEAR, frozen, Ledger(), secret=b"short")


def test_a_request_that_isolates_one_child_is_refused():
    """All but one case were published; the rest, as a total, would be that one."""
    first = snapshot(records((9, {"sex": "L"}), (26, {"sex": "P"})), complete=False)
    ledger = Ledger().with_release(ask(first, "sex").release, first)
    second = snapshot([*first.records, *records((1, {}), first=90)], number=2, complete=False)
    answer = ask(second, "sex", ledger=ledger)
    assert answer.is_refused
    assert "satu anak" in answer.reasons[0]


def test_no_time_means_no_release():
    assert ask(snapshot(ages(6, 9, 20)), "age", time_limit=0).is_refused


def test_without_time_for_more_a_total_is_not_called_the_only_safe_table(monkeypatch):
    monkeypatch.setattr(planner, "KEPT_FOR_TOTAL", 1.0)
    answer = ask(snapshot(ages(6, 9, 20)), "age", time_limit=60)
    assert answer.release.table.total == 35
    assert answer.reasons == (cut_short(),)


def test_the_time_kept_for_the_total_is_not_spent_on_that_of_a_longer_period(monkeypatch):
    """A table of the whole year was refused for want of time; its total is not asked for then."""
    new, young = {"semester": "2026-2"}, {"age": "0-5"}
    frozen = snapshot(records((3, new), (3, new | young), (9, {}), (9, young)))
    asked = []

    def slow(release, ledger, *, time_limit, **more):
        asked.append(release.table)
        if release.table.axes:
            sleep(max(0, time_limit))
            raise Refused("nothing could be proven: time ran out")
        return audit(release, ledger, time_limit=time_limit, **more)

    monkeypatch.setattr(candidate, "audit", slow)
    answer = ask(frozen, "age", period=("2026-2",), time_limit=2)
    assert [table.period for table in asked if not table.axes] == [("2026-2",)]
    assert answer.release.table.total == 6


def test_the_same_question_hides_the_same_and_another_secret_may_not():
    frozen = yearly(60, Random(4), is_skewed=True)
    tables = {
        plan("kasus", ("age", "sex"), YEAR, frozen, Ledger(), secret=secret).release.table
        for secret in [SECRET, SECRET, *(bytes([n]) * 16 for n in range(8))]
    }
    assert 1 < len(tables) < 10


def test_the_total_can_be_given_away_to_show_a_part():
    frozen = snapshot(ages(8, 0, 4))
    kept, given = ask(frozen, "age"), ask(frozen, "age", keep_total=False)
    assert kept.release.table.total == 12
    assert given.release.table.total is None
    assert 8 in shown(given).values()


def test_a_k_of_three_shows_more():
    frozen = snapshot(ages(3, 9, 20))
    assert ask(frozen, "age", rules=Rules(3)).utility.cells > ask(frozen, "age").utility.cells
    with pytest.raises(ValueError, match="at least 3"):
        ask(frozen, "age", rules=Rules(2))


def test_a_certificate_speaks_of_one_state_of_the_ledger():
    frozen = snapshot(ages(6, 9, 20))
    answer = ask(frozen, "age")
    assert answer.certificate.ledger == Ledger().sha256
    grown = Ledger().with_release(ask(frozen, "sex").release, frozen)
    assert answer.certificate.ledger != grown.sha256


def test_two_releases_planned_on_one_state_do_not_both_pass():
    """Each is safe alone; whoever comes second is audited against the first."""
    frozen = snapshot(ages(20, 4, 3), complete=False)
    more = snapshot([*frozen.records, *records((2, {"age": "0-5"}), first=90)], number=2)
    first, second = ask(frozen, "age"), ask(more, "age")
    ledger = Ledger().with_release(first.release, frozen).with_snapshot(more)
    with pytest.raises(Refused):
        audit(second.release, ledger)


def publish(requests):
    ledger = Ledger()
    for frozen, dimensions, period in requests:
        answer = ask(frozen, *dimensions, ledger=ledger, period=period)
        if answer.release:
            ledger = ledger.with_release(answer.release, frozen)
    return ledger


@pytest.mark.parametrize("seed", range(6))
def test_linked_tables_leak_nothing(seed):
    frozen = yearly([12, 35, 60][seed % 3], Random(seed), is_skewed=seed % 2 == 0)
    asked = [("age",), ("age", "sex"), ("sex", "semester"), ("semester",)]
    ledger = publish((frozen, dimensions, YEAR) for dimensions in asked)
    assert ledger.releases
    assert leaks(ledger) == []


@pytest.mark.parametrize("seed", range(2))
def test_monthly_releases_with_late_corrections_leak_nothing(seed):
    series = monthly(60, Random(seed), months=9)
    ledger = publish(
        (frozen, ("age",), tuple(sorted({f"{frozen.taken[:4]}-1", frozen.taken})))
        for frozen in series
    )
    assert len(ledger.releases) > 1
    assert leaks(ledger) == []


def test_years_and_all_years_together_leak_nothing():
    years = several_years(30, [2024, 2025, 2026], Random(1), is_skewed=True)
    requests = []
    for frozen in years:
        year = frozen.taken[:4]
        known = tuple(f"{y}-{half}" for y in range(2024, int(year) + 1) for half in "12")
        requests += [(frozen, ("age",), known[-2:]), (frozen, ("sex", "semester"), known)]
    ledger = publish(requests)
    assert len(ledger.releases) == 6
    assert leaks(ledger) == []


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    cases=st.lists(
        st.tuples(
            st.sampled_from(["0-5", "6-11", "12-14"]),
            st.sampled_from(["L", "P"]),
            st.sampled_from(YEAR),
        ),
        max_size=40,
    ),
    asked=st.lists(
        st.sampled_from([("age",), ("sex",), ("semester",), ("age", "sex"), ("sex", "semester")]),
        min_size=1,
        max_size=3,
        unique=True,
    ),
)
def test_whatever_the_cases_and_questions_nothing_leaks(cases, asked):
    kinds = [(1, {"age": age, "sex": sex, "semester": half}) for age, sex, half in cases]
    frozen = snapshot(records(*kinds))
    ledger = publish((frozen, dimensions, YEAR) for dimensions in asked)
    assert all(row.value is None or row.value >= 5 for r in ledger.releases for row in r.table.rows)
    below = [line for line in model(ledger).lines if line.below is not None]
    assert below or leaks(ledger) == []


def test_every_recode_joins_the_groups_of_the_finer_one():
    for dimension in DIMENSIONS.values():
        for finer, coarser in pairwise(dimension.recodes):
            assert len(coarser.groups) < len(finer.groups)
