"""Pasts of the office, counted figure by figure; the truth is the first of them."""

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cached_property
from itertools import chain

import numpy as np

from .history import NAMES, Life, Line, Past, histories, in_order, lines, lives_in_time
from .records import Snapshot
from .release import Release


class Recount:
    """What each past would have published, of all that the newest release can tell something of.

    No figure that the release does not reach, directly or through others, counts a case with one
    that it does; of those a past says nothing.
    """

    def __init__(
        self, releases: Sequence[Release], snapshots: Iterable[Snapshot], pasts: Sequence[Past]
    ) -> None:
        held = in_order(releases, snapshots)
        known = histories(held)
        truth = Counter(chain.from_iterable(known))
        semesters = {s for release in releases for s in release.table.period}
        in_time = {life for s in semesters for life in lives_in_time(s, held)}
        named = {version.life for past in (truth, *pasts) for version in past} | in_time
        self.newest = len(releases) - 1
        self.lines = _reached(list(lines(releases, held, sorted(named))), self.newest)
        self.lives = frozenset().union(*(line.lives for line in self.lines))
        self.in_time = in_time & self.lives
        reached = [
            {version: n for version, n in past.items() if version.life in self.lives}
            for past in (truth, *pasts)
        ]
        self.kinds = list(dict.fromkeys(chain.from_iterable(reached)))
        place = {version: number for number, version in enumerate(self.kinds)}
        #: The kinds that each true case was; several if it was corrected.
        self.cases = {
            tuple([place[version] for version in history if version in place]) for history in known
        }
        #: pasts × kinds. Whole numbers this small are exact in single precision.
        self.counts = np.zeros((len(reached), len(self.kinds)), dtype=np.float32)
        for counts, past in zip(self.counts, reached, strict=True):
            counts[[place[version] for version in past]] = list(past.values())
        #: kinds × figures: whether it counts them.
        self.inside = self._membership()
        #: pasts × figures
        self.published = self.counts @ self.inside

    def _membership(self) -> np.ndarray:
        values: dict[tuple[str, frozenset[str]], np.ndarray] = {}
        inside = np.zeros((len(self.kinds), len(self.lines)), dtype=np.float32)
        for number, line in enumerate(self.lines):
            counted = self.living(line.lives)
            for name, chosen in line.values.items():
                if (name, chosen) not in values:
                    at = NAMES.index(name)
                    values[name, chosen] = np.array([k.path[at] in chosen for k in self.kinds])
                counted = counted & values[name, chosen]
            inside[:, number] = counted
        return inside

    def living(self, lives: frozenset[Life]) -> np.ndarray:
        """Which kinds have one of these lives."""
        if lives not in self._living:
            self._living[lives] = np.array([kind.life in lives for kind in self.kinds], dtype=bool)
        return self._living[lives]

    @cached_property
    def _living(self) -> dict[frozenset[Life], np.ndarray]:
        return {}

    @cached_property
    def times(self) -> list[frozenset[Life]]:
        """Lives that no figure tells apart, together."""
        traces: dict[tuple[bool, ...], set[Life]] = {}
        sets = {line.lives for line in self.lines}
        for life in self.lives:
            traces.setdefault(tuple([life in each for each in sets]), set()).add(life)
        return sorted(map(frozenset, traces.values()), key=sorted)

    @cached_property
    def corrected(self) -> list[frozenset[Life]]:
        """Those of them that no case has which came in time and was left as it was."""
        return [lives for lives in self.times if not lives & self.in_time]


def _reached(every: Sequence[Line], newest: int) -> list[Line]:
    """Figures tied to those of the newest release by cases that both may count."""
    lives = frozenset().union(*(line.lives for line in every if line.release == newest))
    sets = {line.lives for line in every}
    while tied := {each for each in sets if each & lives}:
        sets -= tied
        lives = lives.union(*tied)
    return [line for line in every if line.lives & lives]
