"""What people do with what leaves the office."""

from .information import object_to_answer, open_with_code, request_information, take_step
from .ledger import publish
from .ledger import take_step as take_release_step
from .planning import plan_correction, plan_release, propose_release
from .snapshots import take_snapshot

__all__ = [
    "object_to_answer",
    "open_with_code",
    "plan_correction",
    "plan_release",
    "propose_release",
    "publish",
    "request_information",
    "take_release_step",
    "take_snapshot",
    "take_step",
]
