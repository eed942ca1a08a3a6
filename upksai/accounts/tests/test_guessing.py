"""Guessing: counted for everybody together in the database, and never shut for ever."""

import statistics
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, connections
from django.test import Client, RequestFactory
from django.urls import reverse

from upksai.accounts.guessing import (
    ACCOUNT,
    CODES,
    EVERYBODY,
    HERE,
    KNOWN,
    NETWORK,
    TooManyTries,
    begin_guess,
    network_of,
)
from upksai.accounts.models import TryCount

from .office_hours import minutes, sign_in

WAIT = "Terlalu banyak percobaan."


def from_network(address="192.0.2.7", **headers):
    return RequestFactory().post("/masuk/", REMOTE_ADDR=address, **headers)


def said(page) -> str:
    return page.context["form"].errors.as_text()


def test_after_five_wrong_passwords_one_waits_ever_longer_up_to_a_quarter_of_an_hour(
    client, worker, clock
):
    for _guess in range(5):
        assert WAIT not in said(sign_in(client, worker, "salah-sekali-2026"))
    waits = []
    for _guess in range(8):
        told = said(sign_in(client, worker, "salah-sekali-2026"))
        waits.append(told.rpartition("dalam ")[2].strip())
        clock.shift(minutes(15.1))
        sign_in(client, worker, "salah-sekali-2026")

    assert waits == [
        *("31 detik.", "2 menit.", "3 menit.", "5 menit.", "9 menit.", "16 menit."),
        *("16 menit.", "16 menit."),
    ]
    clock.shift(minutes(15.1))
    assert sign_in(client, worker).request["PATH_INFO"] == "/petugas/"


def test_while_one_waits_not_even_the_right_password_is_looked_at(client, worker, clock):
    for _guess in range(5):
        sign_in(client, worker, "salah-sekali-2026")

    early = sign_in(client, worker)
    assert early.status_code == 429
    assert WAIT in said(early)
    assert "_auth_user_id" not in client.session


def test_who_signs_in_begins_anew_and_an_hour_forgets(client, worker, clock):
    for _guess in range(4):
        sign_in(client, worker, "salah-sekali-2026")
    sign_in(client, worker)
    client.post("/keluar/")
    for _guess in range(4):
        assert WAIT not in said(sign_in(client, worker, "salah-sekali-2026"))

    clock.shift(minutes(61))
    for _guess in range(4):
        assert WAIT not in said(sign_in(client, worker, "salah-sekali-2026"))
    assert TryCount.objects.filter(failures__gt=0).count() == 2


def test_an_unknown_name_waits_as_long_in_the_same_words(client, worker, clock):
    def answers(person):
        pages = [sign_in(Client(), person, "salah-sekali-2026") for _guess in range(7)]
        return [(page.status_code, said(page)) for page in pages]

    assert answers("tidak.ada") == answers(worker)


def test_an_unknown_name_takes_as_long(client, worker, settings):
    """Both cost one argon2id; the medians of five are closer than that."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
    worker.set_password("tujuh-kucing-di-atas-genteng")
    worker.save()

    def seconds(person):
        TryCount.objects.all().delete()
        took = []
        for _guess in range(5):
            start = time.perf_counter()
            sign_in(Client(), person, "salah-sekali-2026")
            took.append(time.perf_counter() - start)
        return statistics.median(took)

    seconds(worker)
    assert 0.6 < seconds("tidak.ada") / seconds(worker) < 1.7


def is_looked_at(network, *, right=False, whose="password") -> bool:
    """Whether a try at a secret of peksos1 is checked at all."""
    try:
        guess = begin_guess(from_network(network), whose, "peksos1")
    except TooManyTries:
        return False
    if right:
        guess.was_right()
    return True


def guesses_from(networks) -> int:
    """How many of these networks get a guess now."""
    return sum(map(is_looked_at, networks))


def many_networks(number):
    return [f"10.{one}.0.1" for one in range(number)]


def test_nobody_keeps_an_account_shut_from_one_network(clock):
    """Strangers try at the end of each wait; the owner comes in all the same, at the first try."""
    for _quarter in range(24):
        guesses_from(["192.0.2.1"] * 6)
        assert is_looked_at("198.51.100.9", right=True)
        clock.shift(minutes(15.1))


def test_the_owner_waits_half_a_minute_at_most_for_strangers_in_one_network(clock):
    for _quarter in range(40):
        guesses_from(["192.0.2.1"] * 6)
        clock.shift(minutes(15.1))
    guesses_from(["192.0.2.1"])

    with pytest.raises(TooManyTries) as refused:
        begin_guess(from_network("198.51.100.9"), "password", "peksos1")

    assert refused.value.wait <= ACCOUNT.longest == minutes(0.5)


def test_nobody_keeps_the_owner_out_where_they_have_signed_in_before(clock):
    assert is_looked_at("198.51.100.9", right=True)
    many = many_networks(70)
    for _half_minute in range(4):
        guesses_from(many)
        assert not is_looked_at("203.0.113.1")
        assert is_looked_at("198.51.100.9", right=True)
        clock.shift(31)


def test_a_network_is_known_for_one_person_alone_and_for_a_month(clock):
    begin_guess(from_network("198.51.100.9"), "password", "peksos2").was_right()
    assert is_looked_at("198.51.100.9", right=True)
    clock.shift(KNOWN)
    assert guesses_from(many_networks(30)) == ACCOUNT.free

    assert not is_looked_at("198.51.100.9")


def test_where_the_owner_is_known_guessing_is_as_slow_as_elsewhere(clock):
    assert is_looked_at("198.51.100.9", right=True)

    assert guesses_from(["198.51.100.9"] * 20) == HERE.free


def test_from_many_networks_an_account_gets_two_guesses_a_minute(clock):
    assert guesses_from(many_networks(30)) == ACCOUNT.free
    for _wait in range(5):
        clock.shift(31)
        guesses_from(many_networks(1))
    for _half_minute in range(4):
        clock.shift(31)
        assert guesses_from([f"10.99.{one}.1" for one in range(9)]) == 1


def test_who_has_the_password_guesses_codes_as_slowly_from_many_networks_as_from_one(clock):
    got = sum(is_looked_at(network, whose="code") for network in many_networks(60))

    assert got == CODES.free


def test_a_network_waits_whatever_names_it_tries_and_the_next_network_does_not(clock):
    for guess in range(30):
        begin_guess(from_network(f"192.0.2.{guess}"), "password", f"orang{guess}")

    with pytest.raises(TooManyTries):
        begin_guess(from_network("192.0.2.200"), "password", "seseorang")
    begin_guess(from_network("198.51.100.1"), "password", "seseorang")


def test_who_was_right_costs_the_network_nothing(clock):
    for guess in range(100):
        begin_guess(from_network(), "password", f"orang{guess}").was_right()

    begin_guess(from_network(), "password", "seseorang")


def test_everybody_together_is_slowed_but_not_stopped(clock):
    for guess in range(300):
        begin_guess(from_network(f"10.{guess % 250}.{guess // 250}.1"), "password", f"o{guess}")

    with pytest.raises(TooManyTries) as refused:
        begin_guess(from_network("198.51.100.1"), "password", "seseorang")

    assert refused.value.wait <= EVERYBODY.longest
    clock.shift(5.1)
    begin_guess(from_network("198.51.100.1"), "password", "seseorang")


@pytest.mark.parametrize("limit", [HERE, CODES, ACCOUNT, NETWORK, EVERYBODY])
def test_no_wait_is_for_ever(limit):
    assert limit.wait(10**9) == limit.longest


@pytest.mark.parametrize(
    ("one", "other", "is_same"),
    [
        ("192.0.2.1", "192.0.2.254", True),
        ("192.0.2.1", "192.0.3.1", False),
        ("2001:db8:1:2::1", "2001:db8:1:ffff::9", True),
        ("2001:db8:1::1", "2001:db8:2::1", False),
        ("::ffff:192.0.2.1", "192.0.2.9", True),
        ("", "", True),
    ],
)
def test_a_network_is_a_neighbourhood_of_addresses(one, other, is_same):
    assert (network_of(from_network(one)) == network_of(from_network(other))) is is_same


def test_only_our_own_proxy_is_believed_about_the_sender(settings):
    forged = from_network("192.0.2.1", HTTP_X_FORWARDED_FOR="203.0.113.5, 198.51.100.9")
    assert network_of(forged) == "192.0.2.0/24"

    settings.BEHIND_PROXY = True
    assert network_of(forged) == "198.51.100.0/24"


def test_neither_names_nor_networks_are_readable_in_the_database(clock):
    begin_guess(from_network(), "password", "nama.rahasia")

    with connection.cursor() as cursor:
        cursor.execute("SELECT t::text FROM accounts_trycount t")
        stored = str(cursor.fetchall())

    assert "rahasia" not in stored
    assert "192.0.2" not in stored


def test_asking_again_for_the_password_counts_too(client, worker, clock):
    client.force_login(worker)
    for _guess in range(5):
        client.post(reverse("account_reauthenticate"), {"password": "salah-sekali-2026"})

    page = client.post(reverse("account_reauthenticate"), {"password": "salah-sekali-2026"})
    assert WAIT in said(page)
    page = client.post(reverse("account_change_password"), {"oldpassword": "salah-sekali-2026"})
    assert WAIT in said(page)


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_workers_count_together_and_many_at_once_gain_nothing():
    """Twenty guesses at the same moment, each with a database connection of its own."""

    def guess(_number):
        try:
            begin_guess(from_network(), "password", "peksos1")
        except TooManyTries:
            return 0
        finally:
            connections.close_all()
        return 1

    with ThreadPoolExecutor(4) as workers:
        looked_at = sum(workers.map(guess, range(20)))

    assert looked_at == HERE.free
