"""Asking to open who reported, and the answer of somebody else."""

from datetime import datetime, timedelta

from django.conf import settings
from django.core.validators import MinLengthValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from complaints.choices import VaultDecision
from upksai.privacy.fields import SealedTextField
from upksai.workflow.models import Record

from .complaint import Complaint


class VaultRequestQuerySet(models.QuerySet["VaultRequest"]):
    def visible_to(self, user):
        """Officers and the head, for complaints they may see; who is or was the case's social
        worker never.
        """
        return self.filter(complaint__in=Complaint.objects.may_ask_who_reported(user))

    def waiting_for(self, user):
        """Requests this person is to decide: never their own."""
        return self.visible_to(user).filter(decision="").exclude(asked_by=user)

    def open_to(self, user, at: datetime):
        """Requests under which this person may read, now."""
        approved = {"decision": VaultDecision.APPROVED, "until__gt": at}
        return self.visible_to(user).filter(asked_by=user, **approved)


class VaultRequest(Record):
    """One person asks to read who reported; another approves or refuses. Decided once."""

    sealed_by = "complaint_id"

    OPEN_FOR = timedelta(minutes=60)
    DECIDE_WITHIN = timedelta(hours=24)

    complaint = models.ForeignKey(Complaint, models.CASCADE, related_name="vault_requests")
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("diminta oleh")
    )
    motivation = SealedTextField(
        _("alasan"),
        max_length=1000,
        validators=[MinLengthValidator(20, _("Tulis alasannya lebih lengkap, minimal 20 huruf."))],
    )
    asked_at = models.DateTimeField(_("diminta"))
    due_at = models.DateTimeField(_("tenggat"))
    decision = models.CharField(_("keputusan"), max_length=10, choices=VaultDecision, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("diputuskan oleh"),
    )
    decided_at = models.DateTimeField(_("diputuskan"), null=True, blank=True)
    until = models.DateTimeField(_("terbuka sampai"), null=True, blank=True)

    objects = VaultRequestQuerySet.as_manager()

    class Privacy:
        confidential = {"motivation"}

    class Meta:
        verbose_name = _("permintaan membuka identitas pelapor")
        ordering = ["-asked_at", "pk"]
        constraints = [
            models.CheckConstraint(
                name="vault_not_decided_by_asker", condition=~Q(decided_by=F("asked_by"))
            ),
            models.CheckConstraint(
                name="vault_decided_by_somebody",
                condition=Q(decision="", decided_by=None, until=None)
                | Q(decision=VaultDecision.REFUSED, decided_by__isnull=False, until=None)
                | Q(decision=VaultDecision.APPROVED, decided_by__isnull=False, until__isnull=False),
            ),
            models.UniqueConstraint(
                fields=["complaint", "asked_by"],
                condition=Q(decision=""),
                name="vault_one_question_at_a_time",
                violation_error_message=_("Permintaan Anda sebelumnya masih menunggu keputusan."),
            ),
        ]

    def get_absolute_url(self) -> str:
        return reverse("complaints:vault_request", args=[self.pk])

    def is_open(self, at: datetime) -> bool:
        """Whether the 60 minutes still run."""
        return self.until is not None and at < self.until
