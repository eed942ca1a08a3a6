"""Small offices for the tests of published statistics."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import count as numbers

import pytest

from reports.disclosure import (
    Ledger,
    Refused,
    Release,
    Row,
    Rules,
    Snapshot,
    StatRecord,
    Table,
    audit,
)
from reports.disclosure.history import NAMES, STAYS, Life, Past, Version
from reports.disclosure.tables import axis, count
from reports.disclosure.witness import confirm

SECRET = b"a secret of the tests"
YEAR = ("2026-1", "2026-2")
AGE = [("age", "3")]
PLAIN = {
    "type": "PPKS-06",
    "age": "6-11",
    "sex": "L",
    "district": "33.74.01",
    "channel": "whatsapp",
    "outcome": "open",
    "semester": "2026-1",
}


def records(*kinds: tuple[int, dict[str, str]], first: int = 0) -> list[StatRecord]:
    """So many cases of each kind; what is not said is plain."""
    number = numbers(first)
    return [
        StatRecord(key=f"{next(number):016x}", **{**PLAIN, **kind})
        for many, kind in kinds
        for _case in range(many)
    ]


def snapshot(
    cases: Iterable[StatRecord], *, number: int = 1, taken: str = "2026-2", complete: bool = True
) -> Snapshot:
    """A frozen office."""
    return Snapshot.of(cases, number=number, taken=taken, complete=complete)


def ages(young: int, middle: int, old: int, **kind: str) -> list[StatRecord]:
    """Cases in three age bands."""
    return records(
        (young, {"age": "0-5", **kind}),
        (middle, {"age": "6-11", **kind}),
        (old, {"age": "12-14", **kind}),
    )


def release(
    frozen: Snapshot,
    recodes: Sequence[tuple[str, str]],
    *,
    hidden: Iterable[tuple[str | None, ...]] = (),
    period: tuple[str, ...] = YEAR,
    number: int = 1,
    k: int = 5,
) -> Release:
    """A release in which somebody chose by hand what to hide."""
    full = count([axis(name, recode, period) for name, recode in recodes], period, frozen)
    gone = set(hidden)
    rows = tuple(replace(row, value=None) if row.cell in gone else row for row in full.rows)
    return Release(number, "kasus", replace(full, rows=rows), frozen.sha256, k)


def naive(frozen: Snapshot, recodes: Sequence[tuple[str, str]], *, k: int = 5, **more) -> Release:
    """A release that hides small counts and nothing else."""
    full = release(frozen, recodes, **more)
    return replace(
        full,
        table=replace(
            full.table,
            rows=tuple(
                replace(row, value=None if (row.value or 0) < k else row.value)
                for row in full.table.rows
            ),
        ),
    )


def total(frozen: Snapshot, *, below: int | None = None, number: int = 1) -> Release:
    """The number of cases, or that there are fewer."""
    full = count((), YEAR, frozen)
    row = Row((), None, below) if below else full.rows[0]
    return Release(number, "kasus", Table((), YEAR, (row,)), frozen.sha256, 5)


def published(*pairs: tuple[Release, Snapshot]) -> Ledger:
    """A ledger of these releases."""
    ledger = Ledger()
    for one, frozen in pairs:
        ledger = ledger.with_release(one, frozen)
    return ledger


def past(*kinds: tuple[int, dict[str, str]], life: Life | None = None) -> Past:
    """So many cases with what is said of them; what is not said is plain."""
    return {
        Version(
            tuple((PLAIN | kind)[name] for name in NAMES), life or Life("2026-1", 0, STAYS)
        ): many
        for many, kind in kinds
    }


def unproven(one: Release, ledger: Ledger, *pasts: Past) -> Refused:
    """Why these pasts prove too little."""
    with pytest.raises(Refused) as problem:
        confirm(one, ledger, pasts, Rules())
    return problem.value


def refused(one: Release, ledger: Ledger, **more) -> Refused:
    """Why the auditor lets a release not pass."""
    with pytest.raises(Refused) as problem:
        audit(one, ledger, **more)
    return problem.value
