"""Referrals brought to any state by the same steps people take."""

from datetime import date

from cases.choices import CaseState
from cases.models import Consent
from cases.services import write_down
from cases.tests.factories import NOW, case_in
from referrals import services
from referrals.choices import ReferralState
from upksai.accounts.roles import Role
from upksai.accounts.tests.factories import UserFactory
from upksai.directory.models import Institution

DRAFT = {
    "kind": "rujukan",
    "service": "L12",
    "ground": "kepentingan",
    "reason": "Berat badan turun.",
    "summary": "Anak perlu pemeriksaan gizi.",
    "withheld": "Riwayat keluarga.",
}
ANSWER = {"answered_on": date(2026, 11, 24), "answer": "Diterima, datang hari Kamis."}
FEEDBACK = {"feedback_on": date(2026, 12, 1), "feedback": "Gizi membaik."}


def partner(code: str = "PUSKESMAS") -> Institution:
    """A partner from the directory."""
    return Institution.objects.get(code=code)


def agree_to_share(case, institution, *, by, at=NOW) -> Consent:
    """The family agrees that this partner reads about the child."""
    consent = {"basis": "persetujuan", "given_on": at.date(), "given_by": "Ibu Contoh"}
    return write_down(case, Consent, recipient=institution, by=by, at=at, **consent)


def draft(*, case=None, worker=None, head=None, at=NOW, **facts):
    """A referral that was just written."""
    worker = worker or UserFactory(role=Role.WORKER)
    case = case or case_in(CaseState.INTERVENTION, worker=worker, head=head, at=at)
    facts = DRAFT | {"institution": partner()} | facts
    return services.draft_referral(case, by=worker, at=at, **facts)


#: The steps on the way to each state, with who takes them and what they write.
WAYS = {
    ReferralState.DRAFT: [],
    ReferralState.REVIEW: ["submit"],
    ReferralState.SENT: ["submit", "approve"],
    ReferralState.ACCEPTED: ["submit", "approve", "accept"],
    ReferralState.DECLINED: ["submit", "approve", "decline"],
    ReferralState.EXPIRED: ["submit", "approve", "expire"],
    ReferralState.FEEDBACK: ["submit", "approve", "accept", "feedback"],
    ReferralState.CLOSED: ["submit", "approve", "accept", "feedback", "close"],
    ReferralState.WITHDRAWN: ["submit", "withdraw"],
}
FILLED = {
    "accept": ANSWER,
    "decline": {"answered_on": date(2026, 11, 24), "answer": "Penuh."},
    "expire": {"note": "Sudah ditelepon dua kali."},
    "feedback": FEEDBACK,
    "withdraw": {"note": "Keluarga pindah."},
}


def referral_in(state: str, *, case=None, worker=None, head=None, at=NOW, **facts):
    """A referral that has come as far as `state`."""
    head = head or UserFactory(role=Role.HEAD)
    worker = worker or UserFactory(role=Role.WORKER)
    referral = draft(case=case, worker=worker, head=head, at=at, **facts)
    for name in WAYS[state]:
        by = head if name == "approve" else worker
        services.take_step(referral, name, by=by, at=at, **FILLED.get(name, {}))
    return referral


def receive(*, by=None, at=NOW, **facts):
    """A child whom a partner has just sent to us."""
    facts = {
        "institution": partner("DINKES"),
        "letter_number": "445/12/2026",
        "account": "Mohon pendampingan, anak ditinggal di puskesmas.",
        "child_name": "Anak Kiriman",
        "child_sex": "L",
    } | facts
    by = by or UserFactory(role=Role.INTAKE)
    return services.receive_incoming(by=by, at=at, **facts)
