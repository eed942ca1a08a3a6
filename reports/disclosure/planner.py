"""The finest table that may be published, and in Indonesian why it is no finer.

Tables of the recode lattice are tried from fine to coarse. For each the cheapest suppression is
sought and the auditor asked. The first that shows enough is the answer; the next three are its
alternatives. What small counts alone would empty is not tried further.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from time import monotonic

from .auditor import audit
from .categories import DIMENSIONS
from .certificate import Certificate, Refused
from .grid import TooLarge, grids
from .lattice import MOST_AXES, Node, nodes
from .reasons import explain, refusal, refusal_of_request
from .records import Snapshot
from .relaxation import Unsolved
from .release import SEMESTER, Ledger, Release, Row, Table
from .sensitive import Rules
from .suppress import CannotHide, Suppression
from .tables import count, hide
from .utility import Utility, utility
from .weights import CHEAP, DEAR, weight

#: What a table must show to be worth a release: shares of its non-zero cells and of its cases.
#: The second applies only when nothing meets the first.
FLOORS = ((0.4, 0.5), (0.2, 0.25))
ALTERNATIVES = 3
#: How often a choice is corrected that the auditor refuses although linear bounds allow it.
SECOND_TRIES = 6


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
    floor: tuple[float, float] = FLOORS[0]

    def release(self, table: Table) -> Release:
        return Release(
            self.ledger.next_number,
            self.topic,
            table,
            self.snapshot.sha256,
            self.rules.k,
            self.corrects,
        )


def plan(
    topic: str,
    dimensions: Sequence[str],
    period: Sequence[str],
    snapshot: Snapshot,
    ledger: Ledger,
    *,
    secret: bytes,
    k: int = 5,
    rules: Rules | None = None,
    corrects: int | None = None,
    alternatives: int = ALTERNATIVES,
    keep_total: bool = True,
    time_limit: float = 20.0,
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
        rules or Rules(k),
        corrects,
        DEAR if keep_total else CHEAP,
        started + time_limit,
    )
    found: list[Alternative] = []
    for candidate in _candidates(request, dimensions, period):
        found.append(candidate)
        if len(found) > alternatives or candidate.release.table.total is None:
            break
    if not found:
        return Plan(None, None, None, (refusal(),), (), monotonic() - started)
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
    lattice = nodes(dimensions, period, request.snapshot)
    for floor in FLOORS:
        found = False
        for node in lattice:
            safe = _safe(replace(request, floor=floor), node)
            if safe:
                release, certificate, useful = safe
                reasons = explain(dimensions, node, period, release.table, request.rules.k)
                found = True
                yield Alternative(release, certificate, useful, reasons)
        if found:
            break
    yield from _total_only(request, period)


def _truth(table: Table) -> list[int]:
    return [row.value or 0 for row in table.rows]


def shows_enough(useful: Utility, floor: tuple[float, float] = FLOORS[0]) -> bool:
    """Whether a table is worth a release."""
    return useful.nonzero_shown >= floor[0] and useful.cases_covered >= floor[1]


def _safe(request: _Request, node: Node) -> tuple[Release, Certificate, Utility] | None:
    """The node's table with as little hidden as possible, certified; None if none is of use."""
    full = count(node.axes, node.period, request.snapshot)
    truth = _truth(full)

    def is_worth(hidden: Iterable[int]) -> bool:
        return shows_enough(utility(hide(full, hidden), truth), request.floor)

    small = [n for n, value in enumerate(truth) if request.rules.is_sensitive(value)]
    if monotonic() > request.deadline or not is_worth(small):
        return None
    weights = [
        weight(request.secret, request.topic, full, row, total=request.total) for row in full.rows
    ]
    position = len(request.ledger.releases)
    try:
        (grid,) = grids(
            (*request.ledger.releases, request.release(full)),
            request.ledger.snapshots,
            touched_by=position,
        )
        search = Suppression(grid, position, weights, request.rules, deadline=request.deadline)
        for _try in range(SECOND_TRIES):
            hidden = search.solve(is_worth)
            release = request.release(hide(full, hidden))
            try:
                left = request.deadline - monotonic()
                certificate = audit(release, request.ledger, rules=request.rules, time_limit=left)
            except Refused:
                search.refuse(hidden)
            else:
                return release, certificate, utility(release.table, truth)
    except (CannotHide, Unsolved, TooLarge, ValueError):
        return None
    return None


def _total_only(request: _Request, period: tuple[str, ...]) -> Iterator[Alternative]:
    """The number of cases, or that there are fewer than k."""
    full = count((), period, request.snapshot)
    total = full.rows[0].value or 0
    k = request.rules.k
    row = Row((), None, below=k) if request.rules.is_sensitive(total) else full.rows[0]
    release = request.release(replace(full, rows=(row,)))
    try:
        certificate = audit(
            release,
            request.ledger,
            rules=request.rules,
            time_limit=request.deadline - monotonic(),
        )
    except Refused:
        return
    node = Node((), period, (), 0.0)
    reasons = explain((), node, period, release.table, k)
    yield Alternative(release, certificate, utility(release.table, [total]), reasons)
