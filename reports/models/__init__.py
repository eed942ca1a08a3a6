"""What leaves the office: answers to requests, and reports."""

from .information import InfoRequest, InfoRequestStep, Requester
from .issued import IssuedReport

__all__ = ["InfoRequest", "InfoRequestStep", "IssuedReport", "Requester"]
