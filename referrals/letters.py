"""The referral letter (F-16): what the partner gets to read, and nothing else."""

from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import timezone

from upksai.privacy.masking import DOTS
from upksai.ui.context import office
from upksai.ui.pdf import to_pdf
from upksai.workflow.clocks import due_at

from .choices import Kind, ReferralState
from .models import Referral


@dataclass(frozen=True)
class Letter:
    """Everything a letter may say. A field more here is a decision about a child's privacy."""

    number: str
    letter_number: str
    dated: date
    partner: str
    is_handover: bool
    service: str
    ground: str
    reason: str
    summary: str
    child_name: str
    child_sex: str
    child_birth_date: date | None
    worker: str
    head: str
    answer_by: datetime | None
    is_draft: bool
    is_withdrawn: bool


def letter_of(referral: Referral, *, at: datetime, shows_names: bool) -> Letter:
    """The letter as it stands: a draft until the head has approved it. Masked, it names nobody."""
    child = referral.case.children.order_by("-case_children__is_primary", "pk").first()
    approval = referral.steps.filter(name="approve").select_related("by").last()
    carrier = referral.case.current_assignments().select_related("worker").order_by("pk").first()
    return Letter(
        number=referral.number,
        letter_number=referral.letter_number,
        dated=timezone.localdate(referral.sent_at or at),
        partner=referral.institution.name,
        is_handover=referral.kind == Kind.HANDOVER,
        service=referral.get_service_display(),
        ground=referral.get_ground_display(),
        reason=referral.reason,
        summary=referral.summary,
        child_name=(child.full_name if child else "") if shows_names else DOTS,
        child_sex=child.get_sex_display() if child else "",
        child_birth_date=child.birth_date if child and shows_names else None,
        worker=str(carrier.worker) if carrier else "",
        head=str(approval.by) if approval else "",
        answer_by=_answer_by(referral),
        is_draft=referral.sent_at is None,
        is_withdrawn=referral.state == ReferralState.WITHDRAWN,
    )


def _answer_by(referral: Referral) -> datetime | None:
    """By when the partner is asked to answer; a draft cannot say so yet."""
    if referral.sent_at is None:
        return None
    sent = ReferralState.SENT
    return due_at(referral.workflow, sent, referral.limit_variant, referral.sent_at)


def letter_pdf(referral: Referral, *, at: datetime, shows_names: bool) -> bytes:
    """The letter as a tagged PDF. Its title is the number: never the child's name."""
    letter = letter_of(referral, at=at, shows_names=shows_names)
    context = {"letter": letter, "office": office(), "demo": settings.DEMO}
    return to_pdf(render_to_string("referrals/letter.html", context))
