"""Asking to open who reported, and answering."""

from django import forms
from django.utils.translation import gettext_lazy as _

from complaints.choices import VaultDecision
from complaints.models import VaultRequest
from upksai.workflow.forms import CalmForm, RecordForm


class VaultRequestForm(RecordForm):
    """Why somebody must know who reported."""

    class Meta:
        model = VaultRequest
        fields = ["motivation"]
        labels = {"motivation": _("Mengapa identitas pelapor perlu dibuka?")}
        help_texts = {
            "motivation": _(
                "Tulis untuk apa, dan mengapa tidak cukup lewat pesan di halaman pelacakan."
            )
        }
        widgets = {"motivation": forms.Textarea(attrs={"rows": 4})}
        error_messages = {"motivation": {"required": _("Tulis mengapa identitas perlu dibuka.")}}


class DecisionForm(CalmForm, forms.Form):
    """Yes or no to the request of a colleague."""

    decision = forms.ChoiceField(
        label=_("Keputusan"),
        choices=[
            (VaultDecision.APPROVED, _("Setujui: pemohon boleh membaca selama 60 menit")),
            (VaultDecision.REFUSED, _("Tolak: identitas tetap tertutup")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Pilih setujui atau tolak.")},
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.lay_out()

    def clean(self):
        decision = super().clean().get("decision")
        return {"is_approved": decision == VaultDecision.APPROVED}
