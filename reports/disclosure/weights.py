"""What a secret decides of a table, so that nobody can replay which of its rows were hidden.

A choice that follows from the table alone can be inverted: whoever knows the algorithm rules out
the tables for which it would have hidden other cells. So no count has a part in what hiding a row
costs, and costs differ so much that any least choice of rows is the cheapest for some secret. And
where two groups are hidden, one of them need not be small: it may count k, and be hidden by lot.
"""

import hmac
from typing import Protocol

from .release import Row, Table

#: Costs lie between 1 / SPREAD and SPREAD, their logarithms evenly.
SPREAD = 8.0
#: The total is worth eight rows; or next to nothing, if the office would rather show a part.
DEAR, CHEAP = 8.0, 0.01
#: Of the rows that count exactly k, so many are hidden like those that count less.
DOUBT = 0.1


class Lots(Protocol):
    """What is decided without regard to the counts."""

    def cost(self, table: Table, row: Row) -> float:
        """What hiding a row costs."""

    def hides_k(self, table: Table, row: Row) -> bool:
        """Whether the row is hidden if it counts exactly k."""


def table_id(topic: str, table: Table) -> str:
    """What is asked, not what is answered: the same question has the same lots."""
    axes = ",".join(f"{axis.dimension}:{axis.recode}" for axis in table.axes)
    return f"{topic}|{axes}|{','.join(table.period)}"


def keyed(secret: bytes, *parts: str) -> float:
    """A number in [0, 1) that only the holder of the secret can predict."""
    digest = hmac.digest(secret, "||".join(parts).encode(), "sha256")
    return int.from_bytes(digest[:7], "big") / 2**56


class SecretLots:
    """Lots that a secret gives; `total`: how many times as dear as another row the total is."""

    def __init__(self, secret: bytes, topic: str, *, total: float = DEAR) -> None:
        self.secret, self.topic, self.total = secret, topic, total

    def _lot(self, what: str, table: Table, row: Row) -> float:
        cell = "|".join(code or "*" for code in row.cell)
        return keyed(self.secret, what, table_id(self.topic, table), cell)

    def cost(self, table: Table, row: Row) -> float:
        """What hiding a row costs."""
        spread = float(SPREAD ** (2 * self._lot("cost", table, row) - 1))
        return spread * (1.0 if any(row.cell) else self.total)

    def hides_k(self, table: Table, row: Row) -> bool:
        """Whether the row is hidden if it counts exactly k."""
        return any(row.cell) and self._lot("k", table, row) < DOUBT
