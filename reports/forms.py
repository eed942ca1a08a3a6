"""What people type about information requests. Forms validate; services write."""

from datetime import time
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from upksai.directory.identity_numbers import clean_phone
from upksai.workflow.forms import CalmForm, RecordForm, StepForm

from .choices import Delivery
from .models import InfoRequest, Requester

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
            attrs={"maxlength": 60, "autocomplete": "off", "autocapitalize": "characters"}
        ),
        error_messages={"required": _("Tulis kode tanda terima Anda.")},
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.lay_out()


class ObjectionForm(CalmForm, forms.Form):
    """F-25: why the requester does not accept the answer."""

    code = forms.CharField(max_length=60, widget=forms.HiddenInput)
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
                "pelapor, dan saksi. Jumlah di bawah 5 ditulis “<5”."
            )
