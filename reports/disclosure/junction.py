"""Triangulates the graph of dimensions that are published together, and joins its cliques."""

from collections.abc import Iterable
from itertools import combinations

Clique = frozenset[str]


def cliques(edges: Iterable[frozenset[str]]) -> list[Clique]:
    """The maximal cliques of a triangulation (minimum fill) of the graph of the hyperedges."""
    hyperedges = list(edges)
    neighbours: dict[str, set[str]] = {name: set() for edge in hyperedges for name in edge}
    for edge in hyperedges:
        for name in edge:
            neighbours[name] |= edge - {name}
    found: list[Clique] = []
    while neighbours:
        name = min(sorted(neighbours), key=lambda n: (_fill(neighbours, n), len(neighbours[n])))
        around = neighbours.pop(name)
        found.append(frozenset(around | {name}))
        for one, other in combinations(sorted(around), 2):
            neighbours[one].add(other)
            neighbours[other].add(one)
        for other in around:
            neighbours[other].discard(name)
    maximal = [clique for clique in found if not any(clique < other for other in found)]
    return sorted(set(maximal), key=sorted) or [frozenset()]


def _fill(neighbours: dict[str, set[str]], name: str) -> int:
    return sum(
        other not in neighbours[one] for one, other in combinations(sorted(neighbours[name]), 2)
    )


def junction_tree(edges: Iterable[frozenset[str]]) -> tuple[list[Clique], list[tuple[int, int]]]:
    """Cliques and the links of a tree with the largest separators (Prim), which is a junction
    tree of a triangulated graph.
    """
    nodes = cliques(edges)
    joined, links = {0}, []
    while len(joined) < len(nodes):
        one, other = max(
            ((a, b) for a in sorted(joined) for b in range(len(nodes)) if b not in joined),
            key=lambda link: len(nodes[link[0]] & nodes[link[1]]),
        )
        joined.add(other)
        links.append((one, other))
    return nodes, links
