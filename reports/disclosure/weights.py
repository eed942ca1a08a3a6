"""What hiding a figure costs. The costs hang on a secret, so nobody can replay the choice.

A choice that follows from the table alone can be inverted: whoever knows the algorithm rules out
the tables for which it would have hidden other cells.
"""

import hmac
from math import log

from .release import Row, Table


def table_id(topic: str, table: Table) -> str:
    """What is asked, not what is answered: the same question has the same weights."""
    axes = ",".join(f"{axis.dimension}:{axis.recode}" for axis in table.axes)
    return f"{topic}|{axes}|{','.join(table.period)}"


def keyed(secret: bytes, *parts: str) -> float:
    """A number in [0, 1) that only the holder of the secret can predict."""
    digest = hmac.digest(secret, "||".join(parts).encode(), "sha256")
    return int.from_bytes(digest[:7], "big") / 2**56


#: The total is worth eight rows; or next to nothing, if the office would rather show a part.
DEAR, CHEAP = 8.0, 0.1


def weight(secret: bytes, topic: str, table: Table, row: Row, *, total: float = DEAR) -> float:
    """The cost of hiding a row: grows with the logarithm of its count; `total`: the total's."""
    chance = keyed(secret, table_id(topic, table), "|".join(code or "*" for code in row.cell))
    dear = 1.0 if any(row.cell) else total
    return (1 + log(1 + (row.value or 0))) * (0.25 + 1.5 * chance) * dear
