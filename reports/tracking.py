"""How far a request for information is, as its requester sees it: no names, no inner steps."""

from typing import Any

from django.utils.translation import gettext as _

from upksai.ui.dates import long_date
from upksai.workflow import engine

from .choices import RequestState
from .models import InfoRequest
from .workflow import UNANSWERED


def stages(asked: InfoRequest) -> list[dict[str, Any]]:
    """The stages of a request for the timeline: done, running, still to come."""
    at = {step.name: step.at for step in asked.steps.all()}
    answered = asked.state not in UNANSWERED
    shown = [
        _done(_("Terdaftar"), asked.received_at),
        _done(_("Dijawab"), at.get("deliver")) if answered else _preparing(asked),
    ]
    if "object" in at:
        shown.append(_done(_("Keberatan Anda diterima"), at["object"]))
    if asked.state == RequestState.OBJECTION:
        shown.append(_running(_("Keberatan sedang dipertimbangkan"), asked.due_at))
    elif "answer_objection" in at:
        shown.append(_done(_("Keberatan dijawab"), at["answer_objection"]))
    if asked.state == RequestState.DONE:
        shown.append(_done(_("Selesai"), asked.state_since))
    return shown


def _preparing(asked: InfoRequest) -> dict[str, Any]:
    stage = _running(_("Jawaban sedang disiapkan"), asked.due_at)
    if asked.extension_reason:
        reason = _("Waktu diperpanjang satu kali. Alasannya: %(reason)s")
        stage["text"] = reason % {"reason": asked.extension_reason}
    return stage


def _done(title: str, at) -> dict[str, Any]:
    return {"title": title, "at": at, "icon": "check"}


def _running(title: str, due_at) -> dict[str, Any]:
    note = _("Paling lambat %(day)s") % {"day": long_date(due_at)} if due_at else ""
    return {"title": title, "note": note, "icon": "clock", "is_current": True}


def may_object(asked: InfoRequest, at) -> bool:
    """Whether the requester may still object to the answer."""
    step = asked.workflow["object"]
    return asked.state in step.source and not engine.blockers(asked, step, at)
