"""Narrowing the queue; what is chosen stands in the address."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.choices import Risk
from complaints.choices import Channel
from upksai.directory.models import District

ALL = [("", _("Semua"))]


class QueueFilter(forms.Form):
    """Number, risk, channel and kecamatan."""

    q = forms.CharField(
        label=_("Cari"),
        required=False,
        max_length=20,
        widget=forms.TextInput(attrs={"type": "search", "placeholder": _("Nomor pengaduan")}),
    )
    view = forms.CharField(required=False, widget=forms.HiddenInput)
    risk = forms.ChoiceField(label=_("Risiko"), required=False, choices=[*ALL, *Risk.choices])
    channel = forms.ChoiceField(
        label=_("Saluran"), required=False, choices=[*ALL, *Channel.choices]
    )
    district = forms.ModelChoiceField(
        label=_("Kecamatan"),
        required=False,
        queryset=District.objects.all(),
        empty_label=_("Semua"),
    )
