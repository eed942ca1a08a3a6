"""What others do, on the same tables: thresholds, the next smallest, and the package acro."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import product

from reports.disclosure.release import Row, Table

K = 5
#: `safe_threshold` and `zeros_are_disclosive` of acro 1.0.2.
ACRO_THRESHOLD = 10


def plain(full: Table) -> set[int]:
    """Hide counts of 1 to 4 and nothing else."""
    return {n for n, row in enumerate(full.rows) if 0 < (row.value or 0) < K}


def next_smallest(full: Table) -> set[int]:
    """Hide counts of 1 to 4; where one is alone in a line, the smallest other of the line too."""
    hidden = plain(full)
    changed = True
    while changed:
        changed = False
        for line in lines(full):
            rest = [n for n in line if n not in hidden and full.rows[n].value]
            if sum(n in hidden for n in line) == 1 and rest:
                hidden.add(min(rest, key=lambda n: (full.rows[n].value, n)))
                changed = True
    return hidden


def lines(full: Table) -> Iterator[list[int]]:
    """Every margin with the cells that it is the sum of."""
    index = {row.cell: n for n, row in enumerate(full.rows)}
    codes = [[group.code for group in axis.groups] for axis in full.axes]
    for place, groups in enumerate(codes):
        others = [[None, *c] for n, c in enumerate(codes) if n != place]
        for rest in product(*others):
            around = [(*rest[:place], code, *rest[place:]) for code in (None, *groups)]
            yield [index[cell] for cell in around]


def acro(full: Table) -> Table:
    """The table as `acro.crosstab(..., margins=True)` with suppression returns it.

    Cells below the threshold go, zeros too, and margins are counted anew from what is left: they
    are no longer the numbers of cases. (Our reading of acro 1.0.2; compared with the package in an
    environment of its own, for it asks for an older pandas than OR-tools brings.)
    """
    left = {
        row.cell: row.value or 0
        for row in full.rows
        if None not in row.cell and (row.value or 0) >= ACRO_THRESHOLD
    }

    def counted(row: Row) -> int | None:
        inside = [
            value
            for cell, value in left.items()
            if all(mine in (None, code) for mine, code in zip(row.cell, cell, strict=True))
        ]
        return sum(inside) if inside else None

    return replace(full, rows=tuple(Row(row.cell, counted(row)) for row in full.rows))
