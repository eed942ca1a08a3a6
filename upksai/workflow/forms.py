"""Forms for steps and for records. They validate; services write."""

import uuid
from typing import Any, cast

from crispy_forms.helper import FormHelper
from django import forms
from django.db.models.fields import BLANK_CHOICE_DASH
from django.utils.translation import gettext_lazy as _

from .definition import Step

#: What Django writes where nothing is chosen.
DASHES = BLANK_CHOICE_DASH[0][1]


class CalmForm:
    """How every form here is drawn: by our own page frame, without a nested <form> tag."""

    fields: dict[str, forms.Field]

    def lay_out(self):
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True
        self.helper.use_custom_control = False
        for field in self.fields.values():
            _ask_calmly(field)


def _ask_calmly(field: forms.Field) -> None:
    """The phone's own calendar for days, and errors that say what to do and name the thing."""
    if type(field.widget) is forms.DateInput:
        field.widget = _like(field.widget, forms.DateInput, "date", "%Y-%m-%d")
    elif type(field.widget) is forms.DateTimeInput:
        field.widget = _like(field.widget, forms.DateTimeInput, "datetime-local", "%Y-%m-%dT%H:%M")
    _name_the_empty_choice(field)
    label = str(field.label or "")
    if field.error_messages["required"] == forms.Field.default_error_messages["required"] and label:
        chosen = isinstance(field, forms.ChoiceField | forms.ModelChoiceField | forms.DateField)
        asked = _("Pilih %(label)s.") if chosen else _("Tulis %(label)s.")
        named = label if label[:2].isupper() else label[0].lower() + label[1:]
        field.error_messages["required"] = asked % {"label": named.rstrip("?")}


def _name_the_empty_choice(field: forms.Field) -> None:
    words = _("Pilih") if field.required else _("Tidak diisi")
    if isinstance(field, forms.ModelChoiceField):
        if field.empty_label == DASHES:
            field.empty_label = words
            field.widget.choices = field.choices
    elif isinstance(field, forms.ChoiceField):
        choices: list[Any] = list(cast("Any", field.choices))
        if ("", DASHES) in choices:
            field.choices = [("", words) if choice[0] == "" else choice for choice in choices]


def _like(
    old, widget: type[forms.DateInput | forms.DateTimeInput], kind: str, written: str
) -> forms.Widget:
    drawn = widget(attrs=old.attrs | {"type": kind}, format=written)
    drawn.is_required = old.is_required
    return drawn


class RecordForm(CalmForm, forms.ModelForm):
    """A form that makes one record. Its key makes sure that sending it twice makes it once."""

    form_key = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["form_key"].initial = uuid.uuid4
        self.lay_out()

    def clean_form_key(self):
        return self.cleaned_data["form_key"] or uuid.uuid4()


class EditForm(CalmForm, forms.ModelForm):
    """A form that changes a record. It knows what the record looked like when it was opened."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.lay_out()


class StepForm(CalmForm, forms.ModelForm):
    """The form for a step: exactly the fields the SOP says must be filled."""

    note = forms.CharField(
        label=_("Catatan"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=4000,
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args, step: Step, **kwargs):
        super().__init__(*args, **kwargs)
        for name in step.fill:
            self.fields[name].required = True
        self.fields["note"].required = step.needs_note
        if step.needs_note:
            self.fields["note"].label = _("Alasan")
            self.fields["note"].error_messages["required"] = _("Tulis alasannya.")
        self.fields["version"].initial = self.instance.version
        self.lay_out()

    def _post_clean(self):
        """The engine validates the whole record; here only the fields are cleaned."""


def step_form(record, step: Step, data=None, *, form: type[StepForm] = StepForm) -> StepForm:
    """The form for one step of one record; `form` may add what the SOP's table cannot say."""
    form_class = cast(
        "type[StepForm]",
        forms.modelform_factory(type(record), form=form, fields=[*step.fill, *step.optional]),
    )
    return form_class(data, instance=record, step=step)
