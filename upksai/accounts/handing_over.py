"""What somebody must hand over before they get another role.

Later apps say what it is, as they would add a Django system check.
"""

from collections.abc import Callable, Iterable

from django.core.exceptions import ValidationError

from .models import User

checks: list[Callable[[User], Iterable[str]]] = []


def before_another_role(check: Callable[[User], Iterable[str]]):
    """Register a function that says what a person still carries."""
    checks.append(check)
    return check


def nothing_is_carried(person: User) -> None:
    """Refuse another role while something would be left without anybody."""
    if reasons := [reason for check in checks for reason in check(person)]:
        raise ValidationError(reasons)
