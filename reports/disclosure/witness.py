"""The proof, counted again by somebody who shares nothing with those who made it.

A certificate rests on other pasts of the office: cases that were never reported, from which every
table ever published comes out the same. Here each past is written out case by case and counted
release by release; what the readers could learn is judged by these pasts alone. This module knows
the published objects, the snapshots and the rules, and nothing of grids, linear programmes or
planning (import-linter holds it to that). A fault in any of those can hide a table, not a leak.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import chain

import numpy as np

from .categories import DIMENSIONS
from .certificate import Interval, Refused
from .history import (
    NAMES,
    Life,
    Line,
    Past,
    Version,
    in_order,
    lines,
    lives_in_time,
    versions,
)
from .records import Snapshot
from .release import Ledger, Release, Row
from .sensitive import Rules


@dataclass(frozen=True)
class Testimony:
    """How many pasts were counted, and what they leave open of the release's hidden figures."""

    pasts: int
    intervals: tuple[Interval, ...]


def confirm(release: Release, ledger: Ledger, pasts: Sequence[Past], rules: Rules) -> Testimony:
    """Whether these pasts keep every figure open that the release touches; raises `Refused`."""
    return _Witness((*ledger.releases, release), ledger.snapshots, pasts, rules).confirm()


class _Witness:
    def __init__(
        self,
        releases: Sequence[Release],
        snapshots: Iterable[Snapshot],
        pasts: Sequence[Past],
        rules: Rules,
    ) -> None:
        self.rules, self.newest = rules, len(releases) - 1
        held = in_order(releases, snapshots)
        truth = Counter(versions(held))
        semesters = {s for release in releases for s in release.table.period}
        self.regular = {life for s in semesters for life in lives_in_time(s, held)}
        self.lives = sorted(
            {version.life for past in (truth, *pasts) for version in past} | self.regular
        )
        self.lines = list(lines(releases, held, self.lives))
        untouched = cache(lambda lives: self._untouched(truth, lives))
        self.pasts = [
            truth,
            *({**untouched(frozenset(each.life for each in past)), **past} for past in pasts),
        ]
        self.kinds = list(dict.fromkeys(chain.from_iterable(self.pasts)))
        place = {version: number for number, version in enumerate(self.kinds)}
        # Whole numbers this small are exact in single precision.
        self.counts = np.zeros((len(self.pasts), len(self.kinds)), dtype=np.float32)
        for counts, past in zip(self.counts, self.pasts, strict=True):
            counts[[place[version] for version in past]] = list(past.values())
        self.inside = self._membership()
        #: What each past would have published: pasts × figures.
        self.published = self.counts @ self.inside

    def confirm(self) -> Testimony:
        self._are_pasts()
        self._comes_out_the_same()
        self._corrections_are_the_same()
        touched = self._touched()
        self._differences_are_large(touched)
        self._is_open(touched)
        return Testimony(len(self.pasts), tuple(self._intervals()))

    def _intervals(self) -> Iterator[Interval]:
        for number, line in enumerate(self.lines):
            if line.release == self.newest and line.row.value is None:
                values = self.published[:, number]
                yield Interval(line.row.cell, int(values.min()), int(values.max()))

    def _untouched(self, truth: Past, lives: frozenset[Life]) -> dict[Version, int]:
        """Cases that no figure counts together with those of a past: they are what they were."""
        reached = self._reach(lives)
        return {version: n for version, n in truth.items() if version.life not in reached}

    def _reach(self, lives: Iterable[Life]) -> set[Life]:
        """All lives that figures tie to these, directly or through others."""
        reached = set(lives)
        sets = {line.lives for line in self.lines}
        while tied := {each for each in sets if each & reached}:
            sets -= tied
            reached |= frozenset().union(*tied)
        return reached

    def _membership(self) -> np.ndarray:
        """Which versions each figure counts: versions × figures, 0 or 1."""
        lives: dict[frozenset[Life], np.ndarray] = {}
        values: dict[tuple[str, frozenset[str]], np.ndarray] = {}
        inside = np.zeros((len(self.kinds), len(self.lines)), dtype=np.float32)
        for number, line in enumerate(self.lines):
            if line.lives not in lives:
                lives[line.lives] = np.array([kind.life in line.lives for kind in self.kinds])
            counted = lives[line.lives]
            for name, chosen in line.values.items():
                if (name, chosen) not in values:
                    at = NAMES.index(name)
                    values[name, chosen] = np.array([k.path[at] in chosen for k in self.kinds])
                counted = counted & values[name, chosen]
            inside[:, number] = counted
        return inside

    def _are_pasts(self) -> None:
        """No past has fewer than no cases, or cases of categories that there are not."""
        values = [set(DIMENSIONS[name].values) for name in NAMES]
        if (self.counts < 0).any() or not all(
            value in known
            for kind in self.kinds
            for value, known in zip(kind.path, values, strict=True)
        ):
            raise Refused("this is no past")

    def _comes_out_the_same(self) -> None:
        """Every past would have published what was published."""
        for number, line in enumerate(self.lines):
            would = self.published[:, number]
            if line.row.value is not None and (would != line.row.value).any():
                raise Refused("a past does not fit what was published", figure=line.name)
            if line.row.below is not None and (would >= line.row.below).any():
                raise Refused("a past does not fit what was said", figure=line.name)

    def _corrections_are_the_same(self) -> None:
        """Of late and corrected records that publications show, every past has as many."""
        for late in self._told().values():
            there = self.counts[:, [kind.life in late for kind in self.kinds]].sum(axis=1)
            if (there != there[0]).any():
                raise Refused("a past has other corrections than there were")

    def _told(self) -> dict[frozenset[int], set[Life]]:
        """Lives that figures tell apart from those of cases that came in time."""
        sets = sorted({line.lives for line in self.lines}, key=sorted)
        traces = {
            life: frozenset(n for n, s in enumerate(sets) if life in s) for life in self.lives
        }
        in_time = {traces[life] for life in self.regular}
        found: dict[frozenset[int], set[Life]] = {}
        for life, trace in traces.items():
            if trace and trace not in in_time:
                found.setdefault(trace, set()).add(life)
        return found

    def _touched(self) -> list[int]:
        """Figures about which the newest release can tell something."""
        mine = [line.lives for line in self.lines if line.release == self.newest]
        reached = self._reach(frozenset().union(*mine))
        return [n for n, line in enumerate(self.lines) if line.lives & reached]

    def _differences_are_large(self, touched: Sequence[int]) -> None:
        """No shown figure lies within another that is larger by a small count only."""
        shown = {
            line.meaning: line
            for line in (self.lines[n] for n in touched)
            if line.row.value is not None
        }
        lines = list(shown.values())
        counts = np.array([line.row.value for line in lines])
        told = set().union(*self._told().values())
        for one, other in self._near(counts).tolist():
            small, large = lines[one], lines[other]
            if one != other and small.is_within(large):
                if not small.values and large.lives - small.lives <= told:
                    continue  # how many came late is known; not how many of them were girls
                low = int(counts[other] - counts[one])
                name = f"{large.name} minus {small.name}"
                raise Refused("a difference is small", figure=name, low=low, high=low)

    def _near(self, counts: np.ndarray) -> np.ndarray:
        """Pairs of places whose counts differ by a sensitive one."""
        gap = counts[np.newaxis, :] - counts[:, np.newaxis]
        return np.argwhere((gap >= 0 if self.rules.zeros else gap > 0) & (gap < self.rules.k))

    def _is_open(self, touched: Sequence[int]) -> None:
        """Every hidden figure stays wide, for the public and for who knows one case."""
        hidden = [n for n in touched if self.lines[n].row.value is None]
        widths = np.array([self._width(n) for n in hidden])
        self._is_wide(hidden, widths, np.ones(len(self.pasts), dtype=bool))
        guarded = [n for n, width in zip(hidden, widths, strict=True) if width > self.rules.k]
        if not guarded:
            return
        counted_by = np.packbits(self.inside[:, touched].astype(bool), axis=1)
        _kinds, alike = np.unique(counted_by, axis=0, return_inverse=True)
        real = {int(alike[n]) for n in np.flatnonzero(self.counts[0])}
        counted = self.inside[:, touched].any(axis=1)
        for case in real:
            same = (alike == case) & counted
            if same.any():
                knowing = self.counts[:, same].sum(axis=1) > 0
                self._is_wide(guarded, np.full(len(guarded), self.rules.k), knowing)

    def _is_wide(self, hidden: Sequence[int], widths: np.ndarray, knowing: np.ndarray) -> None:
        values = self.published[knowing][:, list(hidden)]
        if not hidden:
            return
        low, high = values.min(axis=0), values.max(axis=0)
        for place in np.flatnonzero(high - low < widths):
            raise Refused(
                "the pasts leave too little open",
                figure=self.lines[hidden[int(place)]].name,
                low=int(low[place]),
                high=int(high[place]),
            )

    def _width(self, number: int) -> int:
        """How wide a hidden figure must stay; within something said to be small, no wider."""
        line = self.lines[number]
        width = self.rules.k + self.rules.insiders
        for most, whole in self._limits:
            if line.is_within(whole):
                width = min(width, most)
        return width

    @cached_property
    def _limits(self) -> list[tuple[int, Line]]:
        """What is said or known to be at most so many."""
        said = [(line.row.below - 1, line) for line in self.lines if line.row.below is not None]
        everything = Row((), None)
        for late in self._told().values():
            there = self.counts[0, [kind.life in late for kind in self.kinds]].sum()
            said.append((int(there), Line(-1, everything, frozenset(late), {})))
        return said
