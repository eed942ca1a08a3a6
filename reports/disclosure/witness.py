"""The proof, counted again by somebody who shares nothing with those who made it.

A certificate rests on other pasts of the office: cases that were never reported, from which every
table ever published comes out the same. Here each past is written out case by case and counted
release by release; what the readers could learn is judged by these pasts alone. This module knows
the published objects, the snapshots and the rules, and nothing of grids, linear programmes or
planning (import-linter holds it to that). A fault in any of those can hide a table, not a leak.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import inf
from time import monotonic

import numpy as np

from .categories import DIMENSIONS
from .certificate import Interval, Refused
from .history import NAMES, Life, Line, Past
from .recount import Recount
from .regions import Regions, regions
from .release import Ledger, Release, Row
from .sensitive import Rules

EVERYTHING = Row((), None)


@dataclass(frozen=True)
class Testimony:
    """How many pasts were counted, and what they leave open of the release's hidden figures."""

    pasts: int
    intervals: tuple[Interval, ...]


def confirm(
    release: Release,
    ledger: Ledger,
    pasts: Sequence[Past],
    rules: Rules,
    *,
    beliefs: Sequence[Past] = (),
    until: float = inf,
) -> Testimony:
    """Whether these pasts keep open all that the release touches; raises `Refused`.

    `beliefs`: what the sceptic takes for the past, who will not believe in so many corrections.
    `until`: when to give up, in seconds of the clock that never goes back.
    """
    recount = Recount((*ledger.releases, release), ledger.snapshots, [*pasts, *beliefs])
    _there_is_time(until)
    _are_pasts(recount)
    _come_out_the_same(recount)
    _differences_are_large(recount, rules)
    informed = _Reader(recount, slice(0, len(pasts) + 1), rules, until)
    informed.knows_corrections()
    informed.cannot_compute_what_is_hidden()
    informed.cannot_tell_that_there_are_few()
    informed.does_not_gain_from_a_case()
    if beliefs:
        sceptic = _Reader(recount, slice(len(pasts) + 1, None), rules, until)
        sceptic.believes_in_fewer_corrections()
        sceptic.cannot_compute_what_is_hidden()
        sceptic.cannot_tell_that_there_are_few()
    _there_is_time(until)
    return Testimony(len(recount.counts), tuple(informed.intervals()))


def _there_is_time(until: float) -> None:
    if monotonic() > until:
        raise Refused("time ran out")


def _are_pasts(recount: Recount) -> None:
    """No past has fewer than no cases, or cases of categories that there are not."""
    values = [set(DIMENSIONS[name].values) for name in NAMES]
    if (recount.counts < 0).any() or not all(
        value in known
        for kind in recount.kinds
        for value, known in zip(kind.path, values, strict=True)
    ):
        raise Refused("this is no past")


def _come_out_the_same(recount: Recount) -> None:
    """Every past would have published what was published."""
    for number, line in enumerate(recount.lines):
        would = recount.published[:, number]
        if line.row.value is not None and (would != line.row.value).any():
            raise Refused("a past does not fit what was published", figure=line.name)
        if line.row.below is not None and (would >= line.row.below).any():
            raise Refused("a past does not fit what was said", figure=line.name)


def _differences_are_large(recount: Recount, rules: Rules) -> None:
    """No shown figure lies within another that is larger by a small count only."""
    shown = {line.meaning: line for line in recount.lines if line.row.value is not None}
    lines = list(shown.values())
    counts = np.array([line.row.value for line in lines])
    told = frozenset().union(*recount.corrected)
    for one, other in _near(counts, rules).tolist():
        small, large = lines[one], lines[other]
        if one != other and small.is_within(large):
            if not small.values and large.lives - small.lives <= told:
                continue  # how many came late is known; not how many of them were girls
            low = int(counts[other] - counts[one])
            name = f"{large.name} minus {small.name}"
            raise Refused("a difference is small", figure=name, low=low, high=low)


def _near(counts: np.ndarray, rules: Rules) -> np.ndarray:
    """Pairs of places whose counts differ by a sensitive one."""
    gap = counts[np.newaxis, :] - counts[:, np.newaxis]
    return np.argwhere((gap >= 0 if rules.zeros else gap > 0) & (gap < rules.k))


class _Reader:
    """Somebody who takes any of some pasts for possible, and no other."""

    def __init__(self, recount: Recount, mine: slice, rules: Rules, until: float) -> None:
        self.recount, self.lines, self.rules = recount, recount.lines, rules
        self.until = until
        self.counts, self.published = recount.counts[mine], recount.published[mine]
        self.hidden = [n for n, line in enumerate(self.lines) if line.row.value is None]
        self.widths = np.array([self._width(self.lines[n]) for n in self.hidden], dtype=int)

    def intervals(self) -> Iterator[Interval]:
        """What stays open of the newest release."""
        for number in self.hidden:
            line, values = self.lines[number], self.published[:, number]
            if line.release == self.recount.newest:
                yield Interval(line.row.cell, int(values.min()), int(values.max()))

    def knows_corrections(self) -> None:
        """Of late and corrected records that publications show, every past has as many."""
        for late in self.recount.corrected:
            there = self._many(late)
            if (there != there[0]).any():
                raise Refused("a past has other corrections than there were")

    def believes_in_fewer_corrections(self) -> None:
        """All of his pasts have as few corrections as each other, and fewer than there were."""
        all_of_them = self.recount.living(frozenset().union(*self.recount.corrected))
        there = self.counts[:, all_of_them].sum(axis=1)
        if (there != there[0]).any() or there[0] >= self.recount.counts[0, all_of_them].sum():
            raise Refused("the sceptic has no belief of his own")

    def cannot_compute_what_is_hidden(self) -> None:
        """Every hidden figure stays wide."""
        self._leaves_open(self.hidden, self.widths, self.published)

    def does_not_gain_from_a_case(self) -> None:
        """Nor is it much narrower for who knows one of the true cases, whichever it is, and all
        that was corrected of it.
        """
        guarded = [n for n, w in zip(self.hidden, self.widths, strict=True) if w > self.rules.k]
        if not guarded:
            return
        widths = np.full(len(guarded), self.rules.k)
        counted = np.packbits(self.recount.inside.astype(bool), axis=1)
        _kinds, alike = np.unique(counted, axis=0, return_inverse=True)
        for case in {tuple(alike[list(kinds)].tolist()) for kinds in self.recount.cases if kinds}:
            _there_is_time(self.until)
            there = [self.counts[:, alike == version].sum(axis=1) > 0 for version in case]
            self._leaves_open(guarded, widths, self.published[np.all(there, axis=0)])

    def cannot_tell_that_there_are_few(self) -> None:
        """Of no kind of case that figures tell apart are there few in all of the pasts."""
        for each in regions(self.recount):
            _there_is_time(self.until)
            (true,) = each.count(self.recount.counts[:1])
            asked = true < self.rules.k if self.rules.zeros else (true > 0) & (true < self.rules.k)
            most = each.count(self.counts).max(axis=0)
            few = np.flatnonzero(asked & (most < min(self.rules.k, self._limit(each))))
            if len(few):
                raise Refused(
                    "it can be told that there are few",
                    figure=f"region {few[0]} of {each.name}",
                    high=int(most[few[0]]),
                )

    def _leaves_open(
        self, figures: Sequence[int], widths: np.ndarray, published: np.ndarray
    ) -> None:
        if not figures:
            return
        values = published[:, list(figures)]
        low, high = values.min(axis=0), values.max(axis=0)
        for place in np.flatnonzero(high - low < widths):
            raise Refused(
                "the pasts leave too little open",
                figure=self.lines[figures[int(place)]].name,
                low=int(low[place]),
                high=int(high[place]),
            )

    def _many(self, lives: frozenset[Life]) -> np.ndarray:
        return self.counts[:, self.recount.living(lives)].sum(axis=1)

    def _width(self, line: Line) -> int:
        """How wide a hidden figure must stay; within something said to be small, no wider."""
        width = self.rules.k + self.rules.insiders
        return min([width, *(most for most, whole in self._limits if line.is_within(whole))])

    def _limit(self, each: Regions) -> int:
        """No region can hold more than its time does, if that is known."""
        told = frozenset().union(*self.recount.corrected)
        mine = Line(-1, EVERYTHING, each.lives, {})
        limits = [most for most, whole in self._limits if mine.is_within(whole)]
        if each.lives <= told:
            limits.append(int(self._many(each.lives).max()))
        return min(limits, default=self.rules.k)

    @cached_property
    def _limits(self) -> list[tuple[int, Line]]:
        """What is said or known to be at most so many."""
        said = [(line.row.below - 1, line) for line in self.lines if line.row.below is not None]
        for late in self.recount.corrected:
            said.append((int(self._many(late).max()), Line(-1, EVERYTHING, late, {})))
        return said
