"""The forms of a case file, one for each kind of paper."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.choices import GoalResult, LegalBasis, OriginalGround
from cases.models import (
    AidGiven,
    Assessment,
    CaseDocument,
    Consent,
    Goal,
    ProgressNote,
    RelatedPerson,
    ServiceGiven,
)
from cases.uploads import ACCEPT, clean_upload
from upksai.directory.identity_numbers import clean_phone
from upksai.workflow.forms import CalmForm

from .paper import CarefulEditForm, PaperForm, text_area


class AssessmentForm(PaperForm):
    past = ("done_on",)

    class Meta:
        model = Assessment
        fields = [
            "kind",
            "done_on",
            "safety",
            "basic_needs",
            "psychosocial",
            "family",
            "education",
            "strengths",
            "child_view",
            "conclusion",
            "risk_level",
            "functioning",
        ]
        widgets = {
            "kind": forms.RadioSelect,
            "risk_level": forms.RadioSelect,
            "functioning": forms.RadioSelect,
        } | dict.fromkeys(
            (
                "safety",
                "basic_needs",
                "psychosocial",
                "family",
                "education",
                "strengths",
                "child_view",
                "conclusion",
            ),
            text_area(),
        )
        help_texts = {
            "safety": gettext_lazy("Siapa menjaga anak, dan apakah ada yang mengancamnya?"),
            "child_view": gettext_lazy("Tulis dengan kata-kata anak sendiri bila mungkin."),
        }


class GoalForm(PaperForm):
    class Meta:
        model = Goal
        fields = ["need", "goal", "indicator", "service", "provider", "funding", "target_on"]
        help_texts = {"indicator": gettext_lazy("Dari apa kita tahu tujuan ini tercapai?")}


class GoalEditForm(CarefulEditForm):
    class Meta(GoalForm.Meta):
        pass


class GoalResultForm(CalmForm, forms.Form):
    result = forms.ChoiceField(
        label=gettext_lazy("Hasil"), choices=GoalResult, widget=forms.RadioSelect
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.lay_out()


class ServiceForm(PaperForm):
    past = ("given_on",)

    class Meta:
        model = ServiceGiven
        fields = ["kind", "given_on", "provider", "hours", "result"]
        widgets = {"result": text_area()}


class AidForm(PaperForm):
    past = ("given_on",)

    class Meta:
        model = AidGiven
        fields = ["kind", "description", "amount", "funding", "given_on", "received_by"]
        help_texts = {"amount": gettext_lazy("Angka saja, misalnya 250000.")}


class NoteForm(PaperForm):
    past = ("happened_on",)

    class Meta:
        model = ProgressNote
        fields = ["happened_on", "title", "text", "hours"]
        widgets = {"text": text_area(8)}
        help_texts = {"title": gettext_lazy("Tanpa nama anak atau keluarga.")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["happened_on"].initial = timezone.localdate


class _PersonFacts:
    def clean_phone(self):
        return clean_phone(self.cleaned_data["phone"])


class PersonForm(_PersonFacts, PaperForm):
    class Meta:
        model = RelatedPerson
        fields = ["name", "relation", "phone", "is_caregiver", "is_alleged_perpetrator", "note"]


class PersonEditForm(_PersonFacts, CarefulEditForm):
    class Meta(PersonForm.Meta):
        pass


class ConsentForm(PaperForm):
    past = ("given_on",)

    class Meta:
        model = Consent
        fields = [
            "basis",
            "recipient",
            "given_on",
            "given_by",
            "relation",
            "child_assents",
            "withheld",
            "explanation",
        ]
        widgets = {"basis": forms.RadioSelect}
        help_texts = {
            "given_by": gettext_lazy(
                "Bila orang tua diduga pelaku, minta orang dewasa lain yang dipercaya anak."
            ),
            "explanation": gettext_lazy("Wajib bila dasarnya bukan persetujuan."),
        }

    def clean(self):
        cleaned = super().clean()
        basis = self.cleaned_data.get("basis")
        if basis == LegalBasis.CONSENT:
            self._need("given_by", _("Tulis nama pemberi persetujuan."))
            self._need("relation", _("Pilih hubungan pemberi persetujuan dengan anak."))
        elif basis:
            self._need("explanation", _("Tulis mengapa data diproses tanpa persetujuan."))
        return cleaned

    def _need(self, name: str, sentence: str):
        if not self.cleaned_data.get(name):
            self.add_error(name, sentence)


class WithdrawalForm(CalmForm, forms.Form):
    reason = forms.CharField(
        label=gettext_lazy("Alasan penarikan"), max_length=300, widget=text_area(3)
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.lay_out()


class DocumentForm(PaperForm):
    """A paper from the computer, or a photo taken on the spot; one of the two."""

    file = forms.FileField(
        label=gettext_lazy("Berkas"),
        required=False,
        help_text=gettext_lazy("PDF, JPG, PNG, atau DOCX, paling besar 10 MB."),
        widget=forms.FileInput(attrs={"accept": ACCEPT}),
    )
    photo = forms.FileField(
        label=gettext_lazy("Atau potret dengan telepon"),
        required=False,
        help_text=gettext_lazy("Keterangan lokasi dan kamera dibuang dari salinan yang dibaca."),
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png", "capture": "environment"}),
    )

    class Meta:
        model = CaseDocument
        fields = ["kind", "title"]
        help_texts = {"title": gettext_lazy("Tanpa nama anak atau keluarga.")}

    field_order = ["kind", "title", "file", "photo"]

    def clean(self):
        cleaned = super().clean()
        given = [name for name in ("file", "photo") if self.cleaned_data.get(name)]
        if not given and not (self.errors.get("file") or self.errors.get("photo")):
            self.add_error("file", _("Pilih berkas atau potret dokumennya."))
        if len(given) > 1:  # the second would be lost without a word
            self.add_error("photo", _("Pilih salah satu: berkas atau potret."))
        elif given:
            try:
                self.cleaned_data["upload"] = clean_upload(self.cleaned_data[given[0]])
            except forms.ValidationError as refused:
                self.add_error(given[0], refused)
        for name in ("file", "photo"):
            self.cleaned_data.pop(name, None)
        return cleaned


class OriginalForm(CalmForm, forms.Form):
    """Why an original is opened, with all that it tells about place and device."""

    ground = forms.ChoiceField(
        label=gettext_lazy("Untuk apa?"),
        choices=OriginalGround.choices,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Pilih untuk apa berkas asli dibuka.")},
    )
    reason = forms.CharField(
        label=gettext_lazy("Alasan"),
        min_length=15,
        max_length=500,
        widget=text_area(3),
        help_text=gettext_lazy("Dibaca saat pemeriksaan. Tanpa nama anak atau keluarga."),
        error_messages={"min_length": gettext_lazy("Tulis alasan sedikitnya 15 huruf.")},
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.lay_out()
