"""What every record that follows an SOP has."""

import secrets
import uuid
from datetime import datetime
from functools import cache
from threading import Lock
from time import time_ns
from typing import Any, ClassVar, TypeVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.encoding import force_str
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from upksai.accounts.roles import Role
from upksai.privacy.fields import SealedTextField

from . import clocks
from .definition import Step, Workflow

M = TypeVar("M", bound="WorkflowModel", covariant=True)


class _Clock:
    """Nanoseconds that only go forward, whatever the machine's clock is set to."""

    def __init__(self) -> None:
        self.lock, self.last = Lock(), 0

    def tick(self) -> int:
        with self.lock:
            self.last = max(self.last + 1, time_ns())
            return self.last


_clock = _Clock()


def in_order() -> uuid.UUID:
    """A key that is known before the row is, and sorts by when it was drawn."""
    return uuid.UUID(int=_clock.tick() << 64 | secrets.randbits(64))


class Kept(models.Model):
    """Anything whose earlier versions are kept; who changed it and when is told before saving."""

    _history_user: Any
    _history_date: Any
    _change_reason: Any
    save_without_historical_record: Any

    class Meta:
        abstract = True

    def _get_FIELD_display(self, field) -> str:  # noqa: N802 -- Django's
        """What `get_…_display` says. Django would translate the whole list for every value."""
        value = getattr(self, field.attname)
        return force_str(_words_of(field).get(value, value), strings_only=True)


@cache
def _words_of(field) -> dict[Any, Any]:
    return dict(field.flatchoices)


class Record(Kept):
    """Anything people write down. Its id cannot be guessed, and one form makes it only once."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    form_key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)

    class Meta:
        abstract = True


class WorkflowQuerySet(models.QuerySet[M]):
    def in_progress(self):
        """Records that are not finished."""
        return self.exclude(state__in=self.model.workflow.final)

    def overdue(self, at: datetime):
        """Records whose time limit has passed."""
        return self.filter(due_at__lt=at)

    def assigned_to(self, user):
        """Records that belong to a case of this worker; each app says how."""
        return self.none()

    def waiting_for(self, user):
        """Records on which this person has a duty, of those they may see."""
        duties = self.model.workflow.duties.items()
        mine = [state for state, duty in duties if duty.role == user.role]
        assigned = [state for state, duty in duties if duty.role == Role.ASSIGNED]
        waiting = Q(state__in=mine)
        if assigned:
            waiting |= Q(state__in=assigned, pk__in=self.assigned_to(user).values("pk"))
        return self.visible_to(user).filter(waiting)  # type: ignore[attr-defined]  # every queryset that uses it has one


class WorkflowModel(Record):
    """A record that moves along one SOP. Subclasses add `workflow` and `state`."""

    workflow: ClassVar[Workflow]
    state: Any
    steps: Any

    state_since = models.DateTimeField(_("status sejak"), editable=False)
    due_at = models.DateTimeField(_("tenggat"), null=True, blank=True, editable=False)
    version = models.PositiveIntegerField(default=0, editable=False)

    class Meta:
        abstract = True

    def get_absolute_url(self) -> str:
        raise NotImplementedError

    def clean(self):
        """What an earlier step filled in is not emptied later."""
        super().clean()
        required = self.workflow.filled_in[self.state]
        if missing := [name for name in required if getattr(self, name) in (None, "")]:
            raise ValidationError(dict.fromkeys(missing, _t("Wajib diisi pada tahap ini.")))

    @property
    def limit_variant(self) -> str:
        """Which of a state's limits applies to this record: its risk, where limits differ by it."""
        return ""

    def deadline(self, at: datetime) -> datetime | None:
        """When the state entered at `at` is late."""
        return clocks.due_at(self.workflow, self.state, self.limit_variant, at)

    @property
    def duty(self):
        """What has to be done now, and by which role."""
        return self.workflow.duties.get(self.state)

    def get_step_url(self, step: Step) -> str:
        """The page on which a step is taken."""
        return f"{self.get_absolute_url()}langkah/{step.name}/"

    @property
    def reveal_url(self) -> str:
        """The page on which one says why names are needed."""
        return f"{self.get_absolute_url()}identitas/"

    @property
    def conceal_url(self) -> str:
        """Where names are masked again."""
        return f"{self.reveal_url}tutup/"

    def roles_of(self, user) -> set[str]:
        """The roles `user` has towards this record; None is a citizen."""
        return {user.role} if user else {Role.CITIZEN}


class StepTaken(models.Model):
    """One line in a record's history: who moved it, when, from where to where. Never changed."""

    id = models.UUIDField(primary_key=True, default=in_order, editable=False)
    name = models.CharField(max_length=30)
    source = models.CharField(max_length=30, blank=True)
    target = models.CharField(max_length=30)
    at = models.DateTimeField()
    due_at = models.DateTimeField(null=True)  # of the state that was left, as the limits then were
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    note = SealedTextField(blank=True)

    class Privacy:
        open = {"name", "source", "target"}
        confidential = {"note"}

    class Meta:
        abstract = True
        ordering = ["at", "pk"]

    def save(self, *args, **kwargs):
        """Save once. The database refuses changes too (see upksai.workflow.immutable)."""
        if not self._state.adding:
            raise TypeError("a step taken is never rewritten")
        super().save(*args, **kwargs)
