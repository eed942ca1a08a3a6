"""How often somebody may guess: counted in the database, shared by all workers, never for ever.

A try is counted before it is checked, so that many at once gain nothing; who was right gets it
back. What waits longer and longer is the account, its network, and a little, everybody.
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


ACCOUNT = Limit("account", 5, timedelta(seconds=30), timedelta(minutes=15))
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

    @transaction.atomic
    def was_right(self) -> None:
        """The account may begin anew; network and everybody get this one try back."""
        for row in _locked(self.counts):
            if self.counts[row.key] is ACCOUNT:
                row.delete()
                continue
            row.failures = max(row.failures - 1, 0)
            row.closed_until = None
            row.save()


def begin_guess(request: HttpRequest, secret: str, whose: str) -> Guess:
    """Count a try at somebody's secret ("password", "code"), or refuse because of earlier ones."""
    at = timezone.now()
    today = timezone.localdate(at).isoformat()
    counts = {
        fingerprint(f"{secret}:{whose.strip().lower()}", "guess"): ACCOUNT,
        fingerprint(f"{network_of(request)} {today}", "network"): NETWORK,
        fingerprint("everybody", "guess"): EVERYBODY,
    }
    _count(counts, at)
    return Guess(counts)


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
        return "unknown"
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
