"""When something is due: the SOP's limits, as the head has set them."""

from datetime import datetime, timedelta

from upksai.directory.calendar import add_working_days
from upksai.directory.choices import TimeUnit
from upksai.directory.models import TimeLimit

from .definition import Limit, Workflow


def limit_in_force(key: str, written: Limit) -> Limit:
    """The head's limit for `key` if there is one, else the one written in the SOP."""
    changed = TimeLimit.objects.filter(key=key).first()
    return Limit(changed.amount, TimeUnit(changed.unit)) if changed else written


def due_at(workflow: Workflow, state: str, variant: str, since: datetime) -> datetime | None:
    """When a record that entered `state` at `since` is late; None where the SOP sets no limit."""
    found = workflow.limit_for(state, variant)
    return after(limit_in_force(*found), since) if found else None


def clock_due_at(workflow: Workflow, name: str, since: datetime) -> datetime:
    """When one of the SOP's own clocks, started at `since`, has run out."""
    return after(limit_in_force(*workflow.clock(name)), since)


def after(limit: Limit, since: datetime) -> datetime:
    """The moment `limit` after `since`."""
    if limit.unit == TimeUnit.WORKING_DAYS:
        return add_working_days(since, limit.amount)
    if limit.unit == TimeUnit.DAYS:
        return since + timedelta(days=limit.amount)
    return since + timedelta(hours=limit.amount)
