"""What this browser holds of a report: the draft, the receipt code until shown, the open report."""

import uuid
from datetime import datetime, timedelta

from complaints import queries

DRAFT, RECEIPT, OPENED = "report_draft", "report_receipt", "report_opened"
#: A report opened on this browser is closed again after this time.
OPEN_FOR = timedelta(hours=1)


def draft_id(request) -> uuid.UUID | None:
    """The key under which this browser's answers are kept."""
    return _key(request.session.get(DRAFT))


def keep_code(request, complaint, code: str) -> None:
    """Hold the code until it is shown; written with the complaint, so that neither is lost."""
    request.session[RECEIPT] = {"id": str(complaint.pk), "code": code}
    request.session.save()
    request.session.modified = False


def take_code(request, pk) -> str:
    """The code of this complaint, once."""
    if request.session.get(RECEIPT, {}).get("id") != str(pk):
        return ""
    return request.session.pop(RECEIPT)["code"]


def open_report(request, complaint, at: datetime) -> None:
    """From now on this browser may follow this report, for a while."""
    until = (at + OPEN_FOR).isoformat()
    request.session[OPENED] = {"id": str(complaint.pk), "until": until}


def opened_report(request, at: datetime):
    """The report that this browser has opened, if it still may."""
    opened = request.session.get(OPENED)
    if opened is None or datetime.fromisoformat(opened["until"]) < at:
        return None
    return queries.followed(opened["id"])


def holds_report(request) -> bool:
    """Whether a report was just sent from here."""
    return OPENED in request.session


def _key(text: str | None) -> uuid.UUID | None:
    return uuid.UUID(text) if text else None
