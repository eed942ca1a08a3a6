"""One table of the recode lattice, with as little hidden as is safe."""

from contextlib import suppress
from dataclasses import dataclass, field, replace
from time import monotonic

from .auditor import INFORMED, Memory, audit
from .certificate import Certificate, Refused
from .grid import TooLarge, grids
from .lattice import Node, is_coarsest
from .records import Snapshot
from .relaxation import Unsolved
from .release import Ledger, Release, Row, Table
from .sensitive import Rules
from .suppress import EASE, CannotHide, Limit, Suppression
from .tables import count, hide
from .utility import Utility, utility
from .weights import Lots

#: What a table must show to be worth a release: shares of its cells, zeros too, and of its cases.
#: Less is enough of one breakdown and of groups that cannot be joined any further, least of few.
FLOOR, COARSE, LEAST = (0.5, 0.5), (0.25, 0.4), (0.2, 0.25)
#: Fewer cases than that are few.
FEW = 20
#: How often a choice is corrected that the auditor refuses although linear bounds allow it.
SECOND_TRIES = 6
#: The most that one table may take of the time that is left.
MOST_FOR_ONE = 0.5

Floor = tuple[float, float]
_Total = tuple[Release, Certificate | None]


@dataclass(frozen=True)
class Request:
    """What is asked, of which state of the ledger, until when, and what lots decide."""

    topic: str
    snapshot: Snapshot
    ledger: Ledger
    lots: Lots
    rules: Rules
    corrects: int | None
    keeps_total: bool
    deadline: float
    end: float
    #: For each period, what may be said of its number of cases alone; asked when it matters.
    totals: dict[tuple[str, ...], _Total] = field(default_factory=dict)
    memory: Memory = field(default_factory=lambda: Memory(list))

    def release(self, table: Table) -> Release:
        """The table as it would be published."""
        return Release(
            self.ledger.next_number,
            self.topic,
            table,
            self.snapshot.sha256,
            self.rules.k,
            self.corrects,
        )

    def audit(self, release: Release, *, until: float | None = None) -> Certificate:
        """Its certificate, if there is time; raises `Refused`."""
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


def table_at(
    node: Node, topic: str, snapshot: Snapshot, ledger: Ledger, *, lots: Lots, rules: Rules
) -> Table | None:
    """What would be shown of one table, were it the next; for who attacks the algorithm."""
    ledger, never = ledger.with_snapshot(snapshot), float("inf")
    request = Request(topic, snapshot, ledger, lots, rules, None, True, never, never)  # noqa: FBT003 -- keeps the total, like a plan
    candidate = Candidate(request, node)
    safe = (candidate.safe(floor) for floor in candidate.floors)
    return next((found[0].table for found in safe if found), None)


def _truth(table: Table) -> list[int]:
    return [row.value or 0 for row in table.rows]


def _totals(table: Table) -> frozenset[int]:
    return frozenset(n for n, row in enumerate(table.rows) if not any(row.cell))


def _is_enough(useful: Utility, floor: Floor) -> bool:
    return useful.cells_shown >= floor[0] and useful.cases_covered >= floor[1]


def floors_of(table: Table, *, shows_total: bool) -> tuple[Floor, ...]:
    """What a table must show, first and at last; told only by its groups and its total.

    A table of several breakdowns is tried once: a floor that is lowered because nothing met the
    higher one tells what could not be shown.
    """
    is_small = shows_total and (table.total or 0) < FEW
    if len(table.axes) == 1:
        return FLOOR, LEAST if is_small else COARSE
    if is_small:
        return (LEAST,)
    return (COARSE if is_coarsest(table.axes, table.period) else FLOOR,)


class Candidate:
    """A node's table; what was learnt of it for one floor is still true for the next."""

    def __init__(self, request: Request, node: Node) -> None:
        self.request = request
        self.node = node
        self.full = count(node.axes, node.period, request.snapshot)
        self.truth = _truth(self.full)
        self.small = frozenset(n for n, row in enumerate(self.full.rows) if self._is_small(row))
        self.floors = floors_of(self.full, shows_total=request.keeps_total)
        self.refused: set[frozenset[int]] = set()
        self.search: Suppression | None = None

    def safe(self, floor: Floor) -> tuple[Release, Certificate, Utility] | None:
        """With as little hidden as possible, certified; None if nothing worth it is safe."""
        useful = utility(hide(self.full, self.small), self.truth)
        if monotonic() > self.request.deadline or not _is_enough(useful, floor):
            return None
        try:
            return self._sought(floor)
        except (CannotHide, Unsolved, TooLarge, ValueError):
            return None

    def _is_small(self, row: Row) -> bool:
        count, rules = row.value or 0, self.request.rules
        return rules.is_sensitive(count) or (
            count == rules.k and self.request.lots.hides_k(self.full, row)
        )

    def _sought(self, floor: Floor) -> tuple[Release, Certificate, Utility] | None:
        request, search = self.request, self.search or self._search()
        self.search = search
        # Whoever takes longer leaves the others, which are coarser and easier, their turn.
        search.deadline = monotonic() + (request.deadline - monotonic()) * MOST_FOR_ONE
        worlds = request.memory[search.grid.cells, INFORMED]
        for _try in range(SECOND_TRIES):
            search.relaxation.share(worlds)
            try:
                hidden = search.solve(self._limits(floor))
            except CannotHide:
                if not self._must_do_without_total(search):
                    raise
                continue
            search.relaxation.share(worlds)
            if hidden not in self.refused:
                release = request.release(hide(self.full, hidden))
                with suppress(Refused):
                    certificate = request.audit(release)
                    return release, certificate, utility(release.table, self.truth)
                if monotonic() > request.deadline:
                    return None  # what is left is for the total that was asked for
                self.refused.add(hidden)
                self._must_do_without_total(search)
            search.refuse(hidden)
        return None

    def _must_do_without_total(self, search: Suppression) -> bool:
        """Whether the total cannot be shown, not even alone, and this was not known yet."""
        whole, request = _totals(self.full), self.request
        if whole <= search.must or not request.ledger.releases or monotonic() > request.deadline:
            return False
        if request.total_alone(self.node.period)[1]:
            return False
        search.must |= whole
        return True

    def _limits(self, floor: Floor) -> tuple[Limit, Limit]:
        """How many cells, and how many cases, may be hidden in a table worth a release."""
        inner = [n for n, row in enumerate(self.full.rows) if None not in row.cell]
        cases = {n: float(self.truth[n]) for n in inner if self.truth[n]}
        least_cells, least_cases = floor
        return (
            (dict.fromkeys(inner, 1.0), (1 - least_cells) * len(inner) + EASE),
            (cases, (1 - least_cases) * sum(cases.values()) + EASE),
        )

    def _search(self) -> Suppression:
        request, full = self.request, self.full
        weights = [request.lots.cost(full, row) for row in full.rows]
        position = len(request.ledger.releases)
        (grid,) = grids(
            (*request.ledger.releases, request.release(full)),
            request.ledger.snapshots,
            touched_by=position,
        )
        search = Suppression(
            grid, position, weights, request.rules, must=self.small, deadline=request.deadline
        )
        if request.keeps_total:
            search.kept = _totals(full)
        return search
