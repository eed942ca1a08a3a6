"""What must not be known, and how wide what is known must stay.

With k = 5 (never below 3):

- a figure of 0 to k-1 is sensitive, zeros too, whether published as a row or derivable as the
  difference of shown figures;
- group disclosure: if all of a shown group, or all but the attacker's own case, lie in one of its
  cells, the *rest* of the group is a figure of 0 or 1 and hence sensitive by the first rule;
- every hidden figure, small or large, must keep an interval of width >= k that reaches at least
  one beyond the truth on either side (below only as far as zero);
- the same for somebody who knows any one case and that it was counted.

Rows that the ledger says to be "below k" are the exception: inside them the width is k-1, which
is all that the words "kurang dari k" leave open.
"""

from dataclasses import dataclass

LEAST_K = 3


@dataclass(frozen=True)
class Rules:
    """The protection that is asked for."""

    k: int = 5

    def __post_init__(self) -> None:
        if self.k < LEAST_K:
            raise ValueError(f"k must be at least {LEAST_K}")

    def is_sensitive(self, value: int) -> bool:
        """Whether a count must not become known."""
        return 0 <= value < self.k

    def width(self, *, below: int | None = None) -> int:
        """How wide an interval must be, inside a figure that is said to be `below` a number."""
        return self.k if below is None else min(self.k, below - 1)

    def is_protected(self, value: int, low: int, high: int, *, below: int | None = None) -> bool:
        """Whether the interval [low, high] protects a hidden figure of this value."""
        width = self.width(below=below)
        return (
            high - low >= width
            and low <= max(0, value - 1)
            and high >= (value + 1 if below is None else value)
        )
