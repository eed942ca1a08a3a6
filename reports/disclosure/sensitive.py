"""What must not be known, and how wide what is known must stay.

With k = 5 (never below 3):

- a figure of 0 to k-1 is sensitive, zeros too, whether published as a row or derivable as the
  difference of shown figures: its interval has a width of at least k, or begins at k or above;
- group disclosure: if all of a shown group, or all but the attacker's own case, lie in one of its
  cells, the *rest* of the group is a figure of 0 or 1 and hence sensitive by the first rule;
- every hidden row, small or large, keeps an interval of width k+1 for the public, and of width k
  for somebody who knows any one case and that it was counted.

No rule but the first hiding of small counts asks where in its interval the truth lies (classical
protection levels do: lo <= v-1, hi >= v+1). A rule that did would be knowledge for those who know
the algorithm: they rule out every table for which it would have hidden more.

Rows that the ledger says to be "below k" are the exception: inside them the width is k-1, which
is all that the words "kurang dari k" leave open.
"""

from dataclasses import dataclass

LEAST_K = 3


@dataclass(frozen=True)
class Rules:
    """The protection that is asked for."""

    k: int = 5
    #: Switched off only to measure what a rule costs (`growth.costs`); nothing is published so.
    zeros: bool = True
    insiders: bool = True

    def __post_init__(self) -> None:
        if self.k < LEAST_K:
            raise ValueError(f"k must be at least {LEAST_K}")

    def is_sensitive(self, value: int) -> bool:
        """Whether a count must not become known."""
        return (0 if self.zeros else 1) <= value < self.k
