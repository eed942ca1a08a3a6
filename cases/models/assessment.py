"""F-07 and F-08: what was found out about the child and the family."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from cases.choices import AssessmentKind, Functioning, Risk
from upksai.privacy.fields import SealedTextField
from upksai.workflow.models import Record

from .case import Case


class Assessment(Record):
    """An assessment. A new one does not replace an older one; both stay."""

    sealed_by = "case_id"

    case = models.ForeignKey(Case, models.CASCADE, related_name="assessments")
    episode = models.PositiveSmallIntegerField(default=1, editable=False)
    kind = models.CharField(_("jenis asesmen"), max_length=20, choices=AssessmentKind)
    done_on = models.DateField(_("tanggal asesmen"))
    safety = SealedTextField(_("keamanan anak sekarang"), max_length=4000)
    basic_needs = SealedTextField(_("kebutuhan dasar dan kesehatan"), max_length=4000)
    psychosocial = SealedTextField(
        _("keadaan psikososial dan spiritual"), blank=True, max_length=4000
    )
    family = SealedTextField(_("keluarga, pengasuhan, dan ekonomi"), max_length=4000)
    education = SealedTextField(_("pendidikan"), blank=True, max_length=4000)
    strengths = SealedTextField(_("kekuatan anak dan keluarga"), blank=True, max_length=4000)
    child_view = SealedTextField(_("pendapat anak"), blank=True, max_length=4000)
    conclusion = SealedTextField(_("kesimpulan dan kebutuhan utama"), max_length=4000)
    risk_level = models.CharField(_("tingkat risiko"), max_length=10, choices=Risk)
    functioning = models.PositiveSmallIntegerField(_("keberfungsian sosial"), choices=Functioning)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", editable=False
    )

    history = HistoricalRecords()

    class Privacy:
        open = {"done_on"}
        confidential = {
            "safety",
            "basic_needs",
            "psychosocial",
            "family",
            "education",
            "strengths",
            "child_view",
            "conclusion",
        }

    class Meta:
        verbose_name = _("asesmen")
        ordering = ["-done_on", "-pk"]
