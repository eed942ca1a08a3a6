"""What an SOP says: states, steps, who may take them, what must be filled in, how long it may last.

Plain data. A table that contradicts itself cannot be imported.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Any

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from upksai.directory.choices import TimeUnit

#: Words for people, translated when they are shown.
Words = str | Promise
#: Looks at a record at a moment and says, in words for the user, what stands in a step's way.
Guard = Callable[[Any, datetime], Iterable[Words]]


@dataclass(frozen=True)
class Limit:
    """How long a state may last: an amount of hours, days or working days."""

    amount: int
    unit: TimeUnit

    @classmethod
    def hours(cls, amount: int) -> "Limit":
        return cls(amount, TimeUnit.HOURS)

    @classmethod
    def days(cls, amount: int) -> "Limit":
        return cls(amount, TimeUnit.DAYS)

    @classmethod
    def working_days(cls, amount: int) -> "Limit":
        return cls(amount, TimeUnit.WORKING_DAYS)

    def __str__(self) -> str:
        return f"{self.amount} {TimeUnit(self.unit).label}"


@dataclass(frozen=True)
class Duty:
    """What somebody has to do while a record is in a state: a line of their work list."""

    text: Words
    role: str


@dataclass(frozen=True, kw_only=True)
class Step:
    """One arrow of an SOP."""

    name: str
    label: Words  # what a person does: "Ajukan rencana"
    done: Words  # what history says: "Rencana diajukan"
    source: frozenset[str]
    target: str
    by: frozenset[str]
    fill: tuple[str, ...] = ()
    optional: tuple[str, ...] = ()
    guards: tuple[Guard, ...] = ()
    help: Words = ""
    needs_note: bool = False
    is_drastic: bool = False

    def __str__(self) -> str:
        return str(self.label)


@dataclass(frozen=True, kw_only=True)
class Workflow:
    """One SOP.

    `limits` gives for a state either one `Limit` or one for each variant of a record (its risk).
    `clocks` are limits that belong to no single state: what each one is for, and how long.
    """

    name: str
    title: Words
    states: type[models.TextChoices]
    initial: str
    steps: tuple[Step, ...]
    limits: Mapping[str, Limit | Mapping[str, Limit]] = field(default_factory=dict)
    duties: Mapping[str, Duty] = field(default_factory=dict)
    clocks: Mapping[str, tuple[Words, Limit]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        states = set(self.states)
        names = [step.name for step in self.steps]
        reached = {self.initial} | {step.target for step in self.steps}
        used = reached.union(*(step.source for step in self.steps))
        if len(names) != len(set(names)):
            raise ValueError(f"{self.name}: two steps share a name")
        if unknown := (used | set(self.limits) | set(self.duties)) - states:
            raise ValueError(f"{self.name}: unknown states {unknown}")
        if states - reached:
            raise ValueError(f"{self.name}: no step leads to {states - reached}")
        if set(self.clocks) & states:
            raise ValueError(f"{self.name}: a clock and a state share a name")
        if set(self.limits) & self.final:
            raise ValueError(f"{self.name}: a final state has a time limit")
        if idle := [state for state, duty in self.duties.items() if not self._may(duty, state)]:
            raise ValueError(f"{self.name}: nobody can do their duty in {idle}")

    def _may(self, duty: Duty, state: str) -> bool:
        return any(duty.role in step.by for step in self.leaving(state))

    @cached_property
    def final(self) -> frozenset[str]:
        """States that nothing leads out of."""
        leaving = frozenset().union(*(step.source for step in self.steps))
        return frozenset(self.states) - leaving

    @cached_property
    def filled_in(self) -> dict[str, frozenset[str]]:
        """For each state, the fields that every way of reaching it has filled in."""
        everything = frozenset(name for step in self.steps for name in step.fill)
        filled = dict.fromkeys(self.states.values, everything) | {self.initial: frozenset()}
        for _state in self.states:
            for step in self.steps:
                for source in step.source:
                    filled[step.target] &= filled[source] | set(step.fill)
        return filled

    def __getitem__(self, name: str) -> Step:
        return next(step for step in self.steps if step.name == name)

    def leaving(self, state: str) -> list[Step]:
        """The steps that lead out of a state."""
        return [step for step in self.steps if state in step.source]

    def limit_for(self, state: str, variant: str) -> tuple[str, Limit] | None:
        """The key and the written limit of a state, for one variant of a record."""
        limit = self.limits.get(state)
        if limit is None:
            return None
        if isinstance(limit, Limit):
            return f"{self.name}.{state}", limit
        chosen = variant if variant in limit else next(iter(limit))
        return f"{self.name}.{state}.{chosen}", limit[chosen]

    def all_limits(self) -> list[tuple[str, str, str, Limit]]:
        """Every limit of the SOP as (key, state, variant, limit)."""
        return [
            (f"{self.name}.{state}{'.' if variant else ''}{variant}", state, variant, limit)
            for state, limits in self.limits.items()
            for variant, limit in ({"": limits} if isinstance(limits, Limit) else limits).items()
        ]

    def clock(self, name: str) -> tuple[str, Limit]:
        """The key and the written limit of a clock."""
        return f"{self.name}.{name}", self.clocks[name][1]

    def state_field(self) -> models.CharField:
        """The column for this workflow's state; only the engine writes it."""
        return models.CharField(
            _("status"), max_length=30, choices=self.states, default=self.initial, editable=False
        )

    def state_constraint(self) -> models.CheckConstraint:
        """No state that the SOP does not know, whoever writes to the table."""
        return models.CheckConstraint(
            condition=models.Q(state__in=sorted(self.states.values)),
            name="%(app_label)s_%(class)s_state_is_known",
        )
