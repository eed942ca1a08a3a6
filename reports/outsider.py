"""What somebody outside can compute from the public pages, their CSV and JSON files alone.

It reads no table of the database and shares with the office's auditor only the shape of a release.
The attacker believes that cases do not change between releases; where that contradicts itself,
releases are attacked in groups that were counted at the same time.
"""

import csv
import io
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from html import unescape
from itertools import combinations

import highspy

from upksai.ui.numbers import number

from .disclosure import HIDDEN, Release, Row
from .disclosure.release import SEMESTER

#: Reads an address below the site's own and returns its text.
Fetch = Callable[[str], str]
LINK = re.compile(r'href="([^"]+)"')
YEAR = re.compile(r"/statistik/\d{4}/")
FILE = re.compile(r"/statistik/rilis/\d+\.(?:csv|json)")
#: More cases than any cell has.
ROOM = 1_000


@dataclass(frozen=True)
class Finding:
    """A figure that is not shown, and how closely it can be computed."""

    figure: str
    low: int
    high: int

    def __str__(self) -> str:
        return f"{self.figure}: {self.low}–{self.high}"


@dataclass(frozen=True)
class Site:
    """All that the public pages offer."""

    releases: tuple[Release, ...]
    #: Figures that a CSV shows and the release of the same number hides, or the other way round.
    betrayed: tuple[str, ...]


def read_site(fetch: Fetch) -> Site:
    """Follow the links from /statistik/ and read every file that they offer."""
    first = fetch("/statistik/")
    pages = {link: fetch(link) for link in sorted(set(_links(first, YEAR)))}
    files = sorted({link for page in [first, *pages.values()] for link in _links(page, FILE)})
    texts = {link: fetch(link) for link in files}
    releases = [Release.from_json(text) for link, text in texts.items() if link.endswith("json")]
    betrayed = [
        problem
        for release in releases
        for problem in _compare(release, texts.get(f"/statistik/rilis/{release.number}.csv", ""))
    ]
    return Site(tuple(sorted(releases, key=lambda one: one.number)), tuple(betrayed))


def _links(page: str, wanted: re.Pattern[str]) -> Iterator[str]:
    for link in LINK.findall(page):
        if wanted.fullmatch(unescape(link)):
            yield unescape(link)


def _compare(release: Release, text: str) -> Iterator[str]:
    """The CSV says of every figure what the release says, in words and in percent."""
    rows = list(csv.reader(io.StringIO(text.lstrip("\ufeff"))))[1:]
    if len(rows) != len(release.table.rows):
        yield f"{release.number}: CSV"
    said = {tuple(row[2:-3]): (row[-3], row[-2]) for row in rows}
    for row in release.table.rows:
        count, share = said.get(release.table.label(row), ("", ""))
        is_hidden = row.value is None
        expected = release.table.text(row) if is_hidden else number(row.value)
        if count != expected or (is_hidden and share != HIDDEN):
            yield name_of(release, row)


def name_of(release: Release, row: Row) -> str:
    """A figure as a person would call it."""
    return f"rilis {release.number}: {', '.join(release.table.label(row)) or 'jumlah'}"


def attack(releases: Sequence[Release], k: int) -> list[Finding]:
    """Every hidden figure that can be computed more closely than `k` cases apart."""
    groups = [list(releases)]
    moments = dict.fromkeys(release.snapshot for release in releases)
    groups += [[one for one in releases if one.snapshot == moment] for moment in moments]
    found: dict[Finding, None] = {}
    for group in groups:
        worlds = Worlds(group)
        if worlds.exist():
            found |= dict.fromkeys(worlds.findings(k))
    found |= dict.fromkeys(small_differences(releases, k))
    return list(found)


def small_differences(releases: Sequence[Release], k: int) -> Iterator[Finding]:
    """Small figures that are shown, or that remain when one shown figure is taken from another."""
    for moment in dict.fromkeys(release.snapshot for release in releases):
        shown = [
            (release, row)
            for release in releases
            if release.snapshot == moment
            for row in release.table.rows
            if row.value is not None
        ]
        for release, row in shown:
            if (row.value or 0) < k:
                yield Finding(name_of(release, row), row.value or 0, row.value or 0)
        for (one, outer), (other, inner) in combinations(shown, 2):
            for (a, big), (b, small) in (
                ((one, outer), (other, inner)),
                ((other, inner), (one, outer)),
            ):
                rest = (big.value or 0) - (small.value or 0)
                if rest < k and _is_strictly_within(b, small, a, big):
                    yield Finding(f"{name_of(a, big)} – {name_of(b, small)}", rest, rest)


def _is_strictly_within(inner_of: Release, inner: Row, outer_of: Release, outer: Row) -> bool:
    small, big = inner_of.table.values(inner), outer_of.table.values(outer)
    halves = inner_of.table.semesters(inner), outer_of.table.semesters(outer)
    is_within = halves[0] <= halves[1] and all(
        name in small and small[name] <= values for name, values in big.items()
    )
    return is_within and (halves[0] != halves[1] or small != big)


class Worlds:
    """All tables that fit what a group of releases shows.

    A cell is a half year with one class of each dimension of a table; tables that share dimensions
    must agree on their common margins. That is at least all that anybody can know.
    """

    def __init__(self, releases: Sequence[Release]) -> None:
        self.releases = releases
        self.model = highspy.Highs()
        self.model.silent()
        # HiGHS counts threads once in a process: the office's own planner uses one.
        self.model.setOptionValue("threads", 1)
        self.classes = self._classes()
        self.kinds = self._kinds()
        self.cells: dict[tuple[frozenset[str], str], dict[tuple, highspy.highs_var]] = {}
        for release in releases:
            for row in release.table.rows:
                self._know(release, row)

    def _classes(self) -> dict[str, dict[str, tuple[bool, ...]]]:
        """For each dimension, which values no release tells apart."""
        groups: dict[str, list[frozenset[str]]] = {}
        for release in self.releases:
            for axis in release.table.axes:
                if axis.dimension != SEMESTER:
                    found = groups.setdefault(axis.dimension, [])
                    found += [frozenset(group.values) for group in axis.groups]
        return {
            name: {v: tuple(v in part for part in parts) for v in frozenset().union(*parts)}
            for name, parts in groups.items()
        }

    def _kinds(self) -> list[frozenset[str]]:
        """The largest sets of dimensions that stand in one table."""
        sets = {self._dimensions(release) for release in self.releases}
        return [one for one in sets if not any(one < other for other in sets)]

    @staticmethod
    def _dimensions(release: Release) -> frozenset[str]:
        return frozenset(a.dimension for a in release.table.axes) - {SEMESTER}

    def _of(self, kind: frozenset[str], semester: str) -> dict[tuple, highspy.highs_var]:
        """The cells of one kind in one half year, linked to those of the others."""
        if (kind, semester) not in self.cells:
            names = sorted(kind)
            keys: list[tuple] = [()]
            for name in names:
                parts = sorted(set(self.classes[name].values()))
                keys = [(*key, part) for key in keys for part in parts]
            whole = highspy.HighsVarType.kInteger
            made = {key: self.model.addVariable(lb=0, ub=ROOM, type=whole) for key in keys}
            self.cells[kind, semester] = made
            for other in self.kinds:
                if other != kind and (other, semester) in self.cells:
                    self._agree(kind, other, semester)
        return self.cells[kind, semester]

    def _agree(self, one: frozenset[str], other: frozenset[str], semester: str) -> None:
        """Two kinds count the same cases by what they have in common."""
        margins: dict[tuple, tuple[list, list]] = {}
        for side, kind in enumerate((one, other)):
            names = sorted(kind)
            for key, cell in self.cells[kind, semester].items():
                place = tuple(p for n, p in zip(names, key, strict=True) if n in one & other)
                margins.setdefault(place, ([], []))[side].append(cell)
        for left, right in margins.values():
            self.model.addConstr(self.model.qsum(left) - self.model.qsum(right) == 0)

    def figure(self, release: Release, row: Row) -> list[highspy.highs_var]:
        """The cells that a figure counts."""
        dimensions, wanted = self._dimensions(release), release.table.values(row)
        kind = next(kind for kind in self.kinds if dimensions <= kind)
        marks = {name: {self.classes[name][v] for v in values} for name, values in wanted.items()}
        return [
            cell
            for semester in sorted(release.table.semesters(row))
            for key, cell in self._of(kind, semester).items()
            if all(
                part in marks[name]
                for name, part in zip(sorted(kind), key, strict=True)
                if name in marks
            )
        ]

    def _know(self, release: Release, row: Row) -> None:
        cells = self.figure(release, row)
        if row.value is not None:
            self.model.addConstr(self.model.qsum(cells) == row.value)
        elif row.below is not None:
            self.model.addConstr(self.model.qsum(cells) <= row.below - 1)

    def exist(self) -> bool:
        """Whether anything fits at all."""
        self.model.run()
        return self.model.getModelStatus() == highspy.HighsModelStatus.kOptimal

    def interval(self, cells: list[highspy.highs_var]) -> tuple[int, int]:
        """The least and the most that a figure may be."""
        ends = []
        for ask in (self.model.minimize, self.model.maximize):
            ask(self.model.qsum(cells))
            if self.model.getModelStatus() != highspy.HighsModelStatus.kOptimal:
                raise RuntimeError("the attacker's solver gave up")
            ends.append(round(self.model.getObjectiveValue()))
        return ends[0], ends[1]

    def findings(self, k: int) -> Iterator[Finding]:
        """The hidden figures that are less than `k` wide."""
        for release in self.releases:
            for row in release.table.rows:
                if row.value is None and row.below is None:
                    low, high = self.interval(self.figure(release, row))
                    if high - low < k:
                        yield Finding(name_of(release, row), low, high)
