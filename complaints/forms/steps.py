"""What the steps of complaint intake ask beyond the SOP's table."""

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from cases.choices import Risk
from complaints import queries, risk
from complaints.choices import ComplaintState
from complaints.models import Complaint
from upksai.directory.models import Institution
from upksai.privacy.masking import names_shown_if
from upksai.workflow.forms import StepForm

from .places import subdistrict_choices


class ScreenForm(StepForm):
    """Case type, risk and authority, with a list of signs that suggests a risk."""

    signs = forms.MultipleChoiceField(
        label=_("Tanda yang terlihat atau diceritakan"),
        help_text=_(
            "Bantuan menilai risiko: satu tanda risiko tinggi sudah cukup. "
            "Daftar ini hanya menyarankan; Anda yang memutuskan."
        ),
        choices=[(sign.code, sign) for sign in risk.SIGNS],
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    field_order = [
        "problem",
        "ppks_category",
        "signs",
        "risk_level",
        "risk_reason",
        "in_authority",
        "child_name",
        "child_sex",
        "child_birth_date",
        "subdistrict",
        "note",
    ]

    def __init__(self, *args, **kwargs):
        shown = kwargs["instance"].identity
        with names_shown_if(shown.is_shown if shown else None):
            super().__init__(*args, **kwargs)
        if shown and not shown.is_shown():
            for name in Complaint.Privacy.names & self.fields.keys():
                del self.fields[name]
        self.fields["risk_reason"].widget.attrs["rows"] = 3
        self.fields["subdistrict"].choices = subdistrict_choices()
        for name in ("risk_level", "in_authority"):
            field = self.fields[name]
            field.widget = forms.RadioSelect(choices=[c for c in field.choices if c[0]])
            field.widget.is_required = True

    def clean(self):
        """What was ticked is kept in the history, together with what it suggested."""
        told = super().clean()
        signs = told.pop("signs", [])
        if suggested := risk.suggestion(signs):
            kept = _t("Tanda: %(signs)s. Saran: %(risk)s.") % {
                "signs": risk.in_words(signs),
                "risk": Risk(suggested).label,
            }
            told["note"] = "\n".join(filter(None, [told.get("note", ""), kept]))
        return told


#: Words people write where they don't know a name.
NO_NAMES = {"anak", "adik", "kakak", "bayi", "balita", "perempuan", "laki-laki", "tidak", "tahu"}


def refuse_name(text: str, complaint: Complaint) -> None:
    """The tracking page may be read by others: a message never names the child."""
    said, named = _words(text), _words(complaint.child_name) - NO_NAMES
    long = {word for word in named if len(word) >= 4}
    is_named = any(word.startswith(name) for word in said for name in long)
    if is_named or (not long and named and named <= said):
        raise ValidationError(
            _("Jangan sebut nama anak: halaman pelacakan bisa terbaca orang lain.")
        )


def _words(text: str) -> set[str]:
    return {word.casefold().strip(".,?!:;()\"'“”‘’") for word in text.split()}


class AskForm(StepForm):
    """A question for the reporter."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["note"].label = _("Pertanyaan untuk pelapor")
        self.fields["note"].validators.append(MaxLengthValidator(2000))
        self.fields["note"].error_messages["required"] = _("Tulis pertanyaan untuk pelapor.")

    def clean_note(self):
        refuse_name(self.cleaned_data["note"], self.instance)
        return self.cleaned_data["note"]


class _WorkerChoice(forms.ModelChoiceField):
    def label_from_instance(self, worker) -> str:
        return _t("%(name)s (%(n)d kasus berjalan)") % {"name": worker, "n": worker.caseload}


class AcceptForm(StepForm):
    """Who will carry the case."""

    worker = _WorkerChoice(
        label=_("Pekerja sosial"),
        queryset=None,
        widget=forms.RadioSelect,
        empty_label=None,
        error_messages={"required": _("Pilih pekerja sosial yang memegang kasus ini.")},
    )
    field_order = ["worker", "note"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["worker"].queryset = queries.workers_with_caseload(self.instance)


class ReferForm(StepForm):
    """Where the child is referred to: partners that work with us."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["referred_to"].queryset = Institution.objects.filter(is_active=True)


class MergeForm(StepForm):
    """Which earlier complaint is about the same: by its number."""

    duplicate_of = forms.CharField(
        label=_("Nomor pengaduan yang sama"),
        max_length=20,
        error_messages={"required": _("Tulis nomor pengaduan yang sama.")},
    )
    field_order = ["duplicate_of", "note"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        numbers = ", ".join(queries.numbers_alike(self.instance, self.instance.reader))
        self.fields["duplicate_of"].help_text = (
            _t("Seperti P-2026-061. Yang mirip: %(numbers)s.") % {"numbers": numbers}
            if numbers
            else _("Seperti P-2026-061.")
        )

    def clean_duplicate_of(self):
        number = self.cleaned_data["duplicate_of"].strip().upper()
        found = queries.complaint_numbered(number, self.instance.reader)
        if found is None:
            raise ValidationError(_("Tidak ada pengaduan bernomor ini. Periksa nomornya."))
        if found.pk == self.instance.pk:
            raise ValidationError(_("Tulis nomor pengaduan lain, bukan pengaduan ini sendiri."))
        if found.state == ComplaintState.DUPLICATE:
            raise ValidationError(
                _("Pengaduan itu sendiri sudah digabung. Tulis nomor %(number)s.")
                % {"number": found.duplicate_of.number}
            )
        return found


STEP_FORMS: dict[str, type[StepForm]] = {
    "screen": ScreenForm,
    "ask": AskForm,
    "accept": AcceptForm,
    "refer": ReferForm,
    "merge": MergeForm,
}
