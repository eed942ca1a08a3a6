"""Long lists page by page, from the last row seen: no OFFSET, no COUNT.

The cursor in the address is signed JSON of the sort value and the key of one row. A cursor that is
damaged, made up or from another sorting means the first page. Never sort by anything that must not
stand in an address: a name, a number of identity.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.core import signing
from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.db.models import F, Model, Q, QuerySet
from django.http import QueryDict

CURSORS = ("after", "before")
_signer = signing.Signer(salt="upksai.ui.paging")


@dataclass(frozen=True)
class KeysetPage:
    """The rows of one page and the query strings of its neighbours ("" where there is none)."""

    rows: list
    first_query: str
    previous_query: str
    next_query: str

    def __iter__(self):
        return iter(self.rows)

    def __len__(self):
        return len(self.rows)

    @property
    def is_all(self) -> bool:
        """Whether nothing stands before or after: who sees it all need not count again."""
        return not (self.first_query or self.previous_query or self.next_query)


@dataclass(frozen=True)
class CappedCount:
    """How many, up to a cap: `37` or `99+`."""

    number: int
    is_capped: bool

    def __str__(self):
        return f"{self.number}+" if self.is_capped else str(self.number)

    def __int__(self):
        return self.number

    def __bool__(self):
        return bool(self.number)


def capped_count(queryset: QuerySet, cap: int = 100) -> CappedCount:
    """Count at most `cap` rows; from there on it is only "many" (99+)."""
    found = queryset.order_by()[:cap].count()
    return CappedCount(min(found, cap - 1), found >= cap)


def keyset_page(
    queryset: QuerySet,
    params: Mapping[str, str],
    *,
    order: tuple[str, ...] = ("due_at", "pk"),
    size: int = 30,
) -> KeysetPage:
    """Return the page that `params` (request.GET) asks for; `order` is a field and the unique key.

    A minus before the field turns the direction of both; rows without a value always come last.
    """
    sorting = _Sorting(queryset, order)
    for direction in CURSORS:
        cursor = sorting.read(params.get(direction))
        if cursor is None:
            continue
        rows = sorting.rows(direction, cursor, size + 1)
        more = len(rows) > size
        if direction == "after" and rows:
            return sorting.page(rows[:size], params, before=True, after=more)
        if direction == "before" and more:
            return sorting.page(rows[1:], params, before=True, after=True)
        break  # emptied meanwhile, or back at the start: the whole first page
    rows = sorting.rows("after", None, size + 1)
    return sorting.page(rows[:size], params, before=False, after=len(rows) > size)


class _Sorting:
    """One way to sort one queryset by a column, if any, and then its unique key."""

    def __init__(self, queryset: QuerySet, order: tuple[str, ...]):
        *column, key = order
        self.queryset = queryset
        self.is_descending = order[0].startswith("-")
        self.key = key.lstrip("-")
        self.column = column[0].lstrip("-") if column else None
        self.name = f"{queryset.model._meta.label_lower}:{order[0]}"
        self.can_be_empty = self.column is not None and _is_nullable(queryset.model, self.column)

    def rows(self, direction: str, cursor: tuple[Any, Any] | None, limit: int) -> list:
        is_back = direction == "before"
        found = (
            self.queryset if cursor is None else self.queryset.filter(self._past(cursor, is_back))
        )
        ordered = list(found.order_by(*self._order(is_back))[:limit])
        return ordered[::-1] if is_back else ordered

    def page(
        self, rows: list, params: Mapping[str, str], *, before: bool, after: bool
    ) -> KeysetPage:
        return KeysetPage(
            rows=rows,
            first_query=_query(params) if before else "",
            previous_query=_query(params, before=self._write(rows[0])) if before and rows else "",
            next_query=_query(params, after=self._write(rows[-1])) if after else "",
        )

    def read(self, token: str | None) -> tuple[Any, Any] | None:
        """Return the value and key in a cursor, or nothing if it isn't one of ours."""
        if not token:
            return None
        try:
            name, value, key = _signer.unsign_object(token)
            if name != self.name:
                return None
            return self._typed(self.column, value), self._typed(self.key, key)
        except (signing.BadSignature, ValidationError, ValueError, TypeError):
            return None

    def _write(self, row: Any) -> str:
        value = _plain(_value(row, self.column)) if self.column else None
        return _signer.sign_object([self.name, value, _plain(_value(row, self.key))])

    def _typed(self, name: str | None, value: Any) -> Any:
        if name is None or value is None:
            return value
        return F(name).resolve_expression(self.queryset.query).output_field.to_python(value)

    def _order(self, is_back: bool) -> list:  # noqa: FBT001 -- private
        down = self.is_descending != is_back
        ends: dict[str, Any] = {}
        if self.can_be_empty:
            ends = {"nulls_first": True} if is_back else {"nulls_last": True}
        columns = [(self.column, ends)] if self.column else []
        columns.append((self.key, {}))
        return [F(n).desc(**e) if down else F(n).asc(**e) for n, e in columns]

    def _past(self, cursor: tuple[Any, Any], is_back: bool) -> Q:  # noqa: FBT001 -- private
        value, key = cursor
        side = "lt" if self.is_descending != is_back else "gt"
        further = Q(**{f"{self.key}__{side}": key})
        if self.column is None:
            return further
        empty = Q(**{f"{self.column}__isnull": True})
        if value is None:
            return (empty & further) | ~empty if is_back else empty & further
        beyond = Q(**{f"{self.column}__{side}": value})
        past = Q(**{f"{self.column}__{side}e": value}) & (beyond | further)
        return past | empty if self.can_be_empty and not is_back else past


def _is_nullable(model: type[Model], name: str) -> bool:
    try:
        return bool(getattr(model._meta.get_field(name), "null", True))
    except FieldDoesNotExist:
        return name != "pk"


def _value(row: Any, name: str) -> Any:
    if isinstance(row, Mapping):
        return row[name]
    for part in name.split("__"):
        row = getattr(row, part, None)
    return row


def _plain(value: Any) -> Any:
    if value is None or isinstance(value, (bool, int, float)):
        return value
    if isinstance(value, (dt.date, dt.datetime)):
        return value.isoformat()  # to the microsecond, which Django's own encoder cuts off
    return str(value)


def _query(params: Mapping[str, str], **cursor: str) -> str:
    kept = params.copy() if isinstance(params, QueryDict) else QueryDict(mutable=True)
    if not isinstance(params, QueryDict):
        kept.update(params)
    for name in CURSORS:
        kept.pop(name, None)
    kept.update(cursor)
    return "?" + kept.urlencode()
