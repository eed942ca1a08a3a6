"""Coordination meetings."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from monitoring.models import Meeting
from upksai.directory.models import Institution
from upksai.workflow.forms import RecordForm

from .visit import not_after_today, without_blank


class MeetingForm(RecordForm):
    """A meeting that was held (F-30)."""

    invited = forms.ModelMultipleChoiceField(
        Institution.objects.filter(is_active=True),
        label=_("Lembaga yang diundang"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    present = forms.ModelMultipleChoiceField(
        Institution.objects.filter(is_active=True),
        label=_("Lembaga yang hadir"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    class Meta:
        model = Meeting
        fields = [
            "held_on",
            "kind",
            "convenor",
            "agenda",
            "invited",
            "present",
            "minutes",
            "agreed",
        ]
        widgets = {
            "kind": forms.RadioSelect,
            "minutes": forms.Textarea(attrs={"rows": 8}),
            "agreed": forms.Textarea(attrs={"rows": 4}),
        }
        labels = {
            "held_on": _("Tanggal"),
            "kind": _("Jenis rapat"),
            "convenor": _("Penyelenggara"),
            "agenda": _("Agenda"),
            "minutes": _("Notula"),
            "agreed": _("Tindak lanjut"),
        }
        help_texts = {
            "minutes": _("Sebut kasus dengan nama samaran dan nomornya."),
            "agreed": _("Siapa, apa, dan kapan; satu baris satu tindak lanjut."),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["held_on"].initial = timezone.localdate
        without_blank(self, "kind")

    def clean_held_on(self):
        sentence = _("Tanggal rapat tidak boleh setelah hari ini.")
        return not_after_today(self.cleaned_data["held_on"], sentence)
