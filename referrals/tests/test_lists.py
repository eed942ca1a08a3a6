"""The lists of referrals: tabs, filters, paging, and what they cost."""

import pytest
from django.urls import reverse

from cases.tests.factories import case_in

from .factories import draft, partner, referral_in


@pytest.fixture
def case(worker, head):
    return case_in("intervention", worker=worker, head=head)


def url(name, *args):
    return reverse(f"referrals:{name}", args=args)


def text_of(response) -> str:
    return response.content.decode()


def test_each_tab_of_the_list_keeps_its_referrals(client, worker, head, case):
    states = ("draft", "review", "sent", "declined", "closed")
    found = {s: referral_in(s, case=case, worker=worker, head=head).number for s in states}
    client.force_login(worker)
    kept = {
        tab: {state for state, number in found.items() if number in text_of(client.get(address))}
        for tab, address in {
            tab: url("list") + f"?tampil={tab}"
            for tab in ("menunggu", "saya", "berjalan", "selesai")
        }.items()
    }

    assert kept == {
        "menunggu": {"sent"},
        "saya": {"draft", "sent", "declined"},
        "berjalan": {"draft", "review", "sent", "declined"},
        "selesai": {"closed"},
    }


def test_the_late_tab_holds_what_is_late(client, worker, case, time_machine, now):
    time_machine.move_to(now)
    referral = draft(case=case, worker=worker, at=now)
    client.force_login(worker)
    late = url("list") + "?tampil=terlambat"

    assert referral.number not in text_of(client.get(late))
    time_machine.move_to(referral.due_at.replace(hour=23, minute=59, second=59, microsecond=5))
    client.force_login(worker)
    assert referral.number in text_of(client.get(late))


def test_the_list_is_narrowed_by_partner_and_says_so(client, worker, head, case):
    wanted = referral_in("sent", case=case, worker=worker, head=head, institution=partner("RSUD"))
    other = referral_in("sent", case=case, worker=worker, head=head)
    client.force_login(worker)
    page = text_of(client.get(url("list"), {"mitra": partner("RSUD").pk, "risiko": "nonsense"}))

    assert wanted.number in page
    assert other.number not in page
    assert "Mitra: RSUD Kota Semarang" in page


def test_a_filter_without_result_offers_the_way_back(client, worker, head, case):
    referral_in("sent", case=case, worker=worker, head=head)
    client.force_login(worker)
    page = text_of(client.get(url("list"), {"layanan": "L15"}))

    assert "Tidak ada rujukan dengan saringan ini" in page
    assert "Hapus semua saringan" in page


def test_an_empty_list_says_where_referrals_come_from(client, worker):
    client.force_login(worker)

    assert "Rujukan dibuat dari halaman kasus" in text_of(client.get(url("list")))


def queries_of(client, address, context) -> int:
    with context as captured:
        assert client.get(address).status_code == 200
    return len(captured)


def test_thirty_referrals_cost_no_more_queries_than_one(client, worker, head, case, asks_at_most):
    referral_in("sent", case=case, worker=worker, head=head)
    client.force_login(worker)
    for address in (url("list"), url("case_tab", case.pk)):
        client.get(address)
    few = {a: queries_of(client, a, asks_at_most(15)) for a in _lists(case)}
    for _more in range(29):
        referral_in("sent", case=case, worker=worker, head=head)
    many = {a: queries_of(client, a, asks_at_most(15)) for a in _lists(case)}

    assert many == few


def _lists(case):
    return [url("list"), url("list") + "?tampil=saya", url("case_tab", case.pk)]


def test_a_long_list_goes_on_from_the_last_row(client, worker, head, case):
    for _n in range(32):
        draft(case=case, worker=worker)
    client.force_login(worker)
    first = client.get(url("list") + "?tampil=berjalan").context["page"]
    second = client.get(url("list") + first.next_query).context["page"]

    assert (len(first), len(second)) == (30, 2)


def test_a_page_of_a_referral_costs_at_most_fifteen_queries(
    client, worker, head, case, asks_at_most
):
    referral = referral_in("feedback", case=case, worker=worker, head=head, kind="pelimpahan")
    for person in (worker, head):
        client.force_login(person)
        client.get(referral.get_absolute_url())
        with asks_at_most(15):
            client.get(referral.get_absolute_url())


def test_cases_that_wait_for_a_partner_have_a_tab_of_their_own(client, worker, head, case):
    other = case_in("intervention", worker=worker, head=head)
    referral_in("sent", case=case, worker=worker, head=head)
    client.force_login(worker)
    page = text_of(client.get(reverse("cases:list") + "?tampil=menunggu-rujukan"))

    assert case.number in page
    assert other.number not in page
