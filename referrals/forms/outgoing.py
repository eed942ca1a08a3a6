"""A referral to a partner."""

from django import forms
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from cases.choices import Risk, ServiceKind
from referrals.models import Referral
from upksai.directory.models import Institution
from upksai.ui.paging import CURSORS
from upksai.workflow.forms import EditForm, RecordForm, StepForm

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


class AnswerForm(StepForm):
    """What the partner said: nobody answers in the future."""

    PAST = ("answered_on", "feedback_on")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in self.PAST:
            if name in self.fields and self.initial.get(name) is None:
                self.initial[name] = timezone.localdate()
        for name in ("answer", "feedback"):
            if name in self.fields:
                self.fields[name].widget.attrs["rows"] = 5

    def clean(self):
        cleaned = super().clean()
        for name in self.PAST:
            if cleaned.get(name) and cleaned[name] > timezone.localdate():
                self.add_error(name, _("Tanggal ini tidak boleh setelah hari ini."))
        return cleaned


class ReferralFilter(forms.Form):
    """What the list of referrals may be narrowed by; it lives in the address."""

    mitra = forms.ModelChoiceField(
        Institution.objects.all(), label=_("Mitra"), required=False, empty_label=_("Semua")
    )
    layanan = forms.ChoiceField(
        label=_("Layanan"), required=False, choices=[("", _("Semua")), *ServiceKind.choices]
    )
    risiko = forms.ChoiceField(
        label=_("Risiko"), required=False, choices=[("", _("Semua")), *Risk.choices]
    )
    tampil = forms.CharField(required=False, widget=forms.HiddenInput)

    #: The column each of them looks at.
    COLUMNS = {"mitra": "institution", "layanan": "service", "risiko": "case__risk_level"}

    @cached_property
    def chosen(self) -> dict:
        """What was chosen, by field; what is not on offer is left out."""
        self.is_valid()
        given = {name: self.cleaned_data.get(name) for name in self.COLUMNS}
        return {name: value for name, value in given.items() if value}

    def narrow(self, referrals):
        """Only the referrals that were asked for."""
        return referrals.filter(**{self.COLUMNS[name]: what for name, what in self.chosen.items()})

    def chips(self, query) -> list[dict]:
        """Each filter that is on, with the way to take it off."""
        return [
            {
                "label": f"{self.fields[name].label}: {self._words(name)}",
                "url": _without(query, name),
            }
            for name in self.chosen
        ]

    def _words(self, name: str) -> str:
        chosen = self.chosen[name]
        if isinstance(chosen, str):
            return str(dict(self.fields[name].choices)[chosen])
        return str(chosen)


def _without(query, *names: str) -> str:
    kept = query.copy()
    for name in (*names, *CURSORS):
        kept.pop(name, None)
    return f"?{kept.urlencode()}"
