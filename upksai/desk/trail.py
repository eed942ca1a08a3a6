"""The audit trail for the auditor: numbers and keys, no name of a person, no number of a case."""

from datetime import datetime, time
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.matters import looks_at
from upksai.privacy.models import AuditEntry


class TrailFilter(forms.Form):
    """One day, one person's number, one record's key; whatever is not valid is not applied."""

    hari = forms.DateField(
        label=_("Hari"),
        required=False,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
    )
    petugas = forms.IntegerField(
        label=_("Nomor petugas"), required=False, min_value=1, max_value=2**31 - 1
    )
    catatan = forms.UUIDField(label=_("Kunci catatan atau kasus"), required=False)

    def rows(self) -> QuerySet[AuditEntry]:
        """The rows of the trail that fit."""
        self.is_valid()
        chosen: dict[str, Any] = getattr(self, "cleaned_data", {})
        key = chosen.get("catatan")
        found = looks_at(key) if key else AuditEntry.objects.all()
        if day := chosen.get("hari"):
            start = timezone.make_aware(datetime.combine(day, time.min))
            end = timezone.make_aware(datetime.combine(day, time.max))
            found = found.filter(at__range=(start, end))
        if person := chosen.get("petugas"):
            found = found.filter(actor_id=person)
        return found
