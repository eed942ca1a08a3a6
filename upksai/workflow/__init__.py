"""SOPs as data. An app declares one `Workflow` per SOP; everything else follows from it."""

from .definition import Duty, Limit, Step, Workflow

__all__ = ["Duty", "Limit", "Step", "Workflow"]
