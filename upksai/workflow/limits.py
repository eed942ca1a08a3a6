"""Every time limit of every SOP in one table: what the SOP says, and what the head has set."""

from dataclasses import dataclass

from django.apps import apps
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from upksai.directory.choices import TimeUnit
from upksai.directory.queries import changed_limits

from .definition import Limit, Words, Workflow
from .models import WorkflowModel

#: On a page of limits nothing else tells what is high or low.
RISKS = {
    "tinggi": gettext_lazy("risiko tinggi"),
    "sedang": gettext_lazy("risiko sedang"),
    "rendah": gettext_lazy("risiko rendah"),
}


@dataclass(frozen=True)
class LimitLine:
    """One limit: of which SOP, for what, as written and as changed."""

    key: str
    sop: Words
    purpose: str
    written: Limit
    changed: Limit | None

    @property
    def in_force(self) -> Limit:
        return self.changed or self.written

    def __str__(self) -> str:
        return f"{self.sop}: {self.purpose}"


def workflows() -> list[Workflow]:
    """The SOPs of all apps, in the order of the apps."""
    return [model.workflow for model in apps.get_models() if issubclass(model, WorkflowModel)]


def limit_lines() -> list[LimitLine]:
    """All limits, SOP by SOP."""
    changed = {key: Limit(row.amount, TimeUnit(row.unit)) for key, row in changed_limits().items()}
    return [
        LimitLine(key, sop.title, purpose, written, changed.get(key))
        for sop in workflows()
        for key, purpose, written in _written(sop)
    ]


def _written(sop: Workflow):
    for key, state, variant, limit in sop.all_limits():
        yield key, _of_state(sop.states(state).label, variant), limit
    for name, (purpose, limit) in sop.clocks.items():
        yield sop.clock(name)[0], str(purpose).capitalize(), limit


def _of_state(label: str, variant: str) -> str:
    if not variant:
        return label
    words = RISKS.get(variant, variant)
    return _("%(state)s (%(variant)s)") % {"state": label, "variant": words}
