"""Who it is about: the only tables of this app that hold names, numbers and addresses of people."""

from datetime import date

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models.functions import Upper
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from cases.choices import (
    Disability,
    DocumentStatus,
    Kinship,
    LivesWith,
    ParentsAlive,
    Schooling,
    Sex,
)
from upksai.directory.models import Subdistrict
from upksai.workflow.models import Record

from .case import Case


class ChildQuerySet(models.QuerySet["Child"]):
    def visible_to(self, user):
        """Children of the cases the user may see."""
        return self.filter(cases__in=Case.objects.visible_to(user))


class Child(Record):
    """A child: also one not yet born, or found without a name."""

    full_name = models.CharField(_("nama lengkap"), max_length=150, blank=True)
    nickname = models.CharField(_("nama panggilan"), max_length=60, blank=True)
    sex = models.CharField(_("jenis kelamin"), max_length=1, choices=Sex, default=Sex.UNKNOWN)
    birth_date = models.DateField(_("tanggal lahir"), null=True, blank=True)
    is_birth_date_estimated = models.BooleanField(_("tanggal lahir perkiraan"), default=False)
    is_unborn = models.BooleanField(_("belum lahir"), default=False)
    birth_place = models.CharField(_("tempat lahir"), max_length=80, blank=True)
    nik = models.CharField(_("NIK"), max_length=16, blank=True)
    family_card_number = models.CharField(_("nomor KK"), max_length=16, blank=True)
    nik_status = models.CharField(
        _("punya NIK"), max_length=20, choices=DocumentStatus, default=DocumentStatus.UNKNOWN
    )
    birth_certificate = models.CharField(
        _("akta kelahiran"), max_length=20, choices=DocumentStatus, default=DocumentStatus.UNKNOWN
    )
    address = models.CharField(_("alamat tinggal"), max_length=300, blank=True)
    subdistrict = models.ForeignKey(
        Subdistrict, models.PROTECT, null=True, blank=True, verbose_name=_("kelurahan")
    )
    outside_city = models.CharField(
        _("bila di luar kota: kabupaten atau kota"), max_length=80, blank=True
    )
    phone = models.CharField(_("telepon keluarga"), max_length=20, blank=True)
    school = models.CharField(_("sekolah dan kelas"), max_length=120, blank=True)
    schooling = models.CharField(
        _("pendidikan"), max_length=20, choices=Schooling, default=Schooling.UNKNOWN
    )
    lives_with = models.CharField(
        _("tinggal bersama"), max_length=20, choices=LivesWith, default=LivesWith.UNKNOWN
    )
    parents_alive = models.CharField(
        _("orang tua"), max_length=20, choices=ParentsAlive, default=ParentsAlive.UNKNOWN
    )
    disability = models.CharField(
        _("ragam disabilitas"), max_length=20, choices=Disability, default=Disability.UNKNOWN
    )
    welfare_decile = models.PositiveSmallIntegerField(
        _("desil DTSEN"), null=True, blank=True, choices=[(n, str(n)) for n in range(1, 11)]
    )
    health = models.CharField(_("kesehatan"), max_length=300, blank=True)

    cases = models.ManyToManyField(Case, through="CaseChild", related_name="children")

    history = HistoricalRecords()
    objects = ChildQuerySet.as_manager()

    class Privacy:
        names = {
            "full_name",
            "nickname",
            "birth_date",
            "birth_place",
            "nik",
            "family_card_number",
            "address",
            "phone",
            "school",
        }
        confidential = {"outside_city", "health"}

    class Meta:
        verbose_name = _("anak")
        verbose_name_plural = _("anak")
        indexes = [
            GinIndex(OpClass(Upper("full_name"), name="gin_trgm_ops"), name="child_name_resembles"),
            models.Index(fields=["nik"], name="child_by_nik"),
            models.Index(fields=["family_card_number"], name="child_by_family_card"),
        ]

    def age_on(self, day: date) -> int | None:
        """Age in whole years on a day; None if the date of birth is unknown or in the future."""
        if self.birth_date is None or self.birth_date > day:
            return None
        had_birthday = (day.month, day.day) >= (self.birth_date.month, self.birth_date.day)
        return day.year - self.birth_date.year - (not had_birthday)


class CaseChild(models.Model):
    """A child in a case. The first one gives the case its face; siblings follow."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="case_children")
    child = models.ForeignKey(Child, models.PROTECT, related_name="case_children")
    is_primary = models.BooleanField(_("anak utama"), default=False)

    history = HistoricalRecords()

    class Meta:
        ordering = ["-is_primary", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["case", "child"], name="child_once_in_a_case"),
            models.UniqueConstraint(
                fields=["case"],
                condition=models.Q(is_primary=True),
                name="one_primary_child_in_a_case",
            ),
        ]


class RelatedPerson(Record):
    """Somebody around the child: family, carer, or who is said to have hurt the child."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="related_people")
    name = models.CharField(_("nama"), max_length=150)
    relation = models.CharField(_("hubungan dengan anak"), max_length=20, choices=Kinship)
    phone = models.CharField(_("telepon"), max_length=20, blank=True)
    is_caregiver = models.BooleanField(_("pengasuh utama"), default=False)
    is_alleged_perpetrator = models.BooleanField(_("terlapor"), default=False)
    note = models.CharField(_("keterangan"), max_length=300, blank=True)

    history = HistoricalRecords()

    class Privacy:
        names = {"name", "phone"}
        confidential = {"note"}

    class Meta:
        verbose_name = _("orang di sekitar anak")
