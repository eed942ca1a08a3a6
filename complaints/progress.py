"""What the public may know of a report: four stages in public words, never what a case says."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from upksai.ui.dates import moment

from .choices import ComplaintState
from .models import Complaint

OUTCOMES = {
    ComplaintState.REFERRED: _("Laporan diteruskan ke lembaga yang dapat membantu anak itu."),
    ComplaintState.OUT_OF_AUTHORITY: _("Hal ini ditangani lembaga lain, bukan UPKSAI."),
    ComplaintState.SERVED: _("Bantuan atau informasi sudah diberikan."),
    ComplaintState.UNPROVEN: _("Petugas sudah memeriksa dan tidak menemukan yang perlu ditangani."),
    ComplaintState.CANCELLED: _("Pemeriksaan dihentikan."),
}


@dataclass(frozen=True)
class Stage:
    """One stage as the reporter sees it."""

    title: object
    icon: str = "circle-dashed"
    at: datetime | None = None
    note: object = ""
    is_current: bool = False
    url: str = ""
    by: str = ""
    text: object = ""


@dataclass(frozen=True)
class Progress:
    """How far a report has come."""

    stages: list[Stage]
    asks: bool
    may_reply: bool


def progress_of(complaint: Complaint) -> Progress:
    """The four stages; a merged report follows the one it was merged with, without saying so."""
    followed = _followed(complaint)
    checked_at = _decided_at(followed)
    case = followed.case
    is_closed = case is not None and not case.is_active
    is_done = is_closed or (case is None and not followed.is_open)
    return Progress(
        stages=[
            Stage(_("Diterima"), "check", complaint.received_at),
            _checking(followed, checked_at),
            _helping(followed, checked_at, is_closed=is_closed),
            _end(followed, checked_at, is_done=is_done),
        ],
        asks=complaint.state == ComplaintState.NEEDS_INFO,
        may_reply=not is_done,
    )


def _followed(complaint: Complaint) -> Complaint:
    for _hop in range(5):
        if complaint.state != ComplaintState.DUPLICATE or complaint.duplicate_of is None:
            break
        complaint = complaint.duplicate_of
    return complaint


def _decided_at(complaint: Complaint) -> datetime | None:
    return None if complaint.is_open else complaint.state_since


def _checking(complaint: Complaint, checked_at: datetime | None) -> Stage:
    if checked_at:
        return Stage(_("Diperiksa petugas"), "check", checked_at)
    return Stage(
        _("Sedang diperiksa petugas"), "clock", is_current=True, note=_due(complaint.due_at)
    )


def _due(due_at: datetime | None):
    return _("Paling lambat %(day)s") % {"day": moment(due_at)} if due_at else ""


def _helping(complaint: Complaint, checked_at: datetime | None, *, is_closed: bool) -> Stage:
    title = _("Ditangani pekerja sosial")
    if complaint.case is None:
        return Stage(title, note=_("Tidak diperlukan") if checked_at else _("Belum dimulai"))
    return Stage(
        title, "check" if is_closed else "clock", complaint.case.opened_at, is_current=not is_closed
    )


def _end(complaint: Complaint, checked_at: datetime | None, *, is_done: bool) -> Stage:
    if not is_done:
        return Stage(_("Selesai"), note=_("Belum"))
    ended_at = complaint.case.closed_at if complaint.case else checked_at
    text = OUTCOMES.get(ComplaintState(complaint.state), _("Penanganan selesai."))
    return Stage(_("Selesai"), "circle-check", ended_at, text=text, is_current=True)
