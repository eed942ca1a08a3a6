"""Forms of the work desk."""

from django import forms
from django.utils.translation import gettext_lazy as _

from upksai.accounts.models import User
from upksai.workflow.forms import CalmForm


class AccountAnswerForm(CalmForm, forms.Form):
    """The head's answer to a role that an admin has asked for: one of two buttons."""

    answer = forms.ChoiceField(
        choices=[("setujui", _("Setujui akun")), ("tolak", _("Tolak"))],
        widget=forms.HiddenInput,
        error_messages={"required": _("Pilih setujui atau tolak.")},
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.lay_out()

    def clean(self):
        return {"is_confirmed": super().clean().get("answer") == "setujui"}


class LeaverForm(CalmForm, forms.Form):
    """Who takes over the cases of somebody who leaves. The head is asked; the admin isn't."""

    successor = forms.ModelChoiceField(
        queryset=User.objects.none(),
        label=_("Serahkan semua kasusnya kepada"),
        help_text=_("Pekerja sosial ini menjadi penanggung jawab mulai sekarang."),
    )

    def __init__(self, *args, person: User, asks: bool, **kwargs):
        super().__init__(*args, **kwargs)
        if asks:
            workers = User.objects.workers().exclude(pk=person.pk)
            self.fields["successor"].queryset = workers
        else:
            del self.fields["successor"]
        self.lay_out()
