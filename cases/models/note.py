"""F-12: what happened, day by day."""

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from upksai.privacy.fields import SealedCharField, SealedTextField
from upksai.workflow.models import Record

from .case import Case


class ProgressNote(Record):
    """A note on the progress of a case, with the hours it took."""

    sealed_by = "case_id"

    case = models.ForeignKey(Case, models.CASCADE, related_name="notes")
    happened_on = models.DateField(_("tanggal"))
    title = SealedCharField(_("judul"), max_length=120)
    text = SealedTextField(_("isi catatan"), max_length=8000)
    hours = models.DecimalField(
        _("lama (jam)"),
        max_digits=5,
        decimal_places=1,
        null=True,
        blank=True,
        validators=[MinValueValidator(0)],
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", editable=False
    )

    history = HistoricalRecords()

    class Privacy:
        open = {"happened_on", "hours"}
        confidential = {"title", "text"}

    class Meta:
        verbose_name = _("catatan perkembangan")
        ordering = ["-happened_on", "-pk"]
