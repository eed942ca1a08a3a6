"""What people type about visits, evaluations and meetings."""

from .meeting import MeetingForm
from .visit import EvaluationForm, ScheduleForm, VisitForm

__all__ = ["EvaluationForm", "MeetingForm", "ScheduleForm", "VisitForm"]
