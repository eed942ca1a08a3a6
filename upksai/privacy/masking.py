"""Names stay shut on every page until the reader has said why they need them.

While a page is drawn, a sealed field whose class is `names` opens as dots, unless the view has
said whose identity is shown. So no template, old or new, can show a name by mistake; and what is
masked is not even unsealed.
"""

from collections.abc import Callable
from contextlib import contextmanager
from contextvars import ContextVar

from django.template.backends.django import DjangoTemplates, Template

DOTS = "••••"


class Masked(str):
    """What stands on a page where a name is. It knows no name, and cannot be written back."""

    def __new__(cls):
        return super().__new__(cls, DOTS)


def _nothing() -> bool:
    return False


#: Whether names are shown, asked only when a name comes up; None while no page is drawn.
_shown: ContextVar[Callable[[], bool] | None] = ContextVar("names shown", default=None)


@contextmanager
def names_shown_if(shown: Callable[[], bool] | None):
    """From here on, names open only if `shown` says so."""
    token = _shown.set(shown)
    try:
        yield
    finally:
        _shown.reset(token)


def is_masked(model, field_name: str) -> bool:
    """Whether this field may not be opened now."""
    shown = _shown.get()
    if shown is None:
        return False
    privacy = getattr(getattr(model, "instance_type", model), "Privacy", None)
    if field_name not in getattr(privacy, "names", ()) or getattr(privacy, "own_door", False):
        return False
    return not shown()


class MaskedTemplate:
    """A template that shows names only where the request says that they are shown."""

    def __init__(self, template: Template):
        self._template = template

    def __getattr__(self, name):
        return getattr(self._template, name)

    def render(self, context=None, request=None):
        """Draw the page; a part that is drawn within another follows it."""
        asked = getattr(request, "names_are_shown", None)
        shown = asked or _shown.get() or _nothing
        with names_shown_if(shown):
            return self._template.render(context, request)


class MaskingTemplates(DjangoTemplates):
    """Django's templates, with names masked."""

    def get_template(self, template_name):
        return MaskedTemplate(super().get_template(template_name))

    def from_string(self, template_code):
        return MaskedTemplate(super().from_string(template_code))
