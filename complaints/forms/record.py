"""What the office adds to a complaint: messages, and what the police were told."""

from django import forms
from django.utils.translation import gettext_lazy as _

from complaints.models import Complaint, Message
from upksai.workflow.forms import CalmForm, RecordForm

from .steps import refuse_name

TOLD, NOT_OURS = "told", "not_ours"


class MessageForm(RecordForm):
    """A message that the reporter finds on the tracking page."""

    class Meta:
        model = Message
        fields = ["text"]
        labels = {"text": _("Pesan untuk pelapor")}
        help_texts = {
            "text": _(
                "Tampil di ponsel atau komputer pelapor, dan bisa terbaca orang lain di sana. "
                "Jangan sebut nama anak, alamat, atau isi penanganan."
            )
        }
        widgets = {"text": forms.Textarea(attrs={"rows": 3})}
        error_messages = {"text": {"required": _("Tulis pesan untuk pelapor.")}}

    def __init__(self, *args, complaint: Complaint, **kwargs):
        super().__init__(*args, **kwargs)
        self.complaint = complaint

    def clean_text(self):
        refuse_name(self.cleaned_data["text"], self.complaint)
        return self.cleaned_data["text"]


class PoliceForm(CalmForm, forms.Form):
    """That the police were told, with proof; or, the head only, why the duty lies elsewhere."""

    way = forms.ChoiceField(
        label=_("Keadaan"),
        choices=[
            (TOLD, _("Sudah diteruskan ke kepolisian")),
            (NOT_OURS, _("Kewajiban ada di lembaga lain")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Pilih keadaannya.")},
    )
    note = forms.CharField(
        label=_("Nomor tanda terima, atau alasannya"),
        max_length=300,
        error_messages={"required": _("Tulis nomor tanda terima polisi, atau alasannya.")},
    )

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        if not user.is_head:
            del self.fields["way"]
            self.fields["note"].label = _("Nomor tanda terima dari kepolisian")
        self.lay_out()

    def clean(self):
        told = super().clean()
        return {"note": told.get("note"), "is_reported": told.pop("way", TOLD) == TOLD}
