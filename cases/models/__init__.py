"""The shared case model: one file per concept."""

from .aid import AidGiven, ServiceGiven
from .assessment import Assessment
from .case import Assignment, Case, CaseStep
from .child import CaseChild, Child, RelatedPerson
from .consent import Consent
from .document import CaseDocument, OriginalOpened
from .note import ProgressNote
from .plan import Goal

__all__ = [
    "AidGiven",
    "Assessment",
    "Assignment",
    "Case",
    "CaseChild",
    "CaseDocument",
    "CaseStep",
    "Child",
    "Consent",
    "Goal",
    "OriginalOpened",
    "ProgressNote",
    "RelatedPerson",
    "ServiceGiven",
]
