"""The form about a child. Doubts are told and confirmed; they never block."""

from itertools import groupby

from django import forms
from django.forms.models import ModelChoiceIterator
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.choices import DocumentStatus, Sex
from cases.models import Child
from upksai.directory.identity_numbers import clean_family_card, clean_phone, parse_nik
from upksai.directory.models import Subdistrict
from upksai.ui.dates import long_date

from .paper import CarefulEditForm, PaperForm

IDENTITY = (
    "full_name",
    "nickname",
    "sex",
    "birth_date",
    "is_birth_date_estimated",
    "is_unborn",
    "birth_place",
)
PAPERS = ("nik_status", "nik", "family_card_number", "birth_certificate")
HOME = ("address", "subdistrict", "outside_city", "phone", "lives_with", "parents_alive")
LIFE = ("schooling", "school", "disability", "health", "welfare_decile")
ADULT = 18
#: Without any of these it may be a slip, or a foundling: it is asked.
TELLING = ("full_name", "nickname", "birth_date", "nik", "is_unborn")


class _ByDistrict(ModelChoiceIterator):
    """Kelurahan under their kecamatan: two names stand twice in the city."""

    def __iter__(self):
        yield ("", self.field.empty_label)
        ordered = self.queryset.select_related("district").order_by("district__name", "name")
        for district, group in groupby(ordered, key=lambda place: place.district.name):
            yield (district, [(place.pk, place.name) for place in group])


class SubdistrictField(forms.ModelChoiceField):
    """A kelurahan, in groups."""

    iterator = _ByDistrict


class ChildFacts:
    """What is checked about a child, whether added or changed."""

    past = ()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["subdistrict"] = SubdistrictField(
            Subdistrict.objects.all(), label=_("Kelurahan"), required=False, empty_label=_("Pilih")
        )
        for name in ("nik", "family_card_number"):  # people leave spaces between the digits
            self.fields[name] = forms.CharField(
                label=self.fields[name].label,
                required=False,
                max_length=30,
                widget=forms.TextInput(attrs={"inputmode": "numeric"}),
            )
        self.fields["keep_anyway"].widget = forms.HiddenInput()

    def groups(self):
        """The fields under their headings."""
        headed = [
            (_("Identitas"), IDENTITY),
            (_("Dokumen kependudukan"), PAPERS),
            (_("Tempat tinggal dan keluarga"), HOME),
            (_("Sekolah dan kesehatan"), LIFE),
        ]
        return [(heading, [self[name] for name in names]) for heading, names in headed]

    def clean_nik(self):
        text = self.cleaned_data["nik"].strip()
        self.read_nik = parse_nik(text, today=timezone.localdate()) if text else None
        return self.read_nik.digits if self.read_nik else ""

    def clean_family_card_number(self):
        return clean_family_card(self.cleaned_data["family_card_number"])

    def clean_phone(self):
        return clean_phone(self.cleaned_data["phone"])

    def clean(self):
        cleaned = super().clean()
        born, today = self.cleaned_data.get("birth_date"), timezone.localdate()
        if born and born > today and not self.cleaned_data.get("is_unborn"):
            self.add_error("birth_date", _("Tanggal lahir tidak boleh setelah hari ini."))
        if (
            self.cleaned_data.get("nik")
            and self.cleaned_data.get("nik_status") != DocumentStatus.YES
        ):
            self.cleaned_data["nik_status"] = DocumentStatus.YES
        doubts = list(self._doubts(born, today))
        if doubts and not self.cleaned_data.get("keep_anyway"):
            self.fields["keep_anyway"].widget = forms.CheckboxInput()
            for doubt in doubts:
                self.add_error("keep_anyway", doubt)
        self.cleaned_data.pop("keep_anyway", None)
        return cleaned

    def _doubts(self, born, today):
        nik = getattr(self, "read_nik", None)
        sex = self.cleaned_data.get("sex")
        if not any(self.cleaned_data.get(name) for name in TELLING):
            yield _("Nama, tanggal lahir, dan NIK anak ini belum diisi.")
        if nik and sex in {Sex.MALE, Sex.FEMALE} and sex != nik.sex:
            yield _("Menurut NIK anak ini %(sex)s.") % {"sex": Sex(nik.sex).label.lower()}
        if nik and born and born != nik.birth_date:
            yield _("Menurut NIK tanggal lahirnya %(day)s.") % {"day": long_date(nik.birth_date)}
        if born and born <= today.replace(year=today.year - ADULT, day=min(today.day, 28)):
            yield _("Menurut tanggal lahir, umurnya sudah 18 tahun atau lebih.")


class ChildForm(ChildFacts, PaperForm):
    """Adds a child to the case."""

    keep_anyway = forms.BooleanField(
        label=gettext_lazy("Sudah diperiksa, tetap simpan"), required=False
    )

    class Meta:
        model = Child
        fields = [*IDENTITY, *PAPERS, *HOME, *LIFE]


class ChildEditForm(ChildFacts, CarefulEditForm):
    """Changes what is known about a child."""

    keep_anyway = forms.BooleanField(
        label=gettext_lazy("Sudah diperiksa, tetap simpan"), required=False
    )

    class Meta(ChildForm.Meta):
        pass
