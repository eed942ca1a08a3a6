"""The finest table that may be published, and in Indonesian why it is no finer."""

from collections.abc import Sequence
from dataclasses import dataclass

from .certificate import Certificate
from .records import Snapshot
from .release import Ledger, Release
from .utility import Utility


@dataclass(frozen=True)
class Alternative:
    """Another safe table for the same request."""

    release: Release
    certificate: Certificate
    utility: Utility
    reasons: tuple[str, ...]


@dataclass(frozen=True)
class Plan:
    """The answer to a request: a release that may be proposed, or why there is none."""

    release: Release | None
    certificate: Certificate | None
    utility: Utility | None
    reasons: tuple[str, ...]
    alternatives: tuple[Alternative, ...]
    seconds: float

    @property
    def is_refused(self) -> bool:
        """Whether nothing may be published for this request."""
        return self.release is None


def plan(
    topic: str,
    dimensions: Sequence[str],
    period: Sequence[str],
    snapshot: Snapshot,
    ledger: Ledger,
    *,
    secret: bytes,
    k: int = 5,
    corrects: int | None = None,
    time_limit: float = 30.0,
) -> Plan:
    """Plan a release: `dimensions` of `categories.DIMENSIONS` or "semester", `period` semesters."""
    raise NotImplementedError
