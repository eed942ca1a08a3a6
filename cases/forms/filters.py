"""The filters of the list of cases. They live in the address, so a list can be linked to."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.choices import CaseState, Ppks, Risk
from cases.saved_views import SavedView, saved_views
from upksai.accounts.models import User
from upksai.directory.models import District
from upksai.ui.dates import short_date
from upksai.ui.paging import CURSORS

FIRST_YEAR = 2020
AGES = (
    ("0-30", _("Sampai 30 hari")),
    ("31-90", _("31–90 hari")),
    ("91-180", _("91–180 hari")),
    ("181-", _("Lebih dari 180 hari")),
)
_DAY = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
#: What the list may be sorted by: the word in the address, and the column.
SORTS = {"tenggat": "due_at", "nomor": "number", "dibuka": "opened_at"}


@dataclass(frozen=True)
class Chip:
    """A filter that is on, and the address of the list without it."""

    label: str
    url: str


class CaseFilter(forms.Form):
    """What the list may be narrowed by; whatever is not on offer is not applied."""

    q = forms.CharField(label=_("Cari"), max_length=40, required=False)
    kategori = forms.ChoiceField(label=_("Kategori PPKS"), required=False)
    kecamatan = forms.ModelChoiceField(
        District.objects.all(), label=_("Kecamatan"), required=False, empty_label=_("Semua")
    )
    risiko = forms.ChoiceField(label=_("Risiko"), required=False)
    tahap = forms.ChoiceField(label=_("Tahap"), required=False)
    petugas = forms.ModelChoiceField(
        User.objects.workers(), label=_("Petugas"), required=False, empty_label=_("Semua")
    )
    dibuka = forms.ChoiceField(label=_("Tahun dibuka"), required=False)
    umur = forms.ChoiceField(label=_("Umur kasus"), required=False)
    dari = forms.DateField(label=_("Dibuka sejak"), required=False, widget=_DAY)
    sampai = forms.DateField(label=_("Dibuka sampai"), required=False, widget=_DAY)
    tutup_dari = forms.DateField(label=_("Ditutup sejak"), required=False, widget=_DAY)
    tutup_sampai = forms.DateField(label=_("Ditutup sampai"), required=False, widget=_DAY)
    tampil = forms.CharField(widget=forms.HiddenInput, required=False)
    sort = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, data, *, reader):
        super().__init__(data)
        self.views = saved_views(reader)
        years = range(timezone.localdate().year, FIRST_YEAR - 1, -1)
        choices = {
            "kategori": Ppks.choices,
            "risiko": Risk.choices,
            "tahap": CaseState.choices,
            "dibuka": [(str(year), str(year)) for year in years],
            "umur": AGES,
        }
        for name, offered in choices.items():
            self.fields[name].choices = [("", _("Semua")), *offered]
        self._keep_short(data, is_for_head=reader.is_head)
        self.fields["q"].widget.attrs = {"placeholder": _("Nomor, samaran"), "type": "search"}

    def _keep_short(self, data, *, is_for_head: bool):
        """Rare filters are drawn only when they are on; a worker's list is all their own."""
        rare = ["dari", "sampai", "tutup_dari", "tutup_sampai"]
        if not is_for_head:
            rare += ["dibuka", "umur"]
            del self.fields["petugas"]
        for name in rare:
            if not data.get(name):
                self.fields[name].widget = forms.HiddenInput()

    @cached_property
    def facts(self) -> dict[str, Any]:
        """What is asked for, as far as it is on offer."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}

    @property
    def view(self) -> SavedView:
        """The tab that is open; the first one unless the address says otherwise."""
        asked = self.facts.get("tampil")
        return next((view for view in self.views if view.name == asked), self.views[0])

    @property
    def order(self) -> tuple[str, str]:
        """The column to sort by, and the key."""
        asked = self.facts.get("sort", "")
        column = SORTS.get(asked.lstrip("-"), "due_at")
        return ("-" * asked.startswith("-") + column, "pk")

    def chips(self, query: QueryDict) -> list[Chip]:
        """Each filter that is on, with the way to take it off."""
        return [
            Chip(f"{field.label}: {self._words(field)}", _without(query, field.name))
            for field in self
            if field.name in self.facts and field.name not in {"tampil", "sort"}
        ]

    def _words(self, field) -> str:
        value = self.facts[field.name]
        if isinstance(value, date):
            return short_date(value)
        choices = getattr(field.field, "choices", ()) if isinstance(value, str) else ()
        return str(dict(choices).get(value, value))


def _without(query: QueryDict, *names: str) -> str:
    kept = query.copy()
    for name in (*names, *CURSORS):
        kept.pop(name, None)
    return "?" + kept.urlencode()
