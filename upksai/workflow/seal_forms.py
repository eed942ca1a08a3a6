"""The form that keeps a record from somebody."""

from typing import cast

from django import forms
from django.utils.translation import gettext_lazy as _

from upksai.accounts.seals import SHORTEST_REASON

from .forms import CalmForm


class SealForm(CalmForm, forms.Form):
    """From whom, and why: one's own conflict of interest, or a colleague's."""

    person: forms.ModelChoiceField = forms.ModelChoiceField(
        None,
        label=_("Tertutup bagi"),
        help_text=_("Orang ini tidak akan menemukan catatan ini lagi, juga bila ia Ketua."),
        empty_label=_("Pilih orangnya"),
        error_messages={"required": _("Pilih orangnya.")},
    )
    reason = forms.CharField(
        label=_("Alasan"),
        min_length=SHORTEST_REASON,
        max_length=500,
        help_text=_("Misalnya: masih saudara dari keluarga anak. Hanya dibaca Ketua dan petugas."),
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={
            "required": _("Tulis alasannya."),
            "min_length": _("Tulis alasannya dengan sedikitnya 10 huruf."),
        },
    )

    def __init__(self, *args, people, by, **kwargs):
        super().__init__(*args, **kwargs)
        person = cast("forms.ModelChoiceField", self.fields["person"])
        person.queryset = people
        person.initial = by.pk
        self.lay_out()
