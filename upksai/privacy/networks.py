"""How much comes from one network, known for ten minutes and in memory only (ADR 0012)."""

import secrets
from collections import Counter
from datetime import datetime, timedelta
from hashlib import blake2b
from ipaddress import IPv6Address, ip_address, ip_network
from threading import Lock

from django.conf import settings
from django.http import HttpRequest

#: After this both the counts and the secret they were kept under are gone.
WINDOW = timedelta(minutes=10)
#: More networks than this are not told apart; a house under such a load has other limits.
MOST_NETWORKS = 50_000
_counts: "list[NetworkCount]" = []


class NetworkCount:
    """Counts one kind of request by network, up to a number that is still ordinary."""

    def __init__(self, most: int):
        self.most = most
        self._lock = Lock()
        self.forget()
        _counts.append(self)

    def forget(self) -> None:
        """Begin again with another secret."""
        self._secret = secrets.token_bytes(32)
        self._until: datetime | None = None
        self._seen: Counter[bytes] = Counter()

    def count(self, request: HttpRequest, *, at: datetime) -> bool:
        """Count one more; whether that is more than ordinary."""
        return self._number(request, at, add=1) > self.most

    def is_over(self, request: HttpRequest, *, at: datetime) -> bool:
        """Whether one more would be more than ordinary."""
        return self._number(request, at, add=0) >= self.most

    def _number(self, request: HttpRequest, at: datetime, *, add: int) -> int:
        with self._lock:
            self._turn_over(at)
            network = network_of(request)
            if network is None or (len(self._seen) >= MOST_NETWORKS):
                return 0
            key = blake2b(network.encode(), key=self._secret, digest_size=16).digest()
            if add:
                self._seen[key] += add
            return self._seen[key]

    def _turn_over(self, at: datetime) -> None:
        if self._until is None or not self._until - WINDOW <= at < self._until:
            self.forget()
            self._until = at + WINDOW


def forget_all() -> None:
    """Begin every count again."""
    for count in _counts:
        count.forget()


def network_of(request: HttpRequest) -> str | None:
    """One IPv4 address or an IPv6 /56; None where a proxy does not say who is behind it."""
    told = request.META.get("REMOTE_ADDR", "")
    if settings.BEHIND_PROXY:
        told = request.headers.get("X-Forwarded-For", "").rpartition(",")[2]
    try:
        address = ip_address(told.strip())
    except ValueError:
        return None
    if isinstance(address, IPv6Address):
        address = address.ipv4_mapped or address
    return str(ip_network((address, 56 if address.version == 6 else 32), strict=False))
