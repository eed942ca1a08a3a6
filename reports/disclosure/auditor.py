"""The gate: proves that a release is safe together with every earlier one, or refuses."""

from .certificate import Certificate
from .release import Ledger, Release
from .sensitive import Rules


def audit(
    release: Release, ledger: Ledger, *, rules: Rules | None = None, time_limit: float = 20.0
) -> Certificate:
    """The certificate of a release on top of a ledger; raises `Refused`.

    `ledger` must contain the release's snapshot (`Ledger.with_snapshot`) and all earlier releases.
    """
    raise NotImplementedError
