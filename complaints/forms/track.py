"""Following a report: the code, and an answer to the office."""

from django import forms
from django.utils.translation import gettext_lazy as _

from complaints.models import Message
from upksai.workflow.forms import CalmForm, RecordForm


class CodeForm(CalmForm, forms.Form):
    """The receipt code, however it is spaced."""

    code = forms.CharField(
        label=_("Kode tanda terima"),
        help_text=_("21 huruf dan angka. Spasi dan huruf besar atau kecil tidak berpengaruh."),
        widget=forms.TextInput(
            attrs={
                "maxlength": 400,
                "autocomplete": "off",
                "autocapitalize": "characters",
                "spellcheck": "false",
            }
        ),
        error_messages={"required": _("Tulis kode pada tanda terima Anda.")},
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.lay_out()

    def refuse(self):
        """The same sentence for every code that opens nothing."""
        self.add_error(
            "code",
            _(
                "Kode ini tidak membuka laporan. Periksa lagi hurufnya. "
                "Setelah beberapa kali salah, kode yang benar pun ditutup sebentar."
            ),
        )


class ReplyForm(RecordForm):
    """A citizen writes to the office."""

    class Meta:
        model = Message
        fields = ["text"]
        labels = {"text": _("Balasan Anda")}
        help_texts = {"text": _("Jangan tulis nama Anda bila ingin tetap anonim.")}
        widgets = {"text": forms.Textarea(attrs={"rows": 4})}
        error_messages = {"text": {"required": _("Tulis balasan Anda.")}}
