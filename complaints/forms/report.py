"""The public report, one topic a page, in words for anyone."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.choices import Problem, Sex
from upksai.directory.models import District, Subdistrict

from .about_you import AboutYouPage
from .places import OUTSIDE, UNKNOWN, district_choices, subdistrict_choices
from .report_page import ReportPage, area

CONCERNS = [
    (Problem.NEGLECT, _("Anak telantar, tidak dirawat, atau sering ditinggal sendiri")),
    (Problem.VIOLENCE, _("Anak dipukul, disiksa, atau diancam")),
    (Problem.SEXUAL_VIOLENCE, _("Kekerasan atau pelecehan seksual")),
    (Problem.STREET, _("Anak hidup atau bekerja di jalan")),
    (Problem.TRAFFICKING, _("Anak dimanfaatkan, dijual, atau dipaksa bekerja")),
    (Problem.OUT_OF_SCHOOL, _("Anak tidak bersekolah")),
    (Problem.DISABILITY, _("Anak dengan disabilitas yang perlu bantuan")),
    (Problem.BULLYING, _("Perundungan")),
    (Problem.OTHER, _("Hal lain, atau saya tidak yakin")),
]
YES_NO = [("ya", _("Ya")), ("tidak", _("Tidak")), ("?", _("Saya tidak tahu"))]


class HappeningPage(ReportPage):
    number = 1
    heading = _("Apa yang terjadi?")
    lead = _("Tulis yang Anda lihat atau dengar. Tidak perlu bukti, dan tidak harus lengkap.")

    problem = forms.ChoiceField(
        label=_("Apa yang paling Anda khawatirkan?"),
        choices=CONCERNS,
        widget=forms.RadioSelect,
        error_messages={"required": _("Pilih yang paling mendekati kekhawatiran Anda.")},
    )
    account = forms.CharField(
        label=_("Ceritakan singkat"),
        help_text=_(
            "Siapa melakukan apa, di mana, seberapa sering. Boleh dengan bahasa sehari-hari."
        ),
        max_length=8000,
        widget=area(6),
        error_messages={"required": _("Tulis apa yang Anda lihat atau dengar.")},
    )
    happened = forms.CharField(
        label=_("Kapan terjadi?"),
        help_text=_("Contoh: kemarin malam, atau sejak dua bulan lalu."),
        max_length=150,
        required=False,
    )
    is_emergency = forms.ChoiceField(
        label=_("Apakah anak dalam bahaya sekarang?"),
        help_text=_("Bila ya, telepon juga 112. Formulir ini tidak dibaca pada saat itu juga."),
        choices=YES_NO,
        widget=forms.RadioSelect,
        error_messages={"required": _("Pilih apakah anak dalam bahaya sekarang.")},
    )

    def facts(self) -> dict[str, Any]:
        told = self.cleaned_data
        kept = {name: told[name] for name in ("problem", "account", "happened")}
        return kept | {"is_emergency": told["is_emergency"] == "ya"}


class PlacePage(ReportPage):
    number = 2
    heading = _("Di mana anak itu berada?")
    lead = _("Lokasi membantu petugas menemukan anak. Perkiraan pun cukup.")

    district = forms.ChoiceField(
        label=_("Kecamatan"),
        error_messages={"required": _("Pilih kecamatan, atau “Saya tidak tahu”.")},
    )
    subdistrict = forms.ChoiceField(
        label=_("Kelurahan"),
        help_text=_("Dikelompokkan menurut kecamatan."),
        required=False,
        widget=forms.Select(attrs={"data-groups-of": "id_district"}),
    )
    outside_city = forms.CharField(
        label=_("Kabupaten atau kota lain"),
        help_text=_("Isi hanya bila anak berada di luar Kota Semarang."),
        max_length=80,
        required=False,
    )
    place = forms.CharField(
        label=_("Patokan atau alamat"),
        help_text=_(
            "Contoh: gang di samping pasar, rumah cat hijau. "
            "Jangan tulis nama lengkap anak di sini."
        ),
        max_length=240,
        widget=area(3),
        error_messages={"required": _("Tulis patokan atau alamat, walau hanya perkiraan.")},
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["district"].choices = district_choices()
        self.fields["subdistrict"].choices = subdistrict_choices()

    @property
    def rows(self):
        """Another city is asked about only outside Semarang."""
        is_outside = self.cleaned_data.get("district") == OUTSIDE
        needless = self["subdistrict" if is_outside else "outside_city"].label
        return [row for row in super().rows if row["label"] != needless]

    def clean(self):
        told = super().clean()
        chosen, code = told.get("district"), told.get("subdistrict")
        if chosen == OUTSIDE and not told.get("outside_city"):
            self.add_error("outside_city", _("Tulis kabupaten atau kota tempat anak berada."))
        if code and chosen not in {None, UNKNOWN, OUTSIDE} and not code.startswith(chosen):
            self.add_error(
                "subdistrict", _("Kelurahan ini ada di kecamatan lain. Periksa kedua pilihan.")
            )
        return told

    def facts(self) -> dict[str, Any]:
        told = self.cleaned_data
        is_outside = told["district"] == OUTSIDE
        code = told["subdistrict"]
        return {
            "district": District.objects.filter(pk=told["district"]).first(),
            "subdistrict": None if is_outside else Subdistrict.objects.filter(pk=code).first(),
            "outside_city": told["outside_city"] if is_outside else "",
            "place": told["place"],
        }


class ChildPage(ReportPage):
    number = 3
    heading = _("Siapa anak itu?")
    lead = _("Isi yang Anda tahu saja. Hanya petugas UPKSAI yang membaca jawaban ini.")

    child_name = forms.CharField(
        label=_("Nama anak"),
        help_text=_("Nama panggilan pun boleh."),
        max_length=150,
        required=False,
    )
    child_sex = forms.ChoiceField(
        label=_("Jenis kelamin"),
        choices=[(Sex.MALE, _("Laki-laki")), (Sex.FEMALE, _("Perempuan")), ("?", _("Tidak tahu"))],
        widget=forms.RadioSelect,
        required=False,
    )
    child_age = forms.IntegerField(
        label=_("Perkiraan umur (tahun)"),
        help_text=_("Tulis 0 untuk bayi."),
        min_value=0,
        max_value=20,
        required=False,
        error_messages={
            "invalid": _("Tulis umur dengan angka, misalnya 7."),
            "max_value": _("Tulis umur anak antara 0 dan 20 tahun."),
            "min_value": _("Tulis umur anak antara 0 dan 20 tahun."),
        },
    )
    children_count = forms.IntegerField(
        label=_("Berapa anak yang perlu dibantu?"),
        min_value=1,
        max_value=50,
        initial=1,
        error_messages={
            "required": _("Tulis jumlah anak, misalnya 1."),
            "invalid": _("Tulis jumlah anak dengan angka, misalnya 1."),
            "min_value": _("Jumlah anak paling sedikit 1."),
            "max_value": _("Jumlah anak paling banyak 50. Jelaskan selebihnya dalam cerita."),
        },
    )
    child_condition = forms.CharField(
        label=_("Keadaan anak sekarang"),
        help_text=_("Misalnya: terluka, sakit, takut, lapar, atau memakai kursi roda."),
        max_length=2000,
        required=False,
        widget=area(3),
    )

    def facts(self) -> dict[str, Any]:
        return self.cleaned_data | {"child_sex": self.cleaned_data["child_sex"] or Sex.UNKNOWN}


PAGES: tuple[type[ReportPage], ...] = (HappeningPage, PlacePage, ChildPage, AboutYouPage)


class Report:
    """Everything answered so far, page by page."""

    def __init__(self, answers: dict[str, dict[str, str]]):
        self.pages = [page(answers.get(str(page.number), {})) for page in PAGES]

    @property
    def missing(self) -> list[ReportPage]:
        """Pages that still have to be filled in."""
        return [page for page in self.pages if not page.is_valid()]

    def facts(self) -> dict[str, Any]:
        """What the complaint says, once nothing is missing."""
        told: dict[str, Any] = {}
        for page in self.pages:
            told |= page.facts()
        return told | {"reporter": self.pages[-1].reporter()}
