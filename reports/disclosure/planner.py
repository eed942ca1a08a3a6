"""The finest table that may be published, and in Indonesian why it is no finer.

Tables of the recode lattice are tried from fine to coarse, each once. For each the cheapest
suppression is sought and the auditor asked. The first that shows enough is the answer; the next
three are its alternatives. What small counts alone would empty is not tried further.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from time import monotonic

from .candidate import Candidate, Request
from .categories import DIMENSIONS
from .certificate import Certificate
from .lattice import MOST_AXES, Node, nodes
from .reasons import cut_short, explain, refusal, refusal_of_request, refusal_of_time
from .records import Snapshot
from .release import SEMESTER, Ledger, Release
from .sensitive import Rules
from .tables import count
from .utility import Utility, utility
from .weights import CHEAP, DEAR, SecretLots

ALTERNATIVES = 3
#: Seconds for a plan with its audits; the last part of them is kept for the total alone.
TIME_LIMIT, KEPT_FOR_TOTAL = 4.5, 0.25


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
    request = Request(
        topic,
        snapshot,
        ledger,
        SecretLots(secret, topic, total=DEAR if keep_total else CHEAP),
        rules or Rules(),
        corrects,
        keep_total,
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
    request: Request, dimensions: Sequence[str], period: tuple[str, ...]
) -> Iterator[Alternative]:
    """Safe tables from fine to coarse, at last only the total."""
    tables = [Candidate(request, node) for node in nodes(dimensions, period, request.snapshot)]
    found: set[Candidate] = set()
    for turn in range(max((len(table.floors) for table in tables), default=0)):
        for table in tables:
            is_due = turn < len(table.floors) and table not in found
            if is_due and (safe := table.safe(table.floors[turn])):
                found.add(table)
                yield _alternative(request, dimensions, period, table.node, safe)
    is_cut_short = not found and monotonic() > request.deadline
    yield from _total_only(request, period, is_cut_short=is_cut_short)


def _alternative(
    request: Request,
    dimensions: Sequence[str],
    period: tuple[str, ...],
    node: Node,
    safe: tuple[Release, Certificate, Utility],
) -> Alternative:
    release, certificate, useful = safe
    reasons = explain(dimensions, node, period, release.table, request.rules.k)
    return Alternative(release, certificate, useful, reasons)


def _total_only(
    request: Request, period: tuple[str, ...], *, is_cut_short: bool
) -> Iterator[Alternative]:
    release, certificate = request.total_alone(period)
    if certificate:
        total = count((), period, request.snapshot).total or 0
        node = Node((), period, (), 0.0)
        reasons = explain((), node, period, release.table, request.rules.k)
        if is_cut_short:  # so nobody knows whether it is the only safe one
            reasons = (cut_short(),)
        yield Alternative(release, certificate, utility(release.table, [total]), reasons)
