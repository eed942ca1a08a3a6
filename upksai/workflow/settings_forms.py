"""Forms of the settings pages. They validate; services write."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from upksai.accounts.models import User
from upksai.accounts.roles import Role
from upksai.directory.models import DayOverride, Institution, TimeLimit, YearFigure

from .forms import EditForm

LONGEST = 365


class AddForm(EditForm):
    """A form that adds to a list. Sent twice, it finds what it has added and asks for nothing."""

    def validate_unique(self):
        if not self._meta.model._default_manager.filter(**self.cleaned_data).exists():
            super().validate_unique()


class LimitForm(EditForm):
    """How long, in what unit."""

    amount = forms.IntegerField(
        label=_("Lama"),
        min_value=1,
        max_value=LONGEST,
        error_messages={
            "required": _("Tulis lamanya dengan angka, misalnya 10."),
            "invalid": _("Tulis lamanya dengan angka, misalnya 10."),
            "min_value": _("Lamanya paling sedikit 1."),
            "max_value": _("Lamanya paling banyak 365."),
        },
    )

    class Meta:
        model = TimeLimit
        fields = ["amount", "unit"]
        widgets = {"unit": forms.RadioSelect}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["unit"].choices = TimeLimit._meta.get_field("unit").choices


class DayForm(AddForm):
    """A day off of our own, or a day on which we work although the country does not."""

    is_working = forms.TypedChoiceField(
        label=_("Hari itu"),
        choices=[
            ("libur", _("Libur, tidak dihitung")),
            ("kerja", _("Hari kerja, dihitung")),
        ],
        coerce=lambda chosen: chosen == "kerja",
        widget=forms.RadioSelect,
        error_messages={"required": _("Pilih libur atau hari kerja.")},
    )

    class Meta:
        model = DayOverride
        fields = ["day", "is_working", "reason"]
        help_texts = {"reason": _("Contoh: libur fakultatif Pemkot, atau masuk pengganti.")}
        error_messages = {
            "day": {"unique": _("Tanggal ini sudah ada di daftar. Hapus dulu, lalu tambah lagi.")}
        }

    def clean_day(self):
        """A mistyped year would be kept where the list, which begins this year, never shows it."""
        day, first = self.cleaned_data["day"], timezone.localdate().year
        if day.year < first:
            told = _("Kalender kerja mulai 1 Januari %(year)s. Periksa tahunnya.") % {"year": first}
            raise forms.ValidationError(told)
        return day


class PartnerForm(EditForm):
    """What is known of a partner that is already in the list."""

    class Meta:
        model = Institution
        fields = ["name", "kind", "services", "phone", "is_active"]
        labels = {"is_active": _("Masih bekerja sama: dapat dipilih untuk rujukan")}
        help_texts = {
            "services": _("Contoh: layanan medis, visum, pendampingan hukum."),
        }
        error_messages = {
            "name": {"unique": _("Lembaga dengan nama ini sudah ada di daftar.")},
            "kind": {"required": _("Pilih jenis lembaga.")},
        }


class NewPartnerForm(AddForm):
    """A new partner."""

    class Meta(PartnerForm.Meta):
        fields = ["name", "code", "kind", "services", "phone"]
        help_texts = PartnerForm.Meta.help_texts | {
            "code": _("Singkatan yang dipakai di daftar, misalnya DP3A. Tidak dapat diubah lagi.")
        }
        error_messages = PartnerForm.Meta.error_messages | {
            "code": {"unique": _("Kode ini sudah dipakai lembaga lain.")}
        }


class FigureForm(EditForm):
    """A year's figure, and where it comes from."""

    class Meta:
        model = YearFigure
        fields = ["amount", "source"]
        help_texts = {"source": _("Contoh: Profil Anak Kota Semarang 2021.")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["source"].required = True
        self.fields["source"].error_messages["required"] = _("Tulis asal angka ini.")


class NewFigureForm(AddForm, FigureForm):
    """The target or the number of children in need of a year that has none yet."""

    year = forms.IntegerField(
        label=_("Tahun"),
        min_value=2000,
        max_value=2100,
        error_messages={
            "required": _("Tulis tahunnya, misalnya 2027."),
            "invalid": _("Tulis tahunnya dengan angka, misalnya 2027."),
            "min_value": _("Tahun paling awal 2000."),
            "max_value": _("Tahun paling akhir 2100."),
        },
    )

    class Meta(FigureForm.Meta):
        fields = ["year", "kind", "amount", "source"]
        widgets = {"kind": forms.RadioSelect}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = YearFigure.Kind.choices

    def clean(self):
        told = super().clean()
        written = YearFigure.objects.filter(year=told.get("year"), kind=told.get("kind")).first()
        if written and (written.amount, written.source) != (told.get("amount"), told.get("source")):
            self.add_error("year", _("Angka tahun ini sudah ada. Ubah angka itu di daftar."))
        return told

    def _get_validation_exclusions(self):
        # Whether the year is still free is asked above, where a form sent twice is known.
        return super()._get_validation_exclusions() | {"year"}


class StaffForm(EditForm):
    """The name, the address and the role of somebody with an account."""

    class Meta:
        model = User
        fields = ["full_name", "email", "role"]
        labels = {"email": _("Alamat surel")}
        help_texts = {
            "email": _(
                "Boleh kosong. Ketua dan pemeriksa dikirimi kabar, tanpa isi, setelah akses "
                "darurat."
            )
        }
        error_messages = {"email": {"invalid": _("Periksa alamat surelnya: nama@contoh.id.")}}
        widgets = {"role": forms.RadioSelect}

    def __init__(self, *args, is_own: bool = False, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["role"].choices = User._meta.get_field("role").choices
        if is_own:
            self._keep_role(_("Peran sendiri tidak dapat diubah."))
        elif self.instance.role == Role.ADMIN:
            self._keep_role(_("Akun admin tetap akun admin. Tambah akun baru untuk orangnya."))

    def _keep_role(self, why):
        self.fields["role"].disabled = True
        self.fields["role"].help_text = why


class NewStaffForm(AddForm, StaffForm):
    """An account for a new member of the team."""

    class Meta(StaffForm.Meta):
        fields = ["username", "full_name", "email", "role"]
        labels = StaffForm.Meta.labels | {"username": _("Nama pengguna")}
        help_texts = StaffForm.Meta.help_texts | {
            "username": _("Dipakai untuk masuk. Huruf kecil dan angka, tanpa spasi.")
        }
        error_messages = StaffForm.Meta.error_messages | {
            "username": {
                "unique": _("Nama pengguna ini sudah dipakai."),
                "required": _("Tulis nama pengguna."),
            },
            "role": {"required": _("Pilih peran.")},
        }

    def clean_username(self):
        """Capitals are no difference when signing in, so they are none here."""
        return self.cleaned_data["username"].lower()
