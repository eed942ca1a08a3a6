"""A complaint that reaches the office by telephone, at the counter, by letter or on the street."""

from datetime import timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from cases.choices import Problem, Sex
from complaints import queries
from complaints.choices import Channel, Relation, ReporterMode
from complaints.models import Complaint
from upksai.directory.identity_numbers import Nik, clean_phone, parse_nik
from upksai.ui.dates import long_date
from upksai.workflow.forms import RecordForm

from .places import subdistrict_choices

OFFICE_CHANNELS = [(value, label) for value, label in Channel.choices if value != Channel.WEB]
TOLD = ("channel", "account", "happened", "is_emergency", "problem", "procedure_explained")
CHILD = (
    "child_name",
    "child_sex",
    "child_birth_date",
    "child_age",
    "child_nik",
    "children_count",
    "child_condition",
    "needs",
)
PLACE = ("district", "subdistrict", "place", "outside_city")
REPORTER = ("name", "phone", "relation", "safe_contact")


#: What tells whether the child is known already.
SAME = ("child_name", "child_sex", "child_birth_date", "child_nik")
MODES = [
    (ReporterMode.ANONYMOUS, _("Anonim: nama tidak dicatat")),
    (ReporterMode.SECRET, _("Rahasia: nama hanya untuk petugas pengaduan dan Ketua")),
    (ReporterMode.REACHABLE, _("Boleh dihubungi kembali")),
]


class IntakeForm(RecordForm):
    """What was told, about whom, where, and by whom."""

    received_at = forms.DateTimeField(
        label=_("Diterima"), help_text=_("Kapan pengaduan sampai kepada Anda.")
    )
    name = forms.CharField(label=_("Nama pelapor"), max_length=150, required=False)
    phone = forms.CharField(
        label=_("Nomor telepon"),
        max_length=30,
        required=False,
        widget=forms.TextInput({"type": "tel"}),
    )
    relation = forms.ChoiceField(
        label=_("Hubungan dengan anak"),
        choices=[("", _("Belum diketahui")), *Relation.choices],
        required=False,
    )
    safe_contact = forms.CharField(
        label=_("Cara dan waktu aman menghubungi"), max_length=150, required=False
    )
    #: What the officer was shown already: numbers and remarks, never names.
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    class Meta:
        model = Complaint
        fields = [*TOLD, *CHILD, *PLACE, "reporter_mode"]
        widgets = {
            "account": forms.Textarea(attrs={"rows": 6}),
            "child_condition": forms.Textarea(attrs={"rows": 3}),
            "needs": forms.Textarea(attrs={"rows": 3}),
            "child_sex": forms.RadioSelect,
            "subdistrict": forms.Select(attrs={"data-groups-of": "id_district"}),
            "reporter_mode": forms.RadioSelect,
        }
        help_texts = {
            "account": _("Dengan kata-kata pelapor. Jangan minta anak mengulang ceritanya."),
            "is_emergency": _("Pengaduan darurat harus diskrining lebih dahulu."),
            "child_birth_date": _("Bila tidak tahu, kosongkan dan isi perkiraan umur."),
            "child_nik": _("16 angka. Kosongkan bila anak tidak punya atau tidak tahu."),
            "outside_city": _("Isi hanya bila anak berada di luar Kota Semarang."),
            "problem": _("Bila sudah jelas. Kekerasan seksual memulai batas 3×24 jam."),
        }
        labels = {"reporter_mode": _("Permintaan pelapor")}
        error_messages = {
            "channel": {"required": _("Pilih saluran pengaduan.")},
            "account": {"required": _("Tulis apa yang terjadi.")},
            "reporter_mode": {"required": _("Pilih anonim, rahasia, atau boleh dihubungi.")},
            "child_birth_date": {"invalid": _("Tanggal lahir harus seperti 23 November 2026.")},
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["received_at"].initial = timezone.localtime
        self.fields["channel"].choices = [("", _("Pilih saluran")), *OFFICE_CHANNELS]
        self.fields["problem"].choices = [("", _("Belum jelas")), *Problem.choices]
        self.fields["district"].empty_label = _("Belum diketahui")
        self.fields["subdistrict"].choices = subdistrict_choices()
        self.fields["child_sex"].required = False
        self.fields["reporter_mode"].choices = MODES
        for name in SAME:
            self.fields[name].widget.attrs |= self._look_up()
        self.nik: Nik | None = None

    def _look_up(self) -> dict[str, str]:
        """Ask for what may be the same as soon as one of these is filled in."""
        return {
            "hx-post": reverse("complaints:intake_hints"),
            "hx-trigger": "change",
            "hx-target": "#hints",
            "hx-params": ",".join(["csrfmiddlewaretoken", *SAME]),
        }

    @property
    def fieldsets(self):
        """Each heading with its fields, in the order in which a conversation goes."""
        parts = (
            (_("Laporan"), ("received_at", *TOLD)),
            (_("Anak"), CHILD),
            (_("Lokasi"), PLACE),
            (_("Pelapor"), ("reporter_mode", *REPORTER)),
        )
        return [(heading, [self[name] for name in names]) for heading, names in parts]

    def clean_received_at(self):
        received_at = self.cleaned_data["received_at"]
        if received_at > timezone.now() + timedelta(minutes=5):
            raise ValidationError(_("Waktu diterima tidak boleh setelah sekarang."))
        return received_at

    def clean_child_birth_date(self):
        born = self.cleaned_data["child_birth_date"]
        if born and born > timezone.localdate():
            raise ValidationError(_("Tanggal lahir tidak boleh setelah hari ini."))
        return born

    def clean_child_nik(self):
        text = self.cleaned_data["child_nik"]
        if text:
            self.nik = parse_nik(text, today=timezone.localdate())
        return self.nik.digits if self.nik else ""

    def clean_child_sex(self):
        return self.cleaned_data["child_sex"] or Sex.UNKNOWN

    def clean_phone(self):
        return clean_phone(self.cleaned_data["phone"])

    def clean(self):
        told = super().clean()
        if told.get("reporter_mode") == ReporterMode.SECRET and not told.get("name"):
            self.add_error("name", _("Tulis nama pelapor, atau pilih anonim."))
        if told.get("reporter_mode") == ReporterMode.REACHABLE and told.get("phone") == "":
            self.add_error("phone", _("Tulis nomor telepon pelapor, atau pilih cara lain."))
        return told

    def remarks(self) -> list[str]:
        """Where the NIK and what was told do not agree. To be looked at, not to stop anybody."""
        if self.nik is None:
            return []
        told, remarks = self.cleaned_data, []
        if told.get("child_sex", Sex.UNKNOWN) not in {Sex.UNKNOWN, self.nik.sex}:
            says = Sex(self.nik.sex).label
            remarks.append(_t("NIK menunjukkan jenis kelamin %(sex)s.") % {"sex": says.lower()})
        if told.get("child_birth_date") not in {None, self.nik.birth_date}:
            day = long_date(self.nik.birth_date)
            remarks.append(_t("NIK menunjukkan tanggal lahir %(day)s.") % {"day": day})
        if not self.nik.is_from_semarang:
            remarks.append(_t("NIK ini pertama kali diterbitkan di luar Kota Semarang."))
        return remarks

    def hints(self, reader) -> queries.Hints:
        """Complaints and cases that may be about the same child."""
        told = self.cleaned_data
        return queries.hints(
            reader=reader,
            at=timezone.now(),
            name=told.get("child_name", ""),
            nik=told.get("child_nik", ""),
            birth_date=told.get("child_birth_date"),
        )

    def told(self) -> dict[str, Any]:
        """What the service is to write down."""
        facts = {name: value for name, value in self.cleaned_data.items() if name != "seen"}
        return facts | {"reporter": {name: facts.pop(name) for name in REPORTER}}


class Remarks:
    """What an officer should look at before a complaint is written down."""

    def __init__(self, form: IntakeForm, reader):
        self.hints = form.hints(reader)
        self.nik = form.remarks()

    def __bool__(self):
        return bool(self.hints or self.nik)

    @property
    def key(self) -> str:
        """Names these remarks, so that the same ones are not shown twice."""
        return " ".join([*sorted(self.hints.numbers), f"nik{len(self.nik)}"])
