"""The only code that changes a record's state."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from .definition import Step


class StepRefused(Exception):
    """The step may not be taken; `reasons` say why, in words for the user."""

    def __init__(self, reasons: list[str]):
        super().__init__("; ".join(reasons))
        self.reasons = reasons


class StepAlreadyTaken(StepRefused):
    """The same person has just taken this very step: a double click, not a conflict."""


@dataclass(frozen=True)
class Option:
    """A step offered to a user, with what still stands in the way."""

    step: Step
    url: str
    reasons: list[str]

    @property
    def is_open(self) -> bool:
        return not self.reasons


def options(record, user, at: datetime) -> list[Option]:
    """The steps to show `user` as buttons: those the SOP gives to one of their roles."""
    roles = record.roles_of(user)
    return [
        Option(step, record.get_step_url(step), blockers(record, step, at))
        for step in _onward_first(record)
        if step.by & roles
    ]


def _onward_first(record) -> list[Step]:
    """The steps that may be taken, those that lead on before those that repeat."""
    leaving = record.workflow.leaving(record.state)
    return sorted(leaving, key=lambda step: step.target == record.state)


@transaction.atomic
def start(record, *, by, at: datetime, note: str = ""):
    """Save a new record in its workflow's first state."""
    record.state = record.workflow.initial
    return _enter(record, "start", source="", by=by, at=at, note=note)


@transaction.atomic
def import_record(record, *, state: str, by, at: datetime, note: str = ""):
    """Save a new record that was handled on paper, in the state it had reached there.

    For recaps of years before this system: the steps in between are not known, so none is made
    up. One step, "import", says who brought the record in. Fields that the SOP requires by then
    are required here too; its guards, which ask for papers we do not have, are not asked.
    """
    if not record._state.adding:
        raise TypeError("only a record that was never saved can be imported")
    record.state = state
    return _enter(record, "import", source="", by=by, at=at, note=note)


def hold(record) -> None:
    """Until the transaction ends nobody else changes the record; what they did is known."""
    record.refresh_from_db(from_queryset=type(record)._default_manager.select_for_update())


@transaction.atomic
def take(
    record,
    name: str,
    *,
    by,
    at: datetime,
    note: str = "",
    version: int | None = None,
    **filled: Any,
):
    """Take one step, or raise `StepRefused` and change nothing.

    `version` is what the user saw; if somebody has moved the record since, the step is refused.
    """
    step = record.workflow[name]
    if unexpected := filled.keys() - set(step.fill) - set(step.optional):
        raise TypeError(f"{name} does not fill {sorted(unexpected)}")
    hold(record)
    if version is not None and version != record.version:
        raise _moved_meanwhile(record, step, by)
    for field, value in filled.items():
        setattr(record, field, value)
    if reasons := _refusals(record, step, by, note, at):
        raise StepRefused(reasons)
    source, record.state = record.state, step.target
    return _enter(record, name, source=source, by=by, at=at, note=note, filled=filled)


def _moved_meanwhile(record, step: Step, user) -> StepRefused:
    last = record.steps.select_related("by").last()
    if last and last.name == step.name and last.by == user:
        return StepAlreadyTaken([_("“%(step)s” sudah tersimpan.") % {"step": step}])
    return StepRefused(
        [
            _(
                "%(who)s sudah mengubah catatan ini menjadi “%(state)s”. Isian Anda masih ada di "
                "bawah; periksa keadaan terbaru, lalu putuskan lagi."
            )
            % {"who": (last and last.by) or _("Pelapor"), "state": record.get_state_display()}
        ]
    )


def _refusals(record, step: Step, user, note: str, at: datetime) -> list[str]:
    if record.state not in step.source:
        return [
            _("“%(step)s” tidak dapat dilakukan saat status “%(state)s”.")
            % {"step": step, "state": record.get_state_display()}
        ]
    if not step.by & record.roles_of(user):
        return [_("Peran Anda tidak berwenang melakukan “%(step)s”.") % {"step": step}]
    missing = _missing(record, step)
    if step.needs_note and not note.strip():
        missing.append(_("Tulis alasannya di catatan."))
    return missing + blockers(record, step, at)


def _missing(record, step: Step) -> list[str]:
    return [
        _("%(field)s wajib diisi.")
        % {"field": str(record._meta.get_field(name).verbose_name).capitalize()}
        for name in step.fill
        if getattr(record, name) in (None, "")
    ]


def blockers(record, step: Step, at: datetime) -> list[str]:
    """What stands in the way of a step, in words for the user."""
    return [str(reason) for guard in step.guards for reason in guard(record, at)]


def _enter(record, name: str, *, source: str, by, at: datetime, note: str, filled=None):
    """Check and save the record in its new state, and write the step down.

    A new record (`filled` is None) is checked whole. Later a step checks what it fills in: the
    rest was checked when it was written, and asking the database for it again at every step
    would double the questions. Constraints (a known state) are the database's own.
    """
    was_due_at = record.due_at
    record.state_since = at
    record.due_at = record.deadline(at)
    record.version += 1
    record._history_user = by
    record._history_date = at
    record._change_reason = name
    settled = None if filled is None else {f.name for f in record._meta.fields} - filled.keys()
    record.full_clean(exclude=settled, validate_constraints=False)
    record.save()
    return record.steps.create(
        name=name, source=source, target=record.state, due_at=was_due_at, by=by, at=at, note=note
    )
