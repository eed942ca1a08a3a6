"""Networks are counted in memory for ten minutes; afterwards nobody can tell which they were."""

from datetime import timedelta

import pytest
from django.test import RequestFactory

from upksai.privacy.models import Budget
from upksai.privacy.networks import WINDOW, NetworkCount, network_of


def from_(address, **headers):
    return RequestFactory().get("/", REMOTE_ADDR=address, **headers)


def test_more_than_the_ordinary_is_noticed_and_forgotten_after_a_while(now):
    count = NetworkCount(2)
    told = [count.count(from_("203.0.113.5"), at=now) for _ in range(3)]

    assert told == [False, False, True]
    assert count.is_over(from_("203.0.113.5"), at=now)
    assert not count.is_over(from_("203.0.113.6"), at=now)
    assert not count.is_over(from_("203.0.113.5"), at=now + WINDOW)


def test_no_address_is_kept_not_even_in_memory_or_under_the_same_key_twice(now):
    count = NetworkCount(2)
    count.count(from_("203.0.113.5"), at=now)
    first = dict(count._seen)
    count.count(from_("203.0.113.5"), at=now + WINDOW)

    assert "203.0.113.5" not in str(vars(count))
    assert not first.keys() & dict(count._seen).keys()
    assert not Budget.objects.exists()


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("203.0.113.5", "203.0.113.5/32"),
        ("2001:db8:1:2::5", "2001:db8:1::/56"),
        ("::ffff:203.0.113.5", "203.0.113.5/32"),
        ("", None),
        ("unix:", None),
    ],
)
def test_a_network_is_one_address_or_one_household(address, network):
    assert network_of(from_(address)) == network


def test_behind_a_proxy_only_the_proxys_own_word_counts(settings):
    settings.BEHIND_PROXY = True
    told = from_("127.0.0.1", HTTP_X_FORWARDED_FOR="10.0.0.1, 198.51.100.7")

    assert network_of(told) == "198.51.100.7/32"
    assert network_of(from_("127.0.0.1")) is None


def test_a_house_under_heavy_load_stops_telling_networks_apart(now, monkeypatch):
    monkeypatch.setattr("upksai.privacy.networks.MOST_NETWORKS", 1)
    count = NetworkCount(0)
    count.count(from_("203.0.113.5"), at=now)

    assert not count.count(from_("203.0.113.6"), at=now + timedelta(seconds=1))
