"""The people who work with the system."""

from typing import Any, ClassVar

from django.contrib.auth.models import AbstractUser, UserManager
from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from .need_to_know import BreakGlass, Disclosure, Seal
from .roles import STORED_ROLES, Role

__all__ = ["BreakGlass", "Disclosure", "Seal", "User"]


class StaffManager(UserManager):
    """Finds people by what they do."""

    use_in_migrations = False

    def workers(self):
        """Social workers who can be given a case."""
        return self.filter(role=Role.WORKER, is_active=True).order_by("full_name")


class User(AbstractUser):
    """A member of the team, or an auditor. Everyone has exactly one role."""

    # One name field is enough: many people have one name.
    first_name = None  # type: ignore[assignment]
    last_name = None  # type: ignore[assignment]
    full_name = models.CharField(_("nama lengkap"), max_length=150)
    role = models.CharField(
        _("peran"), max_length=20, choices=[(role.value, role.label) for role in STORED_ROLES]
    )

    history = HistoricalRecords(excluded_fields=["password", "last_login"])
    objects: ClassVar[StaffManager] = StaffManager()

    _history_user: Any
    _history_date: Any
    _change_reason: Any

    REQUIRED_FIELDS = ["full_name", "role"]

    class Privacy:
        open = {"username", "full_name", "email", "password"}

    class Meta:
        verbose_name = _("petugas")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(role__in=[role.value for role in STORED_ROLES]),
                name="accounts_user_role_is_known",
            )
        ]

    def __str__(self):
        return self.full_name or self.username

    def get_full_name(self):
        return self.full_name

    def get_short_name(self):
        return self.full_name.split(" ")[0]

    @property
    def is_head(self) -> bool:
        return self.role == Role.HEAD

    @property
    def is_worker(self) -> bool:
        return self.role == Role.WORKER

    @property
    def is_intake(self) -> bool:
        return self.role == Role.INTAKE

    @property
    def is_auditor(self) -> bool:
        return self.role == Role.AUDITOR

    @property
    def is_data_officer(self) -> bool:
        return self.role == Role.DATA_OFFICER
