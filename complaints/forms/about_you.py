"""The page of the public report on which people say as much of themselves as they want."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from complaints.choices import Channel, Relation, ReporterMode
from upksai.directory.identity_numbers import clean_phone

from .report_page import ReportPage

RELATIONS = [(value, label) for value, label in Relation.choices if value != Relation.STAFF]


class AboutYouPage(ReportPage):
    number = 4
    heading = _("Tentang Anda")
    lead = _(
        "Anda boleh tidak menyebut nama. Nama dan nomor disimpan terkunci: dibuka hanya bila perlu "
        "oleh petugas pengaduan atau Ketua UPKSAI, dengan persetujuan orang kedua, dan tidak "
        "diberitahukan kepada keluarga anak."
    )

    reporter_mode = forms.ChoiceField(
        label=_("Bagaimana Anda ingin melapor?"),
        choices=ReporterMode,
        widget=forms.RadioSelect,
        error_messages={"required": _("Pilih cara Anda melapor.")},
    )
    name = forms.CharField(
        label=_("Nama Anda"),
        help_text=_("Tidak perlu, dan tidak disimpan, bila Anda memilih anonim."),
        max_length=150,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    phone = forms.CharField(
        label=_("Nomor telepon atau WhatsApp"),
        help_text=_("Perlu hanya bila Anda boleh dihubungi."),
        max_length=30,
        required=False,
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "off"}),
    )
    safe_contact = forms.CharField(
        label=_("Kapan dan bagaimana aman dihubungi?"),
        help_text=_("Contoh: sore, lewat pesan saja, jangan menelepon."),
        max_length=150,
        required=False,
    )
    relation = forms.ChoiceField(
        label=_("Hubungan Anda dengan anak"),
        choices=[("", _("Tidak ingin menyebut")), *RELATIONS],
        required=False,
    )

    def to_keep(self) -> dict[str, str]:
        """An anonymous reporter leaves no name and no number, not even until sending."""
        kept = super().to_keep()
        if kept["reporter_mode"] == ReporterMode.ANONYMOUS:
            kept |= {"name": "", "phone": "", "safe_contact": ""}
        return kept

    @property
    def rows(self):
        if self.cleaned_data.get("reporter_mode") != ReporterMode.ANONYMOUS:
            return super().rows
        asked = {self["reporter_mode"].label, self["relation"].label}
        return [row for row in super().rows if row["label"] in asked]

    def clean(self):
        told = super().clean()
        mode = told.get("reporter_mode")
        if mode == ReporterMode.ANONYMOUS:
            told.update(name="", phone="", safe_contact="")
            return told
        if mode == ReporterMode.SECRET and not told.get("name"):
            self.add_error("name", _("Tulis nama Anda, atau pilih anonim."))
        if mode == ReporterMode.REACHABLE and not told.get("phone"):
            self.add_error("phone", _("Tulis nomor telepon Anda, atau pilih cara lain."))
        try:
            told["phone"] = clean_phone(told.get("phone", ""))
        except ValidationError as wrong:
            self.add_error("phone", wrong)
        return told

    def facts(self) -> dict[str, Any]:
        return {"reporter_mode": self.cleaned_data["reporter_mode"], "channel": Channel.WEB}

    def reporter(self) -> dict[str, str]:
        return {n: self.cleaned_data[n] for n in ("name", "phone", "safe_contact", "relation")}
