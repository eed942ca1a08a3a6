"""What people do with referrals. Everything that writes a referral is here."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _

from cases.services import open_case, read_case
from cases.services import take_step as take_case_step
from upksai.accounts import seals
from upksai.accounts.roles import Role
from upksai.directory.services import next_number
from upksai.workflow import engine
from upksai.workflow.engine import StepRefused

from .choices import ReferralState
from .models import IncomingReferral, Referral


@transaction.atomic
def read_referral(pk, *, reader, at: datetime, part: str = "referrals") -> Referral:
    """Open a referral, and remember who did; 404 if its case is not theirs to see."""
    visible = Referral.objects.visible_to(reader).select_related("case", "institution")
    referral = get_object_or_404(visible, pk=pk)
    what = {"kind": "referral", "record": pk}
    read_case(referral.case_id, reader=reader, at=at, part=part, **what)
    return referral


@transaction.atomic
def draft_referral(case, *, by, at: datetime, **facts: Any) -> Referral:
    """Write a referral; nothing leaves the office before the head has approved it."""
    if Role.ASSIGNED not in case.roles_of(by) or not case.is_active:
        raise StepRefused([_("Hanya pekerja sosial kasus aktif ini yang dapat membuat rujukan.")])
    referral = Referral(case=case, number=next_number("R", timezone.localdate(at).year), **facts)
    engine.start(referral, by=by, at=at)
    return referral


@transaction.atomic
def change_draft(referral: Referral, *, version: int, by, at: datetime, **facts: Any) -> Referral:
    """Rewrite a referral before it goes to the head, unless somebody has done so meanwhile."""
    engine.hold(referral)
    if Role.ASSIGNED not in referral.roles_of(by) or referral.state != ReferralState.DRAFT:
        raise StepRefused([_("Hanya draf kasus Anda sendiri yang dapat diubah.")])
    if version != referral.version:
        raise StepRefused(
            [_("Draf ini sudah berubah sejak Anda membukanya. Buka lagi, lalu ubah.")]
        )
    for name, value in facts.items():
        setattr(referral, name, value)
    referral.version += 1
    referral._history_user = by
    referral.full_clean()
    referral.save()
    return referral


@transaction.atomic
def take_step(referral: Referral, name: str, *, by, at: datetime, **filled: Any):
    """Take one step of the referral SOP. Approval numbers the letter; an accepted handover moves
    the case to the partner once the head says so on the case itself.
    """
    taken = engine.take(referral, name, by=by, at=at, **filled)
    if name == "approve":
        referral.sent_at = at
        referral.letter_number = next_number("SR", timezone.localdate(at).year)
        referral._history_user = by
        referral.save()
    return taken


def hand_over_case(referral: Referral, *, by, at: datetime):
    """Move the case to the partner that accepted it (pelimpahan)."""
    if not referral.moves_the_case:
        raise StepRefused([_("Hanya pelimpahan yang diterima mitra yang memindahkan kasus.")])
    note = _("Dilimpahkan dengan %(number)s.") % {"number": referral.number}
    return take_case_step(referral.case, "transfer", note=note, by=by, at=at)


@transaction.atomic
def receive_incoming(*, by, at: datetime, **facts: Any) -> IncomingReferral:
    """Write down a child whom a partner sends to us."""
    incoming = IncomingReferral(
        number=next_number("RM", timezone.localdate(at).year), received_at=at, **facts
    )
    engine.start(incoming, by=by, at=at)
    return incoming


@transaction.atomic
def take_incoming_step(
    incoming: IncomingReferral, name: str, *, by, at: datetime, worker=None, **filled: Any
):
    """Take one step of the incoming SOP. Accepting opens the case."""
    taken = engine.take(incoming, name, by=by, at=at, **filled)
    if name == "accept":
        incoming.case = _open_case(incoming, worker=worker, by=by, at=at)
        incoming._history_user = by
        incoming.save()
    return taken


@transaction.atomic
def seal_incoming(incoming: IncomingReferral, *, person, reason: str, by, at: datetime):
    """Keep an incoming referral, and the case it became, from somebody."""
    engine.hold(incoming)
    if not (by.is_head or by.is_intake):
        raise StepRefused([_("Hanya petugas pengaduan atau Ketua yang dapat menutupnya.")])
    carriers = incoming.case.carriers() if incoming.case else ()
    records = [incoming.pk, *filter(None, [incoming.case_id])]
    return seals.seal(records, person=person, reason=reason, by=by, at=at, carriers=carriers)


def _open_case(incoming: IncomingReferral, *, worker, by, at: datetime):
    child = {
        "full_name": incoming.child_name,
        "sex": incoming.child_sex,
        "birth_date": incoming.child_birth_date,
        "subdistrict": incoming.subdistrict,
    }
    return open_case(
        children=[child],
        comes_from=[incoming.pk],
        worker=worker,
        source=_("Rujukan masuk %(number)s") % {"number": incoming.number},
        problem=incoming.problem,
        ppks_category=incoming.ppks_category,
        risk_level=incoming.risk_level,
        district=incoming.subdistrict.district if incoming.subdistrict else None,
        presenting_problem=incoming.account,
        by=by,
        at=at,
    )
