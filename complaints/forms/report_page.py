"""What every page of the public report has in common."""

from typing import Any

from django import forms
from django.urls import reverse

from upksai.workflow.forms import CalmForm


def area(rows: int) -> forms.Textarea:
    """A box for more than one line."""
    return forms.Textarea(attrs={"rows": rows})


class ReportPage(CalmForm, forms.Form):
    """One page of the report: what it asks, and what of the answers is kept until sending."""

    number: int
    heading: Any
    lead: Any = ""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.lay_out()

    def to_keep(self) -> dict[str, str]:
        """The answers as they were typed, to be asked again or checked later."""
        return {name: self.data.get(name, "") for name in self.fields}

    @property
    def url(self) -> str:
        return reverse("complaints:report_step", args=[self.number])

    @property
    def rows(self) -> list[dict[str, Any]]:
        """Question, answer, and where to change it."""
        return [
            {"label": field.label, "value": self.shown(field), "change_url": self.url}
            for field in self.visible_fields()
            if field.name in self.fields
        ]

    def shown(self, field) -> str:
        """One answer in words."""
        value = self.cleaned_data.get(field.name, "")
        choices = dict(_flat(getattr(field.field, "choices", [])))
        return choices.get(str(value), value) if value not in ("", None) else ""


def _flat(choices):
    for value, label in choices:
        if isinstance(label, list | tuple):
            yield from ((str(inner), words) for inner, words in label)
        else:
            yield str(value), label
