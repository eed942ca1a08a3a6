"""What hiding a figure costs. The costs hang on a secret, so nobody can replay the choice.

A choice that follows from the table alone can be inverted: whoever knows the algorithm rules out
the tables for which it would have hidden other cells. So no count has a part in these costs, and
they differ so much that any least choice of rows is the cheapest for some secret.
"""

import hmac
from collections.abc import Callable

from .release import Row, Table

#: What hiding a row of a table costs.
Cost = Callable[[Table, Row], float]


def table_id(topic: str, table: Table) -> str:
    """What is asked, not what is answered: the same question has the same weights."""
    axes = ",".join(f"{axis.dimension}:{axis.recode}" for axis in table.axes)
    return f"{topic}|{axes}|{','.join(table.period)}"


def keyed(secret: bytes, *parts: str) -> float:
    """A number in [0, 1) that only the holder of the secret can predict."""
    digest = hmac.digest(secret, "||".join(parts).encode(), "sha256")
    return int.from_bytes(digest[:7], "big") / 2**56


#: Costs lie between 1 / SPREAD and SPREAD, their logarithms evenly.
SPREAD = 8.0
#: The total is worth eight rows; or next to nothing, if the office would rather show a part.
DEAR, CHEAP = 8.0, 0.01


def costs(secret: bytes, topic: str, *, total: float = DEAR) -> Cost:
    """Costs that the secret gives, whatever the rows count; `total`: the total's times as much."""

    def cost(table: Table, row: Row) -> float:
        chance = keyed(secret, table_id(topic, table), "|".join(code or "*" for code in row.cell))
        return float(SPREAD ** (2 * chance - 1)) * (1.0 if any(row.cell) else total)

    return cost
