"""A referral to a partner."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.choices import Risk, ServiceKind
from referrals.models import Referral
from upksai.directory.models import Institution
from upksai.ui.paging import CURSORS
from upksai.workflow.forms import EditForm, RecordForm

FIELDS = ["institution", "kind", "service", "ground", "reason", "summary", "withheld"]


class PartnerField(forms.ModelChoiceField):
    """The partners we work with, each with what it gives."""

    def __init__(self, **kwargs):
        super().__init__(Institution.objects.filter(is_active=True), **kwargs)

    def label_from_instance(self, institution):
        if not institution.services:
            return institution.name
        return f"{institution.name}: {institution.services}"


class _Draft(forms.ModelForm):
    institution = PartnerField(label=_("Lembaga mitra"), empty_label=_("Pilih lembaga mitra"))

    class Meta:
        model = Referral
        fields = FIELDS
        widgets = {
            "kind": forms.RadioSelect,
            "ground": forms.RadioSelect,
            "reason": forms.Textarea(attrs={"rows": 3}),
            "summary": forms.Textarea(attrs={"rows": 7}),
        }
        labels = {
            "kind": _("Jenis"),
            "service": _("Layanan yang diminta"),
            "ground": _("Dasar pengungkapan data"),
            "reason": _("Alasan rujukan"),
            "summary": _("Ringkasan keadaan anak"),
            "withheld": _("Yang sengaja tidak disertakan"),
        }
        help_texts = {
            "ground": _(
                "Pekerja sosial hanya boleh membuka rahasia klien atas salah satu dasar ini "
                "(UU 14/2019 pasal 44)."
            ),
            "reason": _("Mitra membacanya dalam surat rujukan."),
            "summary": _(
                "Mitra membacanya dalam surat rujukan. Tulis hanya yang perlu diketahui untuk "
                "layanan ini, tanpa pelapor."
            ),
            "withheld": _("Tidak tercetak dalam surat. Contoh: riwayat keluarga, alamat sekolah."),
        }


def _without_blank_radios(form):
    for name in ("kind", "ground"):
        field = form.fields[name]
        field.choices = [choice for choice in field.choices if choice[0] != ""]


class ReferralForm(RecordForm, _Draft):
    """A new referral."""

    class Meta(_Draft.Meta):
        pass

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        _without_blank_radios(self)


class ReferralDraftForm(EditForm, _Draft):
    """A draft, changed before it goes to the head."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    class Meta(_Draft.Meta):
        pass

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["version"].initial = self.instance.version
        _without_blank_radios(self)


class ReferralFilter(forms.Form):
    """What narrows the list of referrals."""

    partner = forms.ModelChoiceField(
        Institution.objects.all(), label=_("Mitra"), required=False, empty_label=_("Semua mitra")
    )
    service = forms.ChoiceField(
        label=_("Layanan"), required=False, choices=[("", _("Semua layanan")), *ServiceKind.choices]
    )
    risk = forms.ChoiceField(
        label=_("Risiko"), required=False, choices=[("", _("Semua risiko")), *Risk.choices]
    )
    view = forms.CharField(required=False, widget=forms.HiddenInput)

    #: The column each of them looks at.
    COLUMNS = {"partner": "institution", "service": "service", "risk": "case__risk_level"}

    @property
    def chosen(self) -> dict:
        """What was chosen, by field; what makes no sense is left out."""
        self.is_valid()
        return {
            name: self.cleaned_data[name] for name in self.COLUMNS if self.cleaned_data.get(name)
        }

    def narrow(self, referrals):
        """Only the referrals that were asked for."""
        return referrals.filter(
            **{self.COLUMNS[name]: value for name, value in self.chosen.items()}
        )

    def chips(self, query) -> list[dict]:
        """Each thing chosen, with the address of the list without it."""
        return [
            {"label": self._words(name, value), "url": _without(query, name)}
            for name, value in self.chosen.items()
        ]

    def _words(self, name: str, value) -> str:
        return str(dict(self.fields[name].choices).get(value, value))


def _without(query, name: str) -> str:
    rest = query.copy()
    for gone in (name, *CURSORS):
        rest.pop(gone, None)
    return f"?{rest.urlencode()}"
