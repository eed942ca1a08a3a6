"""Breaking the glass, and reviewing it."""

from allauth.account.adapter import get_adapter
from django import forms
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from upksai.accounts.break_glass import SHORTEST_REASON
from upksai.accounts.need_to_know import EmergencyGround, Verdict
from upksai.workflow.forms import CalmForm


class BreakGlassForm(CalmForm, forms.Form):
    """Which case, what emergency, and once more who asks."""

    number = forms.CharField(
        label=_("Nomor kasus"),
        help_text=_("Seperti K-2026-014."),
        error_messages={"required": _("Tulis nomor kasus.")},
    )
    category = forms.ChoiceField(
        label=_("Keadaan darurat"), choices=EmergencyGround, widget=forms.RadioSelect
    )
    reason = forms.CharField(
        label=_("Apa yang terjadi"),
        min_length=SHORTEST_REASON,
        max_length=1000,
        help_text=_("Sedikitnya 30 huruf. Ketua membacanya hari ini."),
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={
            "required": _("Tulis apa yang terjadi."),
            "min_length": _("Tulis apa yang terjadi dengan sedikitnya 30 huruf."),
        },
    )
    password = forms.CharField(
        label=_("Kata sandi Anda"),
        strip=False,
        max_length=128,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
        error_messages={"required": _("Tulis kata sandi Anda.")},
    )

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.user = user
        self.lay_out()

    def clean_password(self):
        """The person's own; guesses are counted like any other."""
        if not get_adapter().reauthenticate(self.user, self.cleaned_data["password"]):
            raise forms.ValidationError(_t("Kata sandi salah."))
        return ""

    def clean(self):
        told = super().clean()
        told.pop("password", None)
        return told


class ReviewForm(CalmForm, forms.Form):
    """Whether an emergency access was justified, and why."""

    verdict = forms.ChoiceField(label=_("Penilaian"), choices=Verdict, widget=forms.RadioSelect)
    finding = forms.CharField(
        label=_("Catatan tinjauan"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Tulis catatan tinjauan.")},
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.lay_out()
