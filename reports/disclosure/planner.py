"""The finest table that may be published, and in Indonesian why it is no finer.

Tables of the recode lattice are tried from fine to coarse. For each the cheapest suppression is
sought and the auditor asked. The first that shows enough is the answer; the next three are its
alternatives. What small counts alone would empty is not tried further.
"""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from time import monotonic

from .auditor import INFORMED, Memory, audit
from .categories import DIMENSIONS
from .certificate import Certificate, Refused
from .grid import TooLarge, grids
from .lattice import MOST_AXES, Node, nodes
from .reasons import cut_short, explain, refusal, refusal_of_request, refusal_of_time
from .records import Snapshot
from .relaxation import Unsolved
from .release import SEMESTER, Ledger, Release, Row, Table
from .sensitive import Rules
from .suppress import EASE, CannotHide, Limit, Suppression
from .tables import count, hide
from .utility import Utility, utility
from .weights import CHEAP, DEAR, weight

#: What a table must show to be worth a release: shares of its non-zero cells and of its cases.
#: The second applies only when nothing meets the first.
FLOORS = ((0.6, 0.6), (0.4, 0.5), (0.2, 0.25))
ALTERNATIVES = 3
#: How often a choice is corrected that the auditor refuses although linear bounds allow it.
SECOND_TRIES = 6
#: Seconds for a plan with its audits; the last part of them is kept for the total alone.
TIME_LIMIT, KEPT_FOR_TOTAL = 4.5, 0.25
#: And the most that one table may take of those that are left.
MOST_FOR_ONE = 0.5


@dataclass(frozen=True)
class Alternative:
    """Another safe table for the same request."""

    release: Release
    certificate: Certificate
    utility: Utility
    reasons: tuple[str, ...]


@dataclass(frozen=True)
class Plan:
    """The answer to a request: a release that may be proposed, or why there is none."""

    release: Release | None
    certificate: Certificate | None
    utility: Utility | None
    reasons: tuple[str, ...]
    alternatives: tuple[Alternative, ...]
    seconds: float

    @property
    def is_refused(self) -> bool:
        """Whether nothing may be published for this request."""
        return self.release is None


_Total = tuple[Release, Certificate | None]


@dataclass(frozen=True)
class _Request:
    topic: str
    snapshot: Snapshot
    ledger: Ledger
    secret: bytes
    rules: Rules
    corrects: int | None
    total: float
    deadline: float
    end: float
    #: For each period, what may be said of its number of cases alone; asked when it matters.
    totals: dict[tuple[str, ...], _Total] = field(default_factory=dict)
    memory: Memory = field(default_factory=lambda: Memory(list))

    def release(self, table: Table) -> Release:
        return Release(
            self.ledger.next_number,
            self.topic,
            table,
            self.snapshot.sha256,
            self.rules.k,
            self.corrects,
        )

    def audit(self, release: Release, *, until: float | None = None) -> Certificate:
        left = (until or self.deadline) - monotonic()
        return audit(release, self.ledger, rules=self.rules, time_limit=left, memory=self.memory)

    def total_alone(self, period: tuple[str, ...]) -> _Total:
        """The number of cases, or that there are fewer than k; no certificate: neither.

        Where that is refused, so would be every table that shows the total.
        """
        if period not in self.totals:
            table = count((), period, self.snapshot)
            if self.rules.is_sensitive(table.total or 0):
                table = replace(table, rows=(Row((), None, below=self.rules.k),))
            release, certificate = self.release(table), None
            with suppress(Refused):
                certificate = self.audit(release, until=self.end)
            self.totals[period] = release, certificate
        return self.totals[period]


def plan(
    topic: str,
    dimensions: Sequence[str],
    period: Sequence[str],
    snapshot: Snapshot,
    ledger: Ledger,
    *,
    secret: bytes,
    rules: Rules | None = None,
    corrects: int | None = None,
    alternatives: int = ALTERNATIVES,
    keep_total: bool = True,
    time_limit: float = TIME_LIMIT,
) -> Plan:
    """Plan a release: `dimensions` of `categories.DIMENSIONS` or "semester", `period` semesters.

    `keep_total=False` gives the total away if that lets a part be shown; it can then not be
    published later either.
    """
    started = monotonic()
    period = tuple(sorted(set(period)))
    wrong = _wrong_with(dimensions, period, snapshot, secret)
    if wrong:
        return Plan(None, None, None, (wrong,), (), 0.0)
    ledger = ledger.with_snapshot(snapshot)
    request = _Request(
        topic,
        snapshot,
        ledger,
        secret,
        rules or Rules(),
        corrects,
        DEAR if keep_total else CHEAP,
        started + time_limit * (1 - KEPT_FOR_TOTAL),
        started + time_limit,
    )
    found: list[Alternative] = []
    for candidate in _candidates(request, dimensions, period):
        found.append(candidate)
        if len(found) > alternatives or candidate.release.table.total is None:
            break
    if not found:
        why = refusal() if monotonic() < request.deadline else refusal_of_time()
        return Plan(None, None, None, (why,), (), monotonic() - started)
    best, *others = found
    return Plan(
        best.release,
        best.certificate,
        best.utility,
        best.reasons,
        tuple(others),
        monotonic() - started,
    )


def _wrong_with(
    dimensions: Sequence[str], period: Sequence[str], snapshot: Snapshot, secret: bytes
) -> str:
    if len(secret) < 16:
        raise ValueError("the secret has at least 16 bytes")
    unknown = set(dimensions) - {*DIMENSIONS, SEMESTER}
    if unknown or len(set(dimensions)) != len(dimensions):
        raise ValueError(f"not dimensions: {dimensions}")
    return refusal_of_request(
        is_empty=not period,
        is_early=any(semester > snapshot.taken for semester in period),
        is_wide=not 0 < len(dimensions) <= MOST_AXES,
    )


def _candidates(
    request: _Request, dimensions: Sequence[str], period: tuple[str, ...]
) -> Iterator[Alternative]:
    """Safe tables from fine to coarse, at last only the total."""
    tables = [_Candidate(request, n) for n in nodes(dimensions, period, request.snapshot)]
    for floor in FLOORS:
        found = False
        for table in tables:
            safe = table.safe(floor)
            if safe:
                release, certificate, useful = safe
                reasons = explain(dimensions, table.node, period, release.table, request.rules.k)
                found = True
                yield Alternative(release, certificate, useful, reasons)
        if found:
            break
    is_cut_short = not found and monotonic() > request.deadline
    yield from _total_only(request, period, is_cut_short=is_cut_short)


def table_at(
    node: Node, topic: str, snapshot: Snapshot, *, secret: bytes, rules: Rules
) -> Table | None:
    """What would be shown of one table, were it the first; for who attacks the algorithm."""
    ledger, end = Ledger().with_snapshot(snapshot), monotonic() + TIME_LIMIT
    request = _Request(topic, snapshot, ledger, secret, rules, None, DEAR, end, end)
    candidate = _Candidate(request, node)
    safe = (candidate.safe(floor) for floor in FLOORS)
    return next((found[0].table for found in safe if found), None)


def _truth(table: Table) -> list[int]:
    return [row.value or 0 for row in table.rows]


def _totals(table: Table) -> frozenset[int]:
    return frozenset(n for n, row in enumerate(table.rows) if not any(row.cell))


def shows_enough(useful: Utility, floor: tuple[float, float] = FLOORS[0]) -> bool:
    """Whether a table is worth a release."""
    return useful.nonzero_shown >= floor[0] and useful.cases_covered >= floor[1]


class _Candidate:
    """A node's table; what was learnt of it for one floor is still true for the next."""

    def __init__(self, request: _Request, node: Node) -> None:
        self.request = request
        self.node = node
        self.full = count(node.axes, node.period, request.snapshot)
        self.truth = _truth(self.full)
        self.refused: set[frozenset[int]] = set()
        self.search: Suppression | None = None

    def safe(self, floor: tuple[float, float]) -> tuple[Release, Certificate, Utility] | None:
        """With as little hidden as possible, certified; None if nothing worth it is safe."""
        request = self.request

        small = [n for n, value in enumerate(self.truth) if request.rules.is_sensitive(value)]
        useful = utility(hide(self.full, small), self.truth)
        if monotonic() > request.deadline or not shows_enough(useful, floor):
            return None
        try:
            search = self.search = self.search or self._search()
            # Whoever takes longer leaves the others, which are coarser and easier, their turn.
            search.deadline = monotonic() + (request.deadline - monotonic()) * MOST_FOR_ONE
            worlds = request.memory[search.grid.cells, INFORMED]
            for _try in range(SECOND_TRIES):
                search.relaxation.share(worlds)
                hidden = search.solve(self._limits(floor))
                search.relaxation.share(worlds)
                if hidden not in self.refused:
                    release = request.release(hide(self.full, hidden))
                    with suppress(Refused):
                        certificate = request.audit(release)
                        return release, certificate, utility(release.table, self.truth)
                    if monotonic() > request.deadline:
                        return None  # what is left is for the total that was asked for
                    self.refused.add(hidden)
                    if request.total_alone(self.node.period)[1] is None:
                        search.must |= _totals(self.full)
                search.refuse(hidden)
        except (CannotHide, Unsolved, TooLarge, ValueError):
            pass
        return None

    def _limits(self, floor: tuple[float, float]) -> tuple[Limit, Limit]:
        """How many non-zero cells, and how many cases, may be hidden in a table worth a release."""
        inner = {
            n: float(value)
            for n, (row, value) in enumerate(zip(self.full.rows, self.truth, strict=True))
            if value and None not in row.cell
        }
        cells, cases = len(inner), sum(inner.values())
        return (
            (dict.fromkeys(inner, 1.0), (1 - floor[0]) * cells + EASE),
            (inner, (1 - floor[1]) * cases + EASE),
        )

    def _search(self) -> Suppression:
        request, full = self.request, self.full
        weights = [
            weight(request.secret, request.topic, full, row, total=request.total)
            for row in full.rows
        ]
        position = len(request.ledger.releases)
        (grid,) = grids(
            (*request.ledger.releases, request.release(full)),
            request.ledger.snapshots,
            touched_by=position,
        )
        search = Suppression(grid, position, weights, request.rules, deadline=request.deadline)
        if request.total == DEAR:
            search.kept = _totals(full)
        return search


def _total_only(
    request: _Request, period: tuple[str, ...], *, is_cut_short: bool
) -> Iterator[Alternative]:
    release, certificate = request.total_alone(period)
    if certificate:
        total = count((), period, request.snapshot).total or 0
        node = Node((), period, (), 0.0)
        reasons = explain((), node, period, release.table, request.rules.k)
        if is_cut_short:  # so nobody knows whether it is the only safe one
            reasons = (cut_short(),)
        yield Alternative(release, certificate, utility(release.table, [total]), reasons)
