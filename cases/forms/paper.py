"""What all forms of a case file share: no date in the future, and no edit that buries another."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from cases.queries import last_version
from upksai.ui.dates import long_date
from upksai.workflow.forms import EditForm, RecordForm


def text_area(rows: int = 4) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class PastDates:
    """Refuses tomorrow for what has already happened (`past` names the fields)."""

    past: tuple[str, ...] = ()

    def clean(self):
        cleaned = super().clean()
        today = timezone.localdate()
        for name in self.past:
            day = self.cleaned_data.get(name)
            if day and day > today:
                self.add_error(
                    name,
                    _("%(what)s tidak boleh setelah hari ini.") % {"what": self.fields[name].label},
                )
        return cleaned


class PaperForm(PastDates, RecordForm):
    """Adds something to a file. Nothing is chosen in advance among radio buttons.

    `just_written` is what the same person added a moment ago: whoever goes back and sends the very
    same again, in a form with a new key, is asked first. Saving once more is the answer.
    """

    again = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, just_written=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.just_written = just_written
        for field in self.fields.values():
            if isinstance(field.widget, forms.RadioSelect):
                field.choices = [choice for choice in field.choices if choice[0] != ""]

    def clean(self):
        cleaned = super().clean()
        answered = self.cleaned_data.pop("again", "")
        if self._says_the_same() and answered != str(self.just_written.pk):
            self.data = self.data.copy()
            self.data[self.add_prefix("again")] = str(self.just_written.pk)
            raise ValidationError(
                _(
                    "Isian yang sama baru saja Anda simpan. Jika memang perlu dicatat dua kali, "
                    "simpan sekali lagi. Jika tidak, pilih Batal."
                )
            )
        return cleaned

    def _says_the_same(self) -> bool:
        kept, typed = self.just_written, self.cleaned_data
        return (
            kept is not None
            and kept.form_key != typed.get("form_key")  # which is recognised when it is written
            and all(
                name in typed and getattr(kept, name) == typed[name] for name in self._meta.fields
            )
        )


class CarefulEditForm(PastDates, EditForm):
    """Changes something in a file; shows both versions if somebody has changed it meanwhile."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["seen"].initial = last_version(self.instance)
        self.clash: list[tuple[str, str, str]] = []

    def clean_seen(self):
        """The version the person saw; if another came since, the next try is an informed one."""
        seen, last = self.cleaned_data["seen"], last_version(self.instance)
        if seen == last:
            return seen
        self.data = self.data.copy()
        self.data[self.add_prefix("seen")] = last
        return ""

    def clean(self):
        cleaned = super().clean()
        if not self.cleaned_data.get("seen"):
            self._show_both()
        return cleaned

    def _show_both(self):
        kept = type(self.instance)._default_manager.get(pk=self.instance.pk)
        for name in self._meta.fields:
            stored, typed = getattr(kept, name), self.cleaned_data.get(name)
            if stored != typed and name in self.cleaned_data:
                words = (
                    str(self.fields[name].label),
                    self._words(name, stored),
                    self._words(name, typed),
                )
                self.clash.append(words)
        raise ValidationError(
            _(
                "Data ini berubah sejak Anda membukanya. Isian Anda masih ada di bawah. "
                "Bandingkan keduanya, lalu simpan lagi."
            )
        )

    def _words(self, name, value) -> str:
        if isinstance(value, bool):
            return _("Ya") if value else _("Tidak")
        if hasattr(value, "isoformat"):
            return long_date(value)
        choices = self.instance._meta.get_field(name).flatchoices
        return str(dict(choices).get(value, "" if value is None else value))
