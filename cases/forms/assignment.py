"""Giving a case to a social worker, with what they carry already."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.queries import workers_with_load
from upksai.workflow.forms import CalmForm


class WorkerField(forms.ModelChoiceField):
    """Social workers, each with the number of their running cases."""

    def label_from_instance(self, worker):
        return _("%(name)s – %(count)d kasus berjalan") % {
            "name": worker.full_name,
            "count": worker.load,
        }


class AssignmentForm(CalmForm, forms.Form):
    worker = WorkerField(
        queryset=None,
        label=gettext_lazy("Pekerja sosial"),
        widget=forms.RadioSelect,
        empty_label=None,
    )
    reason = forms.CharField(
        label=gettext_lazy("Alasan"),
        required=False,
        max_length=300,
        help_text=gettext_lazy("Tanpa nama anak atau keluarga."),
    )

    def __init__(self, *args, case, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["worker"].queryset = workers_with_load(case).exclude(pk=case.carrier_id)
        self.lay_out()
