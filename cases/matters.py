"""One matter: a case, and the records of later apps that became it or belong to it.

Later apps register their models, as they register their closing checks, so that `cases` need not
know who comes before or after it.
"""

from typing import Any, TypeVar
from uuid import UUID

from django.db.models import Model, Q

from upksai.privacy.models import AuditEntry

from .models import Case

M = TypeVar("M", bound=type[Model])

leading: list[Any] = []


def leads_to_case(model: M) -> M:
    """Register a model whose records have a `number` and, sooner or later, a `case`."""
    leading.append(model)
    return model


def records_of(case: UUID) -> list[UUID]:
    """The case, and every record that leads to it."""
    found = [model.objects.filter(case=case).order_by().values_list("pk") for model in leading]
    led = found[0].union(*found[1:], all=True) if found else []
    return [case, *(pk for (pk,) in led)]


def looks_at(case: UUID):
    """The rows of the audit trail about a case, also from the time before it was one."""
    return AuditEntry.objects.filter(Q(case_id=case) | Q(record__in=records_of(case)))


def numbers() -> dict[UUID, str]:
    """The number of every record that has one."""
    return dict(
        pair for model in (Case, *leading) for pair in model.objects.values_list("pk", "number")
    )


def cases_of_records() -> dict[UUID, UUID]:
    """Which case each record leads to, the case itself too."""
    known = {pk: pk for pk in Case.objects.values_list("pk", flat=True)}
    for model in leading:
        known |= dict(model.objects.exclude(case=None).values_list("pk", "case"))
    return known
