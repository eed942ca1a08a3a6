"""Complaints brought to any state by the same steps people take."""

from datetime import datetime
from zoneinfo import ZoneInfo

from complaints import services
from complaints.choices import ComplaintState
from complaints.models import Complaint
from upksai.accounts.roles import Role
from upksai.accounts.tests.factories import UserFactory
from upksai.privacy import vault

NOW = datetime(2026, 11, 23, 9, tzinfo=ZoneInfo("Asia/Jakarta"))
SCREENING = {
    "problem": "penelantaran",
    "ppks_category": "PPKS-02",
    "risk_level": "sedang",
    "risk_reason": "Ada nenek yang menjaga.",
    "in_authority": "ya",
}


def receive(*, by=None, at=NOW, reporter=None, **facts) -> Complaint:
    """A complaint that has just come in."""
    facts = {
        "channel": "web_upksai",
        "reporter_mode": "anonim",
        "account": "Anak sering sendirian di rumah.",
        "child_name": "Anak Contoh",
    } | facts
    return services.receive(reporter=reporter or {}, by=by, at=at, **facts)[0]


def complaint_in(state: str, *, intake=None, head=None, worker=None, at=NOW, **facts) -> Complaint:
    """A complaint that has come as far as `state`."""
    intake = intake or UserFactory(role=Role.INTAKE)
    complaint = receive(at=at, **facts)
    if state == ComplaintState.RECEIVED:
        return complaint
    services.take_step(complaint, "screen", by=intake, at=at, **SCREENING)
    if state == ComplaintState.SCREENED:
        return complaint
    services.take_step(complaint, "verify", by=intake, at=at, verification="RT membenarkan.")
    if state == ComplaintState.VERIFIED:
        return complaint
    head = head or UserFactory(role=Role.HEAD)
    worker = worker or UserFactory(role=Role.WORKER)
    services.take_step(complaint, "accept", by=head, at=at, worker=worker)
    return complaint


def kept_of(complaint: Complaint) -> dict[str, str]:
    """What the vault holds of who reported; reading it leaves its row."""
    by = UserFactory(role=Role.HEAD)
    return vault.read(complaint.pk, fields=("name",), ground="test", by=by, at=NOW)
