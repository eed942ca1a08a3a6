"""Information requests brought to any state by the same steps people take."""

from datetime import datetime
from zoneinfo import ZoneInfo

from reports import services
from reports.choices import RequestState
from reports.models import InfoRequest
from upksai.accounts.roles import Role
from upksai.accounts.tests.factories import UserFactory

NOW = datetime(2026, 11, 23, 9, tzinfo=ZoneInfo("Asia/Jakarta"))
REQUESTER = {
    "kind": "perorangan",
    "name": "Sari Contoh",
    "address": "Jl. Contoh 1, Semarang",
    "email": "sari@example.org",
}
ASKED = {"details": "Jumlah kasus tahun 2025.", "purpose": "Penelitian skripsi."}


def requested(*, at=NOW, by=None, **facts) -> tuple[InfoRequest, str]:
    """A request that has just come in, and its receipt code."""
    return services.request_information(requester=REQUESTER, by=by, at=at, **ASKED | facts)


def request_in(state: str, *, officer=None, head=None, at=NOW, **facts) -> InfoRequest:
    """A request that has come as far as `state`."""
    return brought_to(state, requested(at=at, **facts)[0], officer=officer, head=head, at=at)


def brought_to(state: str, asked: InfoRequest, *, officer=None, head=None, at=NOW) -> InfoRequest:
    """The same request, some steps further."""
    officer = officer or UserFactory(role=Role.DATA_OFFICER)
    head = head or UserFactory(role=Role.HEAD)
    steps = {
        RequestState.SUBMITTED: ("review", officer, {}),
        RequestState.REVIEW: ("propose", officer, {"answer": "Tahun 2025: 14 kasus."}),
        RequestState.DECISION: ("grant", head, {}),
        RequestState.GRANTED: ("deliver", officer, {}),
    }
    while asked.state != state:
        name, by, filled = steps[asked.state]
        services.take_step(asked, name, by=by, at=at, **filled)
    return asked
