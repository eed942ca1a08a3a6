"""What the auditor proved, of which release, against which ledger."""

from dataclasses import asdict, dataclass
from typing import Any

from django.utils.translation import gettext as _


class Refused(Exception):
    """No certificate: a figure would become known, or nothing could be proven."""

    def __init__(self, reason: str, *, figure: str = "", low: int = 0, high: int = 0) -> None:
        super().__init__(reason)
        self.reason = reason
        self.figure = figure
        self.low = low
        self.high = high


@dataclass(frozen=True)
class Interval:
    """What an attacker can at least not rule out about one hidden figure of the release."""

    cell: tuple[str | None, ...]
    low: int
    high: int


@dataclass(frozen=True)
class Certificate:
    """The proof that a release, together with all earlier ones, keeps every small count hidden."""

    release: str
    snapshot: str
    ledger: str
    k: int
    intervals: tuple[Interval, ...]
    figures: int
    #: Those of them that also somebody who knows one case was tried against: the hidden rows.
    guarded: int
    worlds: int
    #: Lists of cases, written from those worlds, that the witness counted.
    pasts: int
    attackers: tuple[str, ...]
    solver: str
    seconds: float

    def as_data(self) -> dict[str, Any]:
        """Plain data, for storage."""
        return asdict(self)

    def in_words(self) -> str:
        """What was proven, for the person who signs."""
        return _(
            "Diperiksa bersama semua rilis terdahulu: %(figures)d angka yang peka tetap tidak "
            "dapat dihitung lebih sempit daripada rentang %(k)d kasus; %(guarded)d di antaranya, "
            "yang tertulis t.d., juga tidak oleh orang yang tahu satu kasus. Dibuktikan dengan "
            "%(worlds)d keadaan lain yang cocok dengan semua angka terbit; bukti itu ditulis "
            "sebagai %(pasts)d daftar kasus, lalu dihitung ulang tersendiri."
        ) % {
            "figures": self.figures,
            "guarded": self.guarded,
            "k": self.k,
            "worlds": self.worlds,
            "pasts": self.pasts,
        }
