"""Narrowing the queue; what is chosen stands in the address."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.choices import Risk
from complaints.choices import Channel
from upksai.directory.models import District

ALL = [("", _("Semua"))]


def day() -> forms.DateInput:
    """The browser's own calendar."""
    return forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})


class QueueFilter(forms.Form):
    """Number, risk, channel and kecamatan."""

    q = forms.CharField(
        label=_("Cari"),
        required=False,
        max_length=20,
        widget=forms.TextInput(attrs={"type": "search", "placeholder": _("Nomor pengaduan")}),
    )
    tampil = forms.CharField(required=False, widget=forms.HiddenInput)
    risiko = forms.ChoiceField(label=_("Risiko"), required=False, choices=[*ALL, *Risk.choices])
    saluran = forms.ChoiceField(
        label=_("Saluran"), required=False, choices=[*ALL, *Channel.choices]
    )
    kecamatan = forms.ModelChoiceField(
        label=_("Kecamatan"),
        required=False,
        queryset=District.objects.all(),
        empty_label=_("Semua"),
    )
    dari = forms.DateField(label=_("Diterima sejak"), required=False, widget=day())
    sampai = forms.DateField(label=_("Diterima sampai"), required=False, widget=day())

    def __init__(self, data):
        super().__init__(data)
        for name in ("dari", "sampai"):  # drawn only when a link from the dashboard sets them
            if not data.get(name):
                self.fields[name].widget = forms.HiddenInput()
