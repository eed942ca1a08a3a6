"""What leaves the office: answers to requests, reports, and statistics."""

from .information import InfoRequest, InfoRequestStep, Requester
from .issued import IssuedReport
from .statistics import LedgerEntry, StatPlan, StatRelease, StatReleaseStep, StatSnapshot

__all__ = [
    "InfoRequest",
    "InfoRequestStep",
    "IssuedReport",
    "LedgerEntry",
    "Requester",
    "StatPlan",
    "StatRelease",
    "StatReleaseStep",
    "StatSnapshot",
]
