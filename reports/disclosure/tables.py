"""Counts a table from a snapshot, at a given recode. What it returns still shows everything."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import product

from django.utils.translation import gettext as _

from .categories import DIMENSIONS
from .records import Snapshot
from .release import SEMESTER, Axis, Group, Row, Table

#: Recodes of time, from fine to coarse.
TIME_RECODES = ("semester", "year")


def axis(dimension: str, recode: str, period: Sequence[str]) -> Axis:
    """A dimension at a recode, as it will stand in the release."""
    if dimension == SEMESTER:
        return _time_axis(recode, period)
    found = DIMENSIONS[dimension]
    groups = tuple(
        Group(code, str(label), tuple(sorted(values)))
        for code, (label, values) in found.recode(recode).groups.items()
    )
    return Axis(dimension, str(found.label), recode, groups)


def _time_axis(recode: str, period: Sequence[str]) -> Axis:
    if recode == "semester":
        groups = tuple(Group(s, semester_label(s), (s,)) for s in period)
    else:
        years = sorted({s[:4] for s in period})
        groups = tuple(Group(y, y, tuple(s for s in period if s[:4] == y)) for y in years)
    return Axis(SEMESTER, _("Waktu"), recode, groups)


def semester_label(semester: str) -> str:
    """A semester in words."""
    return _("Semester %(half)s %(year)s") % {"half": "I" * int(semester[5]), "year": semester[:4]}


def count(axes: Sequence[Axis], period: Sequence[str], snapshot: Snapshot) -> Table:
    """The table with all its margins and every value."""
    codes: list[Mapping[str, str]] = [
        {value: group.code for group in axis.groups for value in group.values} for axis in axes
    ]
    counts: Counter[tuple[str | None, ...]] = Counter()
    for record in snapshot.records:
        if record.semester in period:
            key = [code[getattr(record, a.dimension)] for a, code in zip(axes, codes, strict=True)]
            counts.update(product(*((None, code) for code in key)))
    cells = product(*((None, *(group.code for group in axis.groups)) for axis in axes))
    rows = tuple(Row(cell, counts[cell]) for cell in cells)
    return Table(tuple(axes), tuple(period), rows)


def hide(table: Table, hidden: Iterable[int]) -> Table:
    """The table without the values of these rows."""
    gone = set(hidden)
    return replace(
        table,
        rows=tuple(
            replace(row, value=None) if number in gone else row
            for number, row in enumerate(table.rows)
        ),
    )
