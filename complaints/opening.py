"""Opening who reported: one person asks, another answers, and every reading is remembered."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from upksai.privacy import vault
from upksai.workflow.engine import StepRefused

from .choices import Relation, ReporterMode, VaultDecision
from .models import Complaint, VaultRequest
from .queries import may_ask_who_reported

#: What the vault may hold of a reporter.
FIELDS = ("name", "phone", "relation", "safe_contact")


def keep_reporter(complaint: Complaint, told: dict[str, str], *, on) -> None:
    """Keep what the reporter allowed; an anonymous one at most what they are to the child."""
    allowed = ("relation",) if complaint.reporter_mode == ReporterMode.ANONYMOUS else FIELDS
    kept = {name: told[name] for name in allowed if told.get(name)}
    if kept:
        vault.keep(complaint.pk, kept, on=on)


@transaction.atomic
def ask_to_open(complaint: Complaint, *, motivation: str, by, at: datetime, form_key=None):
    """Write down who wants to know who reported, and why; somebody else decides."""
    if not may_ask_who_reported(complaint, by):
        raise StepRefused([_("Identitas pelapor bukan untuk Anda.")])
    if not vault.holds(complaint.pk):
        raise StepRefused([_("Pelapor tidak meninggalkan nama, nomor, atau keterangan lain.")])
    request = VaultRequest(
        complaint=complaint,
        asked_by=by,
        motivation=motivation,
        asked_at=at,
        due_at=at + VaultRequest.DECIDE_WITHIN,
    )
    if form_key:
        request.form_key = form_key
    request.full_clean()
    request.save()
    return request


@transaction.atomic
def decide(request: VaultRequest, *, is_approved: bool, by, at: datetime) -> VaultRequest:
    """Approve or refuse, once, and never one's own request."""
    request = _locked(request)
    if not VaultRequest.objects.visible_to(by).filter(pk=request.pk).exists():
        raise StepRefused([_("Permintaan ini bukan untuk Anda.")])
    if request.asked_by_id == by.pk:
        raise StepRefused([_("Permintaan sendiri diputuskan orang lain.")])
    if request.decision:
        raise StepRefused([_("Permintaan ini sudah diputuskan.")])
    request.decision = VaultDecision.APPROVED if is_approved else VaultDecision.REFUSED
    request.decided_by, request.decided_at = by, at
    request.until = at + VaultRequest.OPEN_FOR if is_approved else None
    request.full_clean()
    request.save()
    return request


@transaction.atomic
def open_reporter(request: VaultRequest, *, by, at: datetime) -> dict[str, str]:
    """Who reported, for the person whose request was approved, while the 60 minutes run."""
    request = _locked(request)
    if not VaultRequest.objects.open_to(by, at).filter(pk=request.pk).exists():
        raise StepRefused([_("Identitas ini tidak terbuka bagi Anda sekarang.")])
    try:
        kept = vault.read(
            request.complaint_id,
            case=request.complaint.case_id,
            fields=FIELDS,
            ground=str(request.pk),
            by=by,
            at=at,
        )
    except vault.VaultShut:
        raise StepRefused([_("Isi brankas tidak dapat dibuka. Beri tahu Admin sistem.")]) from None
    return _in_words(kept)


def _in_words(kept: dict[str, str]) -> dict[str, str]:
    """Every line of the page; what was not told is empty."""
    told = dict.fromkeys(FIELDS, "") | kept
    return told | {"relation": str(dict(Relation.choices).get(told["relation"], ""))}


def _locked(request: VaultRequest) -> VaultRequest:
    return VaultRequest.objects.select_for_update().get(pk=request.pk)
