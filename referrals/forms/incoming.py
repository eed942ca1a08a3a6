"""A child whom a partner sends to us."""

from django import forms
from django.utils.translation import gettext_lazy as _

from referrals.models import IncomingReferral
from upksai.accounts.models import User
from upksai.accounts.seals import sealed_people
from upksai.directory.models import Institution, Subdistrict
from upksai.workflow.forms import RecordForm, StepForm


class IncomingForm(RecordForm):
    """What the partner's letter says."""

    institution = forms.ModelChoiceField(
        Institution.objects.filter(is_active=True),
        label=_("Lembaga pengirim"),
        empty_label=_("Pilih lembaga"),
    )
    subdistrict = forms.ModelChoiceField(
        Subdistrict.objects.select_related("district"),
        label=_("Kelurahan"),
        required=False,
        empty_label=_("Belum diketahui"),
    )

    class Meta:
        model = IncomingReferral
        fields = [
            "institution",
            "letter_number",
            "account",
            "child_name",
            "child_sex",
            "child_birth_date",
            "subdistrict",
        ]
        widgets = {
            "account": forms.Textarea(attrs={"rows": 7}),
            "child_sex": forms.RadioSelect,
        }
        labels = {
            "letter_number": _("Nomor surat pengirim"),
            "account": _("Isi rujukan"),
            "child_name": _("Nama anak"),
            "child_sex": _("Jenis kelamin"),
            "child_birth_date": _("Tanggal lahir"),
        }
        help_texts = {
            "account": _("Tulis apa yang diminta mitra dan keadaan anak menurut suratnya."),
            "child_name": _("Hanya dibaca Ketua dan petugas yang menangani."),
        }


class AcceptForm(StepForm):
    """The head takes the child on and names the social worker."""

    worker = forms.ModelChoiceField(
        User.objects.workers(), label=_("Pekerja sosial"), empty_label=_("Pilih pekerja sosial")
    )
    field_order = ["problem", "ppks_category", "risk_level", "worker", "note"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        free = User.objects.workers().exclude(pk__in=sealed_people([self.instance.pk]))
        self.fields["worker"].queryset = free
