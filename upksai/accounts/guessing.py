"""How often somebody may guess: counted in the database, shared by all workers, never for ever.

A try is counted before it is checked, so that many at once gain nothing; who was right gets it
back. While one waits nothing is looked at, and a refused try costs nothing.

Who guesses at a password waits long for this account in this network, and hardly at all for the
account as a whole: otherwise anybody could keep its owner out by trying once at the end of every
wait. Where the owner has signed in lately only the network counts, so that nobody elsewhere can
keep them out from there, with however many networks.

What an attacker gets in a day:
- at one account from one network: 5 tries, then one each quarter of an hour: some 110;
- at one account from any number of networks: one try in 30 seconds, 2,880;
- at many accounts from one network: 30 tries, then one each quarter of an hour: some 150;
- at everything from everywhere: one try in 5 seconds, 17,280;
- at the second factor of one account, whose password they have: some 110, from anywhere. A code is
  right in three of a million tries. They can keep its owner out; a new password ends that.

NIST SP 800-63B-4 would shut an account after 100 wrong tries in a row. From one network that takes
most of a day; shutting it for every network would hand the lock to whoever wants the office shut.
Limits: who shares the owner's network (a /24) can keep them out there, and 30 networks together
can keep them out of those networks where they have never signed in.
"""

import ipaddress
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone

from .models import TryCount
from .sealing import fingerprint

#: Wrong tries are forgotten after this long without another.
MEMORY = timedelta(hours=1)
#: So long a network is known as one where a person has been right, after the last time.
KNOWN = timedelta(days=30)
NOWHERE = "unknown"
#: The secret that is asked after the password; every other one is a password.
CODE = "code"


@dataclass(frozen=True)
class Limit:
    """After `free` wrong tries one waits `first`, then twice as long each time, up to `longest`."""

    kind: str
    free: int
    first: timedelta
    longest: timedelta

    def wait(self, failures: int) -> timedelta:
        """How long to wait after this many wrong tries."""
        if failures < self.free:
            return timedelta()
        # Nothing doubles more than 32 times before it is longest.
        return min(self.first * 2 ** min(failures - self.free, 32), self.longest)


#: One account in one network; the codes of one account anywhere, after its password.
HERE = Limit("here", 5, timedelta(seconds=30), timedelta(minutes=15))
CODES = Limit("codes", 5, timedelta(seconds=30), timedelta(minutes=15))
ACCOUNT = Limit("account", 20, timedelta(seconds=1), timedelta(seconds=30))
NETWORK = Limit("network", 30, timedelta(seconds=30), timedelta(minutes=15))
EVERYBODY = Limit("everybody", 300, timedelta(seconds=1), timedelta(seconds=5))


class TooManyTries(Exception):
    """Nothing was checked: wait first."""

    def __init__(self, wait: timedelta):
        super().__init__()
        self.wait = wait


@dataclass(frozen=True)
class Guess:
    """One try at something secret, counted as wrong until it was right."""

    counts: dict[str, Limit]
    known_as: str

    def was_right(self) -> None:
        """The account begins anew; network and everybody get this one try back."""
        self._give_back()
        if self.known_as:
            row = TryCount(key=self.known_as, forget_at=timezone.now() + KNOWN)
            TryCount.objects.bulk_create(
                [row], update_conflicts=True, update_fields=["forget_at"], unique_fields=["key"]
            )

    @transaction.atomic
    def _give_back(self) -> None:
        for row in _locked(self.counts):
            if self.counts[row.key] not in {NETWORK, EVERYBODY}:
                row.delete()
                continue
            row.failures = max(row.failures - 1, 0)
            row.closed_until = None
            row.save()


def begin_guess(request: HttpRequest, secret: str, whose: str) -> Guess:
    """Count a try at somebody's secret ("password", "code"), or refuse because of earlier ones."""
    at, network = timezone.now(), network_of(request)
    account = f"{secret}:{whose.strip().lower()}"
    known_as = "" if network == NOWHERE else fingerprint(f"{account} {network}", "known")
    counts = _counted(
        account, f"{network} {timezone.localdate(at).isoformat()}", is_code=secret == CODE
    )
    if TryCount.objects.filter(key=known_as, forget_at__gt=at).exists():
        counts = {key: limit for key, limit in counts.items() if limit in {HERE, CODES, NETWORK}}
    _count(counts, at)
    return Guess(counts, known_as)


def _counted(account: str, network: str, *, is_code: bool) -> dict[str, Limit]:
    everywhere = {
        fingerprint(network, "network"): NETWORK,
        fingerprint("everybody", "guess"): EVERYBODY,
    }
    if is_code:
        return everywhere | {fingerprint(account, "guess"): CODES}
    here = fingerprint(f"{account} {network}", "guess")
    return everywhere | {here: HERE, fingerprint(account, "guess"): ACCOUNT}


@transaction.atomic
def _count(counts: dict[str, Limit], at: datetime) -> None:
    TryCount.objects.filter(forget_at__lte=at).exclude(key__in=counts).delete()
    for key in sorted(counts):
        TryCount.objects.get_or_create(key=key, defaults={"forget_at": at + MEMORY})
    rows = _locked(counts)
    waits = [row.closed_until - at for row in rows if row.closed_until and row.closed_until > at]
    if waits:
        raise TooManyTries(max(waits))
    for row in rows:
        row.failures = row.failures + 1 if row.forget_at > at else 1
        wait = counts[row.key].wait(row.failures)
        row.closed_until = at + wait if wait else None
        row.forget_at = at + MEMORY
        row.save()


def _locked(counts: dict[str, Limit]) -> list[TryCount]:
    # Always in the same order, so that two tries never wait for each other.
    return list(TryCount.objects.select_for_update().filter(key__in=counts).order_by("key"))


def network_of(request: HttpRequest) -> str:
    """The sender's neighbourhood: a /24 of IPv4, a /48 of IPv6."""
    try:
        address = ipaddress.ip_address(_sender(request))
    except ValueError:
        return NOWHERE
    if isinstance(address, ipaddress.IPv6Address):
        if address.ipv4_mapped is None:
            return str(ipaddress.ip_network((address, 48), strict=False))
        address = address.ipv4_mapped
    return str(ipaddress.ip_network((address, 24), strict=False))


def _sender(request: HttpRequest) -> str:
    # Our proxy adds the last entry; what stands before it anybody may have written.
    if settings.BEHIND_PROXY:
        return request.headers.get("X-Forwarded-For", "").rpartition(",")[2].strip()
    return request.META.get("REMOTE_ADDR", "")
