"""The lists of visits: tabs, and what they cost."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from cases.tests.factories import NOW, case_in, visited
from monitoring import services
from monitoring.models import Visit


def url(name, *args):
    return reverse(f"monitoring:{name}", args=args)


@pytest.fixture
def case(worker, head):
    return case_in("intervention", worker=worker, head=head)


def test_each_tab_of_the_list_keeps_its_visits(client, worker, head, time_machine, now):
    time_machine.move_to(now, tick=False)
    late, week, later = [case_in("intervention", worker=worker, head=head) for _n in range(3)]
    for case, days in ((late, -2), (week, 2), (later, 20)):
        services.schedule_visit(case, by=worker, at=now, planned_at=now + timedelta(days=days))
    made = case_in("monitoring", worker=worker, head=head)
    client.force_login(worker)
    shown = {
        tab: client.get(url("list") + f"?tampil={tab}").content.decode()
        for tab in ("terlambat", "minggu-ini", "semua", "sudah")
    }
    kept = {
        tab: {
            name
            for name, case in {"late": late, "week": week, "later": later, "made": made}.items()
            if case.number in page
        }
        for tab, page in shown.items()
    }

    assert kept == {
        "terlambat": {"late"},
        "minggu-ini": {"week"},
        "semua": {"late", "week", "later", "made"},
        "sudah": {"made"},
    }


def test_a_list_that_is_seen_whole_is_not_counted_again(client, worker, head, case, asks_at_most):
    at = timezone.now()
    services.schedule_visit(case, by=worker, at=at, planned_at=at - timedelta(days=2))
    client.force_login(head)

    with asks_at_most(5):
        page = client.get(url("list") + "?tampil=terlambat")

    assert [str(tab["count"]) for tab in page.context["tabs"] if tab["is_current"]] == ["1"]


def test_thirty_visits_cost_no_more_queries_than_one(client, worker, head, case, asks_at_most):
    def visit(case):
        services.record_visit(case, by=worker, at=NOW, kind="kunjungan_rumah", **visited(NOW))

    addresses = [
        url("list") + "?tampil=semua",
        url("list") + "?tampil=sudah",
        url("case_tab", case.pk),
    ]

    def queries():
        counted = []
        for address in addresses:
            with asks_at_most(15) as captured:
                assert client.get(address).status_code == 200
            counted.append(len(captured))
        return counted

    visit(case)
    client.force_login(worker)
    client.get(addresses[0])
    few = queries()
    for _more in range(29):
        visit(case)
        Visit.objects.planned().first()
    for _more in range(10):
        visit(case_in("intervention", worker=worker, head=head))

    assert queries() == few
