"""The roles named in the SOPs."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    """What a person does at UPKSAI. The last two are never stored: they depend on the record."""

    INTAKE = "intake", _("Petugas pengaduan")
    WORKER = "worker", _("Pekerja sosial")
    DATA_OFFICER = "data_officer", _("Pengelola data dan administrasi")
    HEAD = "head", _("Ketua UPKSAI")
    AUDITOR = "auditor", _("Pemeriksa")
    ADMIN = "admin", _("Admin sistem")
    ASSIGNED = "assigned", _("Pekerja sosial yang ditugaskan")
    CITIZEN = "citizen", _("Masyarakat")


STORED_ROLES = [role for role in Role if role not in {Role.ASSIGNED, Role.CITIZEN}]
