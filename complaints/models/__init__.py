"""What the intake SOP keeps: complaints, what was said about them, and who asks who reported."""

from .complaint import Complaint, ComplaintStep, Message, ReportDraft
from .vault import VaultRequest

__all__ = ["Complaint", "ComplaintStep", "Message", "ReportDraft", "VaultRequest"]
