"""What a page shows of an SOP: the steps on offer and what still stands in their way."""

from django import template
from django.utils import timezone

from upksai.workflow import engine

register = template.Library()


@register.inclusion_tag("workflow/_steps.html", takes_context=True)
def step_buttons(context, record):
    """A button for each step the signed-in user may take, or the reasons why not yet."""
    options = engine.options(record, context["request"].user, timezone.now())
    return {"record": record, "options": options, "first_step": _first(options)}


def _first(options: list[engine.Option]):
    """The step that leads on: the only one drawn as the page's primary button."""
    return next((o.step for o in options if o.is_open and not o.step.is_drastic), None)


@register.inclusion_tag("workflow/_identity.html", takes_context=True)
def identity(context, record):
    """Whether the names of a record are shown on this page, and the way to open or mask them."""
    request = context["request"]
    shown = getattr(request, "identity", None)
    return {"record": record, "until": shown.until if shown else None, "next": request.path}


@register.inclusion_tag("workflow/_history.html")
def step_history(record):
    """The immutable line of steps, newest first."""
    return {
        "record": record,
        "steps": [
            (step, _label(record.workflow, step.name), record.workflow.states(step.target).label)
            for step in record.steps.select_related("by").order_by("-at", "-pk")
        ],
    }


@register.simple_tag
def target_label(record, step):
    """The state a step leads to, in words."""
    return record.workflow.states(step.target).label


def _label(workflow, name: str):
    return next((step.done for step in workflow.steps if step.name == name), None)
