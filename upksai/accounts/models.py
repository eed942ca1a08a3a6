"""The people who work with the system."""

import uuid
from datetime import datetime
from typing import Any, ClassVar

from django.contrib.auth.models import AbstractUser, UserManager
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models
from django.db.models import F
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
    first_name = None  # type: ignore[assignment]  # Django's field, taken out
    last_name = None  # type: ignore[assignment]  # Django's field, taken out
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


class StaffSessionQuerySet(models.QuerySet["StaffSession"]):
    def of(self, person):
        """Where this person is signed in, the one used last first."""
        return self.filter(user=person).order_by("-seen_at")

    def touch(self, key: str, at: datetime) -> None:
        """Write down that somebody has just used this session."""
        self.filter(session_key=key).update(seen_at=at)


class StaffSession(AbstractBaseSession):
    """A browser that talks to us: sealed contents; for staff also who, since when, with what."""

    user = models.ForeignKey(User, models.CASCADE, null=True, related_name="sessions")
    started_at = models.DateTimeField(_("masuk pada"), null=True)
    seen_at = models.DateTimeField(_("terakhir dipakai"))
    browser = models.CharField(_("peramban"), max_length=40, blank=True)

    objects: ClassVar[StaffSessionQuerySet] = StaffSessionQuerySet.as_manager()  # type: ignore[assignment]  # as_manager() is typed as a plain manager

    class Privacy:
        open = {"session_key", "session_data", "browser"}

    @classmethod
    def get_session_store_class(cls):
        # The store asks for this model.
        from .sessions import SessionStore  # noqa: PLC0415

        return SessionStore

    class Meta:
        verbose_name = _("sesi")


class TryCount(models.Model):
    """How often something secret was guessed wrong lately: an account, a network, everybody.

    A row without a failure only says that a person is known in a network.
    """

    key = models.CharField(primary_key=True, max_length=40)
    failures = models.PositiveIntegerField(default=0)
    closed_until = models.DateTimeField(null=True)
    forget_at = models.DateTimeField(db_index=True)

    class Privacy:
        open = {"key"}


class LostFactorQuerySet(models.QuerySet["LostFactor"]):
    def open_at(self, at: datetime):
        """Requests that still wait for colleagues."""
        return self.filter(settled_at=None, expires_at__gt=at)


class LostFactor(models.Model):
    """Somebody has lost the second factor: two colleagues vouch before it is taken off."""

    person = models.ForeignKey(User, models.PROTECT, related_name="lost_factors")
    opened_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    opened_at = models.DateTimeField(_("dibuka"))
    expires_at = models.DateTimeField(_("berlaku sampai"))
    settled_at = models.DateTimeField(_("selesai"), null=True)

    objects: ClassVar[LostFactorQuerySet] = LostFactorQuerySet.as_manager()  # type: ignore[assignment]  # as_manager() is typed as a plain manager

    class Meta:
        verbose_name = _("kehilangan faktor kedua")
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(opened_by=F("person")), name="lost_factor_not_by_oneself"
            )
        ]


class Vouch(models.Model):
    """A colleague's word that it is really this person. Rows are never changed."""

    lost = models.ForeignKey(LostFactor, models.CASCADE, related_name="vouches")
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(_("waktu"))

    class Meta:
        constraints = [models.UniqueConstraint(fields=["lost", "by"], name="vouched_once_by_each")]


class RoleRequestQuerySet(models.QuerySet["RoleRequest"]):
    def open(self):
        """Those that a head has yet to answer."""
        return self.filter(settled_at=None)

    def answerable_by(self, user):
        """Those this head may answer: never about oneself, never what one has asked for."""
        waiting = self.open() if user.is_head else self.none()
        return waiting.exclude(person=user).exclude(by=user)


class RoleRequest(models.Model):
    """A role that an admin has asked for somebody. It counts when a head has confirmed it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(User, models.PROTECT, related_name="role_requests")
    role = models.CharField(
        _("peran"), max_length=20, choices=[(role.value, role.label) for role in STORED_ROLES]
    )
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(_("diminta"))
    due_at = models.DateTimeField(_("tenggat"))
    #: The half of the initial password that the admin was shown, sealed; gone when answered.
    first_half = models.TextField(blank=True)
    settled_at = models.DateTimeField(_("dijawab"), null=True)
    settled_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    objects: ClassVar[RoleRequestQuerySet] = RoleRequestQuerySet.as_manager()  # type: ignore[assignment]  # as_manager() is typed as a plain manager

    class Privacy:
        open = {"first_half"}

    class Meta:
        verbose_name = _("permintaan peran")
        constraints = [
            models.UniqueConstraint(
                fields=["person"],
                condition=models.Q(settled_at=None),
                name="one_open_role_request_each",
            ),
            models.CheckConstraint(
                condition=~models.Q(by=F("person")), name="role_request_not_for_oneself"
            ),
        ]
