"""Who signs in: found among the names of the team; what was typed is no query."""

from functools import cache
from typing import Any

from allauth.account.auth_backends import AuthenticationBackend

from .models import User
from .need_to_know import exceptions


@cache
def _question() -> tuple[str, list]:
    """The SQL that finds a person, without their key: asked at every request, so made only once."""
    one = User.objects.annotate(**exceptions()).filter(pk=0)
    question, (*facts, _pk) = one.query.sql_with_params()
    return question, facts


class NamesStayHere(AuthenticationBackend):
    """Signs in by name and password.

    Sooner or later everybody types a password where the name belongs. A database may be made to
    write down what it was asked, so it is asked for the whole team, which is small.
    """

    def get_user(self, user_id: Any) -> User | None:
        """Whose session it is, with whether any exception to who sees what concerns them."""
        question, facts = _question()
        person = next(iter(User.objects.raw(question, [*facts, user_id])), None)
        return person if person and self.user_can_authenticate(person) else None

    def _authenticate_by_username(self, username: str, password: str) -> User | None:
        typed = username.lower()
        same = [one for one in User.objects.all() if one.username.lower() == typed]
        return self._check_password(same[0] if len(same) == 1 else None, password)
