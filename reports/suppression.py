"""Small numbers are not shown, nor what would give them away.

One-way tables with a total only: until the disclosure audit exists, no cross table is published.
Counts of 1 to 4 are hidden. Then the smallest shown counts are hidden too, until what is hidden
could be anything from one below `K` to far above: with n cells and a sum S hidden, each may lie
between 1 and S - n + 1, and this width must be at least K. Everything hidden has one symbol.
"""

from collections.abc import Mapping
from dataclasses import dataclass

K = 5
HIDDEN = "t.d."


@dataclass(frozen=True)
class Table:
    """A one-way table as it may be shown: None is hidden."""

    cells: dict[str, int | None]
    total: int | None

    @property
    def has_hidden(self) -> bool:
        return self.total is None or None in self.cells.values()

    @property
    def largest(self) -> int:
        """The largest shown count, for drawing bars."""
        return max((count for count in self.cells.values() if count), default=0)


def hide_small(counts: Mapping[str, int]) -> Table:
    """A table with its small counts hidden, together with what would reveal them."""
    total = sum(counts.values())
    hidden = {name for name, count in counts.items() if 0 < count < K}
    if not hidden:
        return Table(dict(counts), total if total == 0 or total >= K else None)
    rest = sorted(
        (n for n in counts if n not in hidden), key=lambda n: (counts[n] == 0, counts[n], n)
    )
    while not _wide_enough(counts, hidden):
        if not rest:
            return Table(dict.fromkeys(counts), None)
        hidden.add(rest.pop(0))
    shown = {name: None if name in hidden else count for name, count in counts.items()}
    return Table(shown, total)


def _wide_enough(counts: Mapping[str, int], hidden: set[str]) -> bool:
    return len(hidden) > 1 and sum(counts[name] for name in hidden) - len(hidden) >= K


def hide_count(count: int) -> int | None:
    """A single count, if it is large enough to be shown."""
    return count if count == 0 or count >= K else None


@dataclass(frozen=True)
class Share:
    """A part of a whole; hidden when the part or the rest is small."""

    part: int | None
    whole: int | None

    @property
    def percent(self) -> float | None:
        """In percent, one decimal; None when hidden or of nothing."""
        if self.part is None or not self.whole:
            return None
        return round(self.part / self.whole * 100, 1)


def hide_share(part: int, whole: int) -> Share:
    """x of y, hidden if x or the rest is a small count."""
    if any(0 < count < K for count in (part, whole - part, whole)):
        return Share(None, hide_count(whole))
    return Share(part, whole)


#: Grids of months on which a cumulative line may be drawn, finest first.
GRIDS = (1, 3, 6, 12)


def safe_pace(monthly: list[int]) -> list[tuple[int, int]]:
    """Points (month, cumulative count) of a line whose every rise is 0 or at least K.

    The finest grid of months, quarters, halves or years that allows it; no points if none does.
    """
    for grid in GRIDS:
        rises = [sum(monthly[i : i + grid]) for i in range(0, len(monthly), grid)]
        if all(rise == 0 or rise >= K for rise in rises):
            ends = [min((i + 1) * grid, len(monthly)) for i in range(len(rises))]
            return [(end, sum(monthly[:end])) for end in ends]
    total = sum(monthly)
    return [(len(monthly), total)] if total >= K else []
