"""Who it is about: the only tables of this app that hold names, numbers and addresses of people."""

from contextlib import suppress
from datetime import date

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
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
from upksai.directory.identity_numbers import clean_phone
from upksai.directory.models import Subdistrict
from upksai.privacy import reading
from upksai.privacy.fields import SealedCharField, SealedDateField
from upksai.privacy.lookups import LookupField, fingerprints
from upksai.privacy.names import ChangedIn
from upksai.workflow.models import Record

from .case import Case


class ChildQuerySet(models.QuerySet["Child"]):
    def visible_to(self, user):
        """Children of the cases the user may see."""
        return self.filter(cases__in=Case.objects.visible_to(user))

    def numbered(self, typed: str):
        """Children with this NIK, family card or telephone number, however it was spaced."""
        found = Q(nik_lookup__in=fingerprints("nik", typed))
        found |= Q(family_card_lookup__in=fingerprints("kk", typed))
        with suppress(ValidationError):
            phones = fingerprints("phone", clean_phone(typed))
            people = RelatedPerson.objects.filter(phone_lookup__in=phones)
            found |= Q(phone_lookup__in=phones) | Q(cases__in=people.values("case"))
        return self.filter(found)


class Child(Record):
    """A child: also one not yet born, or found without a name."""

    sealed_by = "id"

    full_name = SealedCharField(_("nama lengkap"), max_length=150, blank=True)
    nickname = SealedCharField(_("nama panggilan"), max_length=60, blank=True)
    sex = models.CharField(_("jenis kelamin"), max_length=1, choices=Sex, default=Sex.UNKNOWN)
    birth_date = SealedDateField(_("tanggal lahir"), null=True, blank=True)
    is_birth_date_estimated = models.BooleanField(_("tanggal lahir perkiraan"), default=False)
    is_unborn = models.BooleanField(_("belum lahir"), default=False)
    birth_place = SealedCharField(_("tempat lahir"), max_length=80, blank=True)
    nik = SealedCharField(_("NIK"), max_length=16, blank=True)
    nik_lookup = LookupField(of="nik", kind="nik")
    family_card_number = SealedCharField(_("nomor KK"), max_length=16, blank=True)
    family_card_lookup = LookupField(of="family_card_number", kind="kk")
    nik_status = models.CharField(
        _("punya NIK"), max_length=20, choices=DocumentStatus, default=DocumentStatus.UNKNOWN
    )
    birth_certificate = models.CharField(
        _("akta kelahiran"), max_length=20, choices=DocumentStatus, default=DocumentStatus.UNKNOWN
    )
    address = SealedCharField(_("alamat tinggal"), max_length=300, blank=True)
    subdistrict = models.ForeignKey(
        Subdistrict, models.PROTECT, null=True, blank=True, verbose_name=_("kelurahan")
    )
    outside_city = SealedCharField(
        _("bila di luar kota: kabupaten atau kota"), max_length=80, blank=True
    )
    phone = SealedCharField(_("telepon keluarga"), max_length=20, blank=True)
    phone_lookup = LookupField(of="phone", kind="phone")
    school = SealedCharField(_("sekolah dan kelas"), max_length=120, blank=True)
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
    health = SealedCharField(_("kesehatan"), max_length=300, blank=True)

    changed_in = ChangedIn()
    cases = models.ManyToManyField(Case, through="CaseChild", related_name="children")

    history = HistoricalRecords(
        excluded_fields=["nik_lookup", "family_card_lookup", "phone_lookup", "changed_in"]
    )
    objects = ChildQuerySet.as_manager()

    class Privacy:
        open = {"nik_lookup", "family_card_lookup", "phone_lookup"}
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
            models.Index(fields=["nik_lookup"], name="child_by_nik"),
            models.Index(fields=["family_card_lookup"], name="child_by_family_card"),
            models.Index(fields=["phone_lookup"], name="child_by_phone"),
        ]

    def age_on(self, day: date) -> int | None:
        """Age in whole years on a day; None if the date of birth is unknown or in the future."""
        with reading.unwatched():  # an age names nobody, so it is told also where names are masked
            born = self.birth_date
        if born is None or born > day:
            return None
        return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


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

    sealed_by = "case_id"

    case = models.ForeignKey(Case, models.CASCADE, related_name="related_people")
    name = SealedCharField(_("nama"), max_length=150)
    relation = models.CharField(_("hubungan dengan anak"), max_length=20, choices=Kinship)
    phone = SealedCharField(_("telepon"), max_length=20, blank=True)
    phone_lookup = LookupField(of="phone", kind="phone")
    is_caregiver = models.BooleanField(_("pengasuh utama"), default=False)
    is_alleged_perpetrator = models.BooleanField(_("terlapor"), default=False)
    note = SealedCharField(_("keterangan"), max_length=300, blank=True)

    history = HistoricalRecords(excluded_fields=["phone_lookup"])

    class Privacy:
        open = {"phone_lookup"}
        names = {"name", "phone"}
        confidential = {"note"}

    class Meta:
        verbose_name = _("orang di sekitar anak")
