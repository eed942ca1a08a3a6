"""How much of the truth a table still shows."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import log2

from .release import Row, Table


@dataclass(frozen=True)
class Utility:
    """Shares of 0..1 over the inner cells (no margins), and bits of information in those shown."""

    nonzero_shown: float
    cells_shown: float
    cases_covered: float
    information: float
    cells: int


def utility(table: Table, truth: Sequence[int]) -> Utility:
    """The utility of a table whose rows truly count `truth`."""
    inner = [
        (row, count) for row, count in zip(table.rows, truth, strict=True) if None not in row.cell
    ]
    nonzero = [(row, count) for row, count in inner if count]
    whole = sum(count for _row, count in inner)
    shown: list[tuple[Row, int]] = [(row, count) for row, count in nonzero if row.value is not None]
    return Utility(
        nonzero_shown=len(shown) / len(nonzero) if nonzero else 0.0,
        cells_shown=sum(row.value is not None for row, _c in inner) / len(inner) if inner else 0.0,
        cases_covered=sum(count for _row, count in shown) / whole if whole else 0.0,
        information=sum(-count / whole * log2(count / whole) for _row, count in shown),
        cells=len(inner),
    )
