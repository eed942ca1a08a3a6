"""Visits and evaluations, made to be filled in on a phone at somebody's door."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.uploads import ACCEPT, clean_upload
from monitoring.choices import MetPerson, Way
from monitoring.models import Evaluation, Visit
from upksai.workflow.forms import RecordForm


def without_blank(form, *names):
    """Radios need no empty choice: that none is chosen can be seen."""
    for name in names:
        field = form.fields[name]
        field.choices = [choice for choice in field.choices if choice[0] not in ("", None)]


def not_after_today(day, sentence):
    """Nobody has yet done what lies in the future."""
    if day and day > timezone.localdate():
        raise ValidationError(sentence)
    return day


class VisitForm(RecordForm):
    """A visit that was made."""

    met = forms.MultipleChoiceField(
        label=_("Siapa yang ditemui?"),
        choices=MetPerson.choices,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Pilih siapa yang ditemui.")},
    )
    met_other = forms.CharField(label=_("Bila orang lain, siapa?"), max_length=80, required=False)
    photo = forms.FileField(
        label=_("Foto atau dokumen"),
        required=False,
        help_text=_(
            "JPG, PNG, PDF, atau DOCX, paling besar 10 MB. "
            "Keterangan lokasi dibuang dari salinan yang dibaca."
        ),
        widget=forms.FileInput(attrs={"accept": ACCEPT, "capture": "environment"}),
    )

    class Meta:
        model = Visit
        fields = [
            "visited_on",
            "way",
            "met",
            "safety",
            "observations",
            "school_and_health",
            "advice",
            "follow_up",
            "hours",
        ]
        widgets = {
            "way": forms.RadioSelect,
            "safety": forms.RadioSelect,
            "advice": forms.RadioSelect,
            "observations": forms.Textarea(attrs={"rows": 6}),
            "school_and_health": forms.Textarea(attrs={"rows": 3}),
            "follow_up": forms.Textarea(attrs={"rows": 3}),
            "hours": forms.NumberInput(attrs={"step": "0.5", "min": "0", "inputmode": "decimal"}),
        }
        labels = {
            "visited_on": _("Tanggal kunjungan"),
            "way": _("Cara"),
            "safety": _("Keamanan anak"),
            "observations": _("Hasil pengamatan"),
            "school_and_health": _("Sekolah dan kesehatan"),
            "advice": _("Saran Anda"),
            "follow_up": _("Tindak lanjut"),
            "hours": _("Lama kunjungan (jam)"),
        }
        help_texts = {
            "observations": _(
                "Tulis yang Anda lihat dan dengar. Pakai nama samaran, bukan nama asli."
            ),
        }

    field_order = [
        "visited_on",
        "way",
        "met",
        "met_other",
        "safety",
        "observations",
        "school_and_health",
        "advice",
        "follow_up",
        "hours",
        "photo",
    ]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("visited_on", "way", "safety", "observations", "advice"):
            self.fields[name].required = True
        self.fields["visited_on"].initial = timezone.localdate
        self.fields["way"].initial = Way.HOME
        without_blank(self, "way", "safety", "advice")

    def clean_visited_on(self):
        sentence = _("Tanggal kunjungan tidak boleh setelah hari ini.")
        return not_after_today(self.cleaned_data["visited_on"], sentence)

    def clean_photo(self):
        photo = self.cleaned_data["photo"]
        return clean_upload(photo) if photo else None

    def clean(self):
        cleaned = super().clean()
        other = cleaned.pop("met_other", "")
        if MetPerson.OTHER in cleaned.get("met", ()) and not other:
            self.add_error("met_other", _("Tulis siapa orang lain yang ditemui."))
        named = [value for value in cleaned.get("met", ()) if value != MetPerson.OTHER]
        people = [str(MetPerson(value).label) for value in named]
        cleaned["met"] = ", ".join([*people, other] if other else people)
        return cleaned


class ScheduleForm(RecordForm):
    """When the next visit is to be made, and what to look at."""

    class Meta:
        model = Visit
        fields = ["planned_at", "purpose"]
        labels = {"planned_at": _("Tanggal dan jam"), "purpose": _("Yang perlu dilihat")}
        help_texts = {"purpose": _("Contoh: pola makan dan imunisasi.")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["planned_at"].required = True

    def clean_planned_at(self):
        when = self.cleaned_data["planned_at"]
        if when and when < timezone.now():
            raise ValidationError(_("Waktu kunjungan tidak boleh sudah lewat."))
        return when


class EvaluationForm(RecordForm):
    """What the help has changed (F-19)."""

    class Meta:
        model = Evaluation
        fields = [
            "done_on",
            "functioning_before",
            "functioning_after",
            "what_changed",
            "what_remains",
        ]
        widgets = {
            "functioning_before": forms.RadioSelect,
            "functioning_after": forms.RadioSelect,
            "what_changed": forms.Textarea(attrs={"rows": 5}),
            "what_remains": forms.Textarea(attrs={"rows": 4}),
        }
        labels = {
            "done_on": _("Tanggal evaluasi"),
            "functioning_before": _("Keberfungsian sebelum ditangani"),
            "functioning_after": _("Keberfungsian sekarang"),
            "what_changed": _("Apa yang berubah"),
            "what_remains": _("Apa yang masih perlu"),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["done_on"].initial = timezone.localdate
        without_blank(self, "functioning_before", "functioning_after")

    def clean_done_on(self):
        sentence = _("Tanggal evaluasi tidak boleh setelah hari ini.")
        return not_after_today(self.cleaned_data["done_on"], sentence)
