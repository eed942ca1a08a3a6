"""Where and with whom the unit works, and what it counts against."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from .choices import TimeUnit


class District(models.Model):
    """A kecamatan, with its place on the tile map."""

    code = models.CharField(_("kode"), max_length=8, primary_key=True)
    name = models.CharField(_("nama"), max_length=60, unique=True)
    children = models.PositiveIntegerField(_("perkiraan anak 0–17 tahun"))
    row = models.PositiveSmallIntegerField(_("baris peta"))
    column = models.PositiveSmallIntegerField(_("kolom peta"))

    class Privacy:
        open = {"code", "name", "children", "row", "column"}

    class Meta:
        verbose_name = _("kecamatan")
        ordering = ["name"]

    def __str__(self):
        return self.name


class Subdistrict(models.Model):
    """A kelurahan. Two names stand twice in the city, so it is always shown with its kecamatan."""

    code = models.CharField(_("kode"), max_length=13, primary_key=True)
    name = models.CharField(_("nama"), max_length=60)
    district = models.ForeignKey(District, models.PROTECT, related_name="subdistricts")

    class Privacy:
        open = {"code", "name"}

    class Meta:
        verbose_name = _("kelurahan")
        ordering = ["name", "code"]

    def __str__(self):
        return f"{self.name}, {self.district.name}"


class Institution(models.Model):
    """A partner that takes referrals or sends children to us."""

    class Kind(models.TextChoices):
        OFFICE = "opd", _("Perangkat daerah")
        UNIT = "uptd", _("UPTD")
        HOSPITAL = "rs", _("Rumah sakit")
        CLINIC = "puskesmas", _("Puskesmas")
        JUSTICE = "aph", _("Aparat penegak hukum")
        CARE_HOME = "lksa", _("LKSA")
        NGO = "lsm", _("Lembaga masyarakat")
        SCHOOL = "sekolah", _("Sekolah")
        OTHER = "lainnya", _("Lainnya")

    code = models.CharField(_("kode"), max_length=20, unique=True)
    name = models.CharField(_("nama"), max_length=150, unique=True)
    kind = models.CharField(_("jenis"), max_length=20, choices=Kind)
    services = models.CharField(_("layanan"), max_length=300, blank=True)
    phone = models.CharField(_("telepon"), max_length=30, blank=True)
    is_active = models.BooleanField(_("bekerja sama"), default=True)

    history = HistoricalRecords()

    class Privacy:
        open = {"code", "name", "services", "phone"}

    class Meta:
        verbose_name = _("lembaga mitra")
        ordering = ["name"]

    def __str__(self):
        return self.name


class DayOverride(models.Model):
    """A day on which the office's calendar differs from the national one."""

    day = models.DateField(_("tanggal"), primary_key=True)
    is_working = models.BooleanField(_("hari kerja"), default=False)
    reason = models.CharField(_("alasan"), max_length=150)

    history = HistoricalRecords()

    class Privacy:
        open = {"reason", "day"}

    class Meta:
        verbose_name = _("pengecualian kalender")
        ordering = ["day"]


class TimeLimit(models.Model):
    """A time limit the head has changed. Without a row, the limit written in the SOP applies."""

    key = models.CharField(_("langkah"), max_length=80, primary_key=True)
    amount = models.PositiveSmallIntegerField(_("lama"))
    unit = models.CharField(_("satuan"), max_length=12, choices=TimeUnit)

    history = HistoricalRecords()

    class Privacy:
        open = {"key", "amount"}

    class Meta:
        verbose_name = _("batas waktu")


class YearFigure(models.Model):
    """A year's figure that does not come from cases: the target, the city's children in need."""

    class Kind(models.TextChoices):
        TARGET = "target", _("Target kasus ditangani")
        CHILDREN_IN_NEED = "ppks", _("PPKS anak di kota")

    year = models.PositiveSmallIntegerField(_("tahun"))
    kind = models.CharField(_("jenis"), max_length=10, choices=Kind)
    amount = models.PositiveIntegerField(_("jumlah"))
    source = models.CharField(_("sumber"), max_length=150, blank=True)

    history = HistoricalRecords()

    class Privacy:
        open = {"source", "year", "amount"}

    class Meta:
        verbose_name = _("angka tahunan")
        constraints = [
            models.UniqueConstraint(fields=["year", "kind"], name="one_figure_a_year"),
        ]


class NumberSeries(models.Model):
    """The last number given out in a register and year: gapless, because it is locked."""

    prefix = models.CharField(max_length=4)
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Privacy:
        open = {"prefix", "year", "last"}

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["prefix", "year"], name="one_series_a_year"),
        ]
