"""The lists a visit, an evaluation and a meeting are described with."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class VisitState(models.TextChoices):
    SCHEDULED = "scheduled", _("Dijadwalkan")
    DONE = "done", _("Dilaksanakan")
    MISSED = "missed", _("Terlewat")
    CANCELLED = "cancelled", _("Dibatalkan")


class VisitKind(models.TextChoices):
    HOME = "kunjungan_rumah", _("Kunjungan rumah")
    MONITORING = "monitoring", _("Monitoring")
    AFTERCARE = "bimbingan_lanjut", _("Bimbingan lanjut")


class MetPerson(models.TextChoices):
    CHILD = "anak", _("Anak")
    MOTHER = "ibu", _("Ibu")
    FATHER = "ayah", _("Ayah")
    KIN = "kerabat", _("Wali atau kerabat lain")
    NEIGHBOUR = "tetangga", _("Ketua RT atau tetangga")
    TEACHER = "guru", _("Guru atau pengasuh lembaga")
    OTHER = "lain", _("Orang lain")


class Way(models.TextChoices):
    HOME = "rumah", _("Di rumah")
    SCHOOL = "sekolah", _("Di sekolah")
    INSTITUTION = "lembaga", _("Di lembaga")
    OFFICE = "kantor", _("Di kantor UPKSAI")
    PHONE = "telepon", _("Lewat telepon")


class Safety(models.TextChoices):
    SAFE = "aman", _("Aman")
    WATCH = "perlu_dipantau", _("Perlu dipantau")
    UNSAFE = "tidak_aman", _("Tidak aman")


class Advice(models.TextChoices):
    CONTINUE = "lanjut", _("Lanjutkan rencana")
    REVISE = "revisi_rencana", _("Rencana perlu direvisi")
    READY = "siap_terminasi", _("Siap ditutup")
    ESCALATE = "eskalasi", _("Perlu keputusan Ketua segera")


class MeetingKind(models.TextChoices):
    REGULAR = "berkala", _("Rapat berkala (enam bulanan)")
    EXTRA = "tambahan", _("Rapat tambahan")
    CASE_CONFERENCE = "konferensi_kasus", _("Konferensi kasus")
