"""The base grid: the fewest cells over which every published figure is a sum of cells.

The full product of the finest categories is far too large, and not needed. Three reductions are
exact, that is, for every figure they give the same set of possible values:

1. *Atoms.* Values of a dimension that no figure tells apart are one atom (the common refinement
   of all recodes used). Moving a case between merged values changes no figure.
2. *Components.* Figures that share no lifetime, directly or through others, constrain different
   cases; each component is a problem of its own.
3. *Cliques.* Let the dimensions be vertices, joined where one figure uses both, and fill edges in
   until the graph is triangulated. Instead of the joint table keep its marginal tables on the
   maximal cliques (time belongs to each), with the condition that neighbours in the junction tree
   agree on their separator. Every family of non-negative *integer* clique tables that agrees on
   the separators is the family of marginals of a non-negative integer joint table: go along the
   tree; for each separator value both sides hold the same number of cases, so match them one to
   one. Hence the projection of all joint tables is exactly the set described (decomposable
   hypergraph: Lauritzen 1996; Dobra & Fienberg 2000). The same holds with one case known: take it
   out, match the others, put it back. Filling edges in only enlarges cliques, which keeps this
   exact; if the cliques are not those published, this *is* their full product.

Whatever is too large to audit is refused (`TooLarge`).
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from math import prod
from typing import Any

from .categories import DIMENSIONS
from .junction import junction_tree
from .lifetimes import Lifetime, Path, histories, in_order, regular_lifetimes
from .records import Snapshot
from .release import Release, Row

LARGEST = 20_000
Cells = tuple[int, ...]


class TooLarge(ValueError):
    """More cells than can be audited in time."""


@dataclass(frozen=True)
class Figure:
    """A published figure: which cells it counts, what is said of it, and what is true."""

    cells: Cells
    shown: int | None
    below: int | None
    truth: int
    release: int
    row: int


@dataclass(frozen=True)
class Grid:
    """Cells (clique, time atom, atoms), and what the public knows of them."""

    cells: tuple[tuple[int, int, tuple[int, ...]], ...]
    truth: tuple[int, ...]
    figures: tuple[Figure, ...]
    #: Both sides of each separator hold equally many cases.
    links: tuple[tuple[Cells, Cells], ...]
    #: Irregular lifetimes and how many versions truly had them.
    irregular: tuple[tuple[Cells, int], ...]
    #: For each kind of case: the cells it lies in, one for each clique; of one that was corrected
    #: those of all its versions.
    cases: tuple[Cells, ...]
    #: The dimensions of each clique, and the tree that joins the cliques from the first one on.
    cliques: tuple[tuple[str, ...], ...]
    tree: tuple[tuple[int, int], ...]
    #: One value for each atom of a dimension, one lifetime for each atom of time.
    atoms: Mapping[str, tuple[str, ...]]
    lifetimes: tuple[Lifetime, ...]

    def value(self, cells: Iterable[int]) -> int:
        """The true value of a sum of cells."""
        return sum(self.truth[cell] for cell in cells)


@dataclass(frozen=True)
class _Sum:
    """A figure before the grid is known: its lifetimes and its values of each dimension."""

    release: int
    row: int
    line: Row
    times: frozenset[Lifetime]
    values: dict[str, frozenset[str]]


def grids(
    releases: Sequence[Release], snapshots: Iterable[Snapshot], *, touched_by: int | None = None
) -> list[Grid]:
    """The grids of all components; or only those that the release at that position touches."""
    used = {release.snapshot for release in releases}
    ordered = in_order(s for s in snapshots if s.sha256 in used)
    moments = {snapshot.sha256: moment for moment, snapshot in enumerate(ordered)}
    known = histories(ordered)
    lifetimes = {lifetime for history in known for _path, lifetime in history}
    semesters = {semester for release in releases for semester in release.table.period}
    regular = {life for s in semesters for life in regular_lifetimes(s, ordered)}
    everything = sorted(lifetimes | regular)
    sums = _sums(releases, moments, everything)
    found = []
    for part in _components(sums):
        if touched_by is None or any(each.release == touched_by for each in part):
            found.append(_grid(part, known, regular))
    return found


def _sums(
    releases: Sequence[Release], moments: dict[str, int], everything: Sequence[Lifetime]
) -> list[_Sum]:
    sums = []
    times: dict[tuple[int, frozenset[str]], frozenset[Lifetime]] = {}
    for position, release in enumerate(releases):
        moment = moments[release.snapshot]
        for index, row in enumerate(release.table.rows):
            semesters = release.table.semesters(row)
            when = (moment, semesters)
            if when not in times:
                times[when] = frozenset(
                    t for t in everything if t.semester in semesters and t.is_seen_in(moment)
                )
            if not times[when]:
                raise ValueError("a figure counts cases of a semester after its snapshot")
            values = release.table.values(row)
            sums.append(_Sum(position, index, row, times[when], values))
    return sums


def _components(sums: Sequence[_Sum]) -> list[list[_Sum]]:
    parent: dict[Lifetime, Lifetime] = {}

    def root(time: Lifetime) -> Lifetime:
        while parent.setdefault(time, time) != time:
            parent[time] = parent[parent[time]]
            time = parent[time]
        return time

    for times in {each.times for each in sums}:
        first, *others = sorted(times) or [Lifetime("", 0)]
        for other in others:
            parent[root(other)] = root(first)
    parts: dict[Lifetime, list[_Sum]] = defaultdict(list)
    for each in sums:
        if each.times:
            parts[root(min(each.times))].append(each)
    return list(parts.values())


def _classes(universe: Iterable[Any], sets: Sequence[frozenset]) -> dict[Any, int]:
    """Number the classes of elements that no set tells apart; elements of no set are left out
    only if nothing else is in question (see callers).
    """
    numbers: dict[tuple[bool, ...], int] = {}
    return {
        element: numbers.setdefault(tuple(element in each for each in sets), len(numbers))
        for element in universe
    }


def _grid(
    sums: Sequence[_Sum],
    known: Sequence[Sequence[tuple[Path, Lifetime]]],
    regular: set[Lifetime],
) -> Grid:
    times = frozenset().union(*(each.times for each in sums))
    records = [[(path, life) for path, life in history if life in times] for history in known]
    seen = [version for history in records for version in history]
    when = _classes(sorted(times), sorted({each.times for each in sums}, key=sorted))
    told = {
        name: {each.values[name] for each in sums if name in each.values} for name in DIMENSIONS
    }
    atoms = {
        name: _classes(
            sorted({*dimension.values, *(path[place] for path, _life in seen)}.union(*told[name])),
            sorted(told[name], key=sorted),
        )
        for place, (name, dimension) in enumerate(DIMENSIONS.items())
    }
    nodes, tree = junction_tree({frozenset(each.values) for each in sums})
    sides = [sorted(node, key=list(DIMENSIONS).index) for node in nodes]
    counts = {name: len(set(atom.values())) for name, atom in atoms.items()}
    many = len(set(when.values()))
    if sum(many * prod(counts[name] for name in side) for side in sides) > LARGEST:
        raise TooLarge("more cells than can be audited")
    cells = [
        (node, time, key)
        for node, side in enumerate(sides)
        for time in range(many)
        for key in product(*(range(counts[name]) for name in side))
    ]
    index = {cell: number for number, cell in enumerate(cells)}
    places = [[list(DIMENSIONS).index(name) for name in side] for side in sides]
    names = list(DIMENSIONS)
    cases: list[Cells] = [
        tuple(
            index[node, when[life], tuple(atoms[names[p]][path[p]] for p in place)]
            for path, life in history
            for node, place in enumerate(places)
        )
        for history in records
        if history
    ]
    truth = [0] * len(cells)
    for case in cases:
        for cell in case:
            truth[cell] += 1

    def gather(node: int, over: Iterable[int], chosen: Mapping[str, Iterable[int]]) -> Cells:
        keys = [sorted(chosen.get(name, range(counts[name]))) for name in sides[node]]
        return tuple(index[node, t, key] for t in sorted(over) for key in product(*keys))

    figures = []
    for each in sums:
        node = min(
            (n for n, clique in enumerate(nodes) if clique >= set(each.values)),
            key=lambda n: prod(counts[name] for name in sides[n]),
        )
        chosen = {name: {atoms[name][v] for v in each.values[name]} for name in each.values}
        found = gather(node, {when[life] for life in each.times}, chosen)
        figures.append(
            Figure(
                found,
                each.line.value,
                each.line.below,
                sum(truth[cell] for cell in found),
                each.release,
                each.row,
            )
        )
    links = []
    for one, other in tree:
        common = sorted(nodes[one] & nodes[other])
        for time in range(many):
            for key in product(*(range(counts[name]) for name in common)):
                chosen = {name: {atom} for name, atom in zip(common, key, strict=True)}
                links.append((gather(one, {time}, chosen), gather(other, {time}, chosen)))
    irregular = [
        (cells_of, sum(truth[cell] for cell in cells_of))
        for time in range(many)
        if not any(life in regular for life, number in when.items() if number == time)
        for cells_of in [gather(0, {time}, {})]
    ]
    return Grid(
        cells=tuple(cells),
        truth=tuple(truth),
        figures=tuple(figures),
        links=tuple(links),
        irregular=tuple(irregular),
        cases=tuple(sorted(set(cases))),
        cliques=tuple(map(tuple, sides)),
        tree=tuple(tree),
        atoms={name: _one_of_each(atom) for name, atom in atoms.items()},
        lifetimes=_one_of_each(when),
    )


def _one_of_each(classes: Mapping[Any, int]) -> tuple[Any, ...]:
    """A member of each class, in the order of their numbers."""
    return tuple(
        {number: member for member, number in classes.items()}[n]
        for n in sorted(set(classes.values()))
    )
