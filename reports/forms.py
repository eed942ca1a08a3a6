"""What people type about information requests and releases. Forms validate; services write."""

from datetime import time
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from upksai.directory.identity_numbers import clean_phone
from upksai.workflow.forms import CalmForm, RecordForm, StepForm

from .choices import Delivery, ReleasePurpose
from .disclosure.categories import DIMENSIONS
from .disclosure.release import SEMESTER
from .models import InfoRequest, Requester, StatPlan, StatRelease
from .periods import finished

REQUESTER = ("kind", "name", "address", "occupation", "phone", "email")


class InformationForm(RecordForm):
    """F-22: who asks, for what information, and what it is for."""

    field_order = [*REQUESTER, "details", "purpose", "delivery"]

    class Meta:
        model = InfoRequest
        fields = ["details", "purpose", "delivery"]
        widgets = {
            "details": forms.Textarea(attrs={"rows": 5}),
            "purpose": forms.Textarea(attrs={"rows": 3}),
            "delivery": forms.RadioSelect,
        }
        help_texts = {
            "details": _("Contoh: jumlah anak telantar yang ditangani per kecamatan tahun 2025."),
            "purpose": _("Contoh: penelitian skripsi, liputan, atau perencanaan kegiatan."),
        }
        error_messages = {
            "details": {"required": _("Tulis informasi yang Anda minta.")},
            "purpose": {"required": _("Tulis tujuan penggunaan informasi.")},
            "delivery": {"required": _("Pilih cara memperoleh jawaban.")},
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields |= forms.fields_for_model(Requester, REQUESTER, widgets=_WIDGETS)
        self.fields["kind"].label = _("Siapa yang meminta?")
        self.fields["kind"].error_messages["required"] = _("Pilih siapa yang meminta.")
        self.fields["kind"].choices = list(self.fields["kind"].choices)[1:]
        self.fields["delivery"].choices = Delivery.choices
        self.fields["name"].help_text = _("Nama orang, kelompok, atau lembaga yang meminta.")
        self.fields["email"].help_text = _("Perlu hanya bila jawaban dikirim lewat e-mail.")
        self.order_fields([*self.field_order, "received_on", "form_key"])
        self.lay_out()

    def clean_phone(self):
        return clean_phone(self.cleaned_data["phone"]) if self.cleaned_data["phone"] else ""

    def clean(self):
        told = super().clean()
        if told.get("delivery") == Delivery.EMAIL and not told.get("email"):
            self.add_error("email", _("Tulis alamat e-mail, atau pilih cara lain."))
        return told

    @property
    def rows(self) -> list[dict[str, Any]]:
        """Question and answer, to be checked before sending."""
        return [
            {"label": field.label, "value": self._shown(field)} for field in self.visible_fields()
        ]

    def _shown(self, field):
        value = self.cleaned_data.get(field.name, "")
        return dict(getattr(field.field, "choices", [])).get(value, value)


_WIDGETS: dict[str, forms.Widget | type[forms.Widget]] = {
    "kind": forms.RadioSelect,
    "name": forms.TextInput(attrs={"autocomplete": "name"}),
    "address": forms.Textarea(attrs={"rows": 2, "autocomplete": "street-address"}),
    "phone": forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"}),
    "email": forms.EmailInput(attrs={"autocomplete": "email"}),
}


class SpokenInformationForm(InformationForm):
    """A request made at the counter or on the telephone, written down by the officer."""

    received_on = forms.DateField(
        label=_("Tanggal diterima"),
        help_text=_("Waktu menjawab dihitung sejak hari ini, bukan sejak dicatat."),
        initial=timezone.localdate,
    )

    def clean_received_on(self):
        day = self.cleaned_data["received_on"]
        if day > timezone.localdate():
            raise forms.ValidationError(_("Tanggal diterima tidak boleh setelah hari ini."))
        return day

    def clean(self):
        told = super().clean()
        if day := told.pop("received_on", None):
            noon = timezone.make_aware(timezone.datetime.combine(day, time(12)))
            told["received_at"] = min(noon, timezone.now())
        return told


class CodeForm(CalmForm, forms.Form):
    """The receipt code with which a requester finds the answer."""

    code = forms.CharField(
        label=_("Kode tanda terima"),
        help_text=_("21 huruf dan angka. Spasi dan huruf kecil tidak masalah."),
        widget=forms.TextInput(
            attrs={"maxlength": 400, "autocomplete": "off", "autocapitalize": "characters"}
        ),
        error_messages={"required": _("Tulis kode tanda terima Anda.")},
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.lay_out()


class ObjectionForm(CalmForm, forms.Form):
    """F-25: why the requester does not accept the answer."""

    code = forms.CharField(max_length=400, widget=forms.HiddenInput)
    version = forms.IntegerField(widget=forms.HiddenInput)
    text = forms.CharField(
        label=_("Mengapa Anda keberatan?"),
        help_text=_("Misalnya: jawaban tidak sesuai, atau alasan penolakan tidak tepat."),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": _("Tulis alasan keberatan Anda.")},
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.lay_out()


class InformationStepForm(StepForm):
    """A step of the information SOP, with a reminder of what an answer may not give away."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "answer" in self.fields:
            self.fields["answer"].widget.attrs["rows"] = 10
            self.fields["answer"].help_text = _(
                "Inilah yang dibaca pemohon. Jangan tulis nama, alamat, atau ciri anak, keluarga, "
                "pelapor, dan saksi. Angka kasus hanya dari rilis yang sudah terbit; yang belum "
                "ada diusulkan dahulu di Statistik terbit."
            )


TOPICS = [*((name, kind.label) for name, kind in DIMENSIONS.items()), (SEMESTER, _("Semester"))]


class PlanForm(CalmForm, forms.Form):
    """What a table should tell apart, and about which period."""

    first = forms.ChoiceField(label=_("Kasus menurut"), choices=TOPICS, widget=forms.RadioSelect)
    second = forms.ChoiceField(
        label=_("Dan menurut"),
        choices=[("", _("Tidak dirinci lagi")), *TOPICS],
        required=False,
        help_text=_("Tabel silang lebih sering digabung, karena jumlah tiap selnya kecil."),
    )
    period = forms.ChoiceField(
        label=_("Periode"),
        help_text=_("Hanya periode yang sudah selesai."),
    )

    def __init__(self, *args, today, **kwargs):
        super().__init__(*args, **kwargs)
        self.periods = {period.slug: period for period in finished(today)}
        self.fields["period"].choices = [(p.slug, p.label) for p in self.periods.values()]
        self.lay_out()

    def clean(self):
        told = super().clean()
        if told.get("second") and told["second"] == told.get("first"):
            self.add_error("second", _("Pilih rincian yang lain, atau “Tidak dirinci lagi”."))
        return told

    @property
    def asked(self) -> dict[str, Any]:
        """The request in the planner's words."""
        told = self.cleaned_data
        return {
            "dimensions": [name for name in (told["first"], told["second"]) if name],
            "period": self.periods[told["period"]],
        }


class ProposalForm(RecordForm):
    """Which of the safe tables to propose, and for whom it is made."""

    option = forms.TypedChoiceField(
        label=_("Tabel yang diusulkan"), coerce=int, widget=forms.RadioSelect
    )

    class Meta:
        model = StatRelease
        fields = ["purpose"]

    def __init__(self, *args, plan: StatPlan, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["option"].choices = [
            (number, _("Tabel utama") if number == 0 else _("Pilihan %d") % number)
            for number in range(len(plan.options))
        ]
        self.fields["option"].initial = 0
        if plan.corrects_id:
            self.initial["purpose"] = ReleasePurpose.CORRECTION
        self.order_fields(["option", "purpose", "form_key"])
        self.lay_out()
