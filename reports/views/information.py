"""Asking for information and following the answer: pages for citizens."""

from datetime import date
from functools import partial
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from reports import services
from reports.forms import REQUESTER, CodeForm, InformationForm, ObjectionForm
from reports.tracking import may_object, stages
from reports.workflow import INFORMATION
from upksai.privacy.networks import NetworkCount
from upksai.ui.form_pages import WAIT, form_page
from upksai.ui.open_forms import open_form, typed
from upksai.ui.patience import Patience
from upksai.ui.refusals import TooMany
from upksai.workflow import clocks
from upksai.workflow.engine import StepAlreadyTaken, StepRefused
from upksai.workflow.views import record_page

#: Where a receipt waits in the session until it has been shown once.
RECEIPT = "information_receipt"
#: From one network: requests of different people, and wrong codes that are bad handwriting.
SENT, WRONG = NetworkCount(10), NetworkCount(30)


def _limits() -> dict[str, clocks.Limit]:
    names = ("answer", "answer_extended", "objection_period")
    return {name: clocks.limit_in_force(*INFORMATION.clock(name)) for name in names}


def register(request, *, by, at, **told):
    """Register what a form told, and keep the receipt until it has been shown."""
    requester = {name: told.pop(name) for name in REQUESTER}
    officer = by if by.is_authenticated else None
    asked, code = services.request_information(requester=requester, by=officer, at=at, **told)
    due = timezone.localdate(asked.due_at).isoformat()
    request.session[RECEIPT] = {"number": asked.number, "code": code, "due": due}
    return asked


def shown_once(request) -> dict[str, Any] | None:
    """The receipt that waits to be shown; after this it is gone."""
    kept = request.session.pop(RECEIPT, None)
    return kept and kept | {"due_on": date.fromisoformat(kept["due"])}


def registered(asked) -> str:
    """What is said once a request is registered."""
    return _("Permintaan %(number)s terdaftar. Simpan kode di bawah.") % {"number": asked.number}


@open_form
@require_http_methods(["GET", "POST"])
def ask(request):
    """The form F-22; by POST it comes back from the check page to be changed."""
    form = InformationForm(request.POST or None)
    return _ask(request, form, Patience(typed(request), at=timezone.now()))


@open_form
@require_http_methods(["GET", "POST"])
def check(request):
    """Everything the requester wrote, to be read once more. Nothing is kept until it is sent."""
    if request.method == "GET":
        return redirect("reports:info_request")
    form, patience = InformationForm(request.POST), Patience(request.POST, at=timezone.now())
    if not (form.is_valid() and patience.allows(form)):
        return _ask(request, form, patience)
    return render(request, "reports/information/check.html", {"form": form, "patience": patience})


def _ask(request, form, patience):
    context = {"form": form, "limits": _limits(), "patience": patience}
    return form_page(request, "reports/information/form.html", context)


@open_form
@require_http_methods(["GET", "POST"])
def sent(request):
    """Send the request; then its number and code, shown once."""
    if request.method == "GET":
        return render(request, "reports/information/sent.html", {"receipt": shown_once(request)})
    form, patience = InformationForm(request.POST), Patience(request.POST, at=timezone.now())
    if not (form.is_valid() and patience.allows(form)):
        return _ask(request, form, patience)
    try:
        return _send(request, form, patience)
    except TooMany:
        busy = _("Terlalu banyak yang mengirim. Tunggu sepuluh menit, lalu kirim.")
        form.add_error(None, ValidationError(busy, code=WAIT))
        return _ask(request, form, patience)


def _send(request, form, patience):
    if SENT.count(request, at=timezone.now()):
        raise TooMany
    return record_page(
        request,
        form,
        partial(register, request),
        template="reports/information/form.html",
        context={"limits": _limits(), "patience": patience},
        success=registered,
        then="reports:info_request_sent",
    )


@open_form
@require_http_methods(["GET", "POST"])
def track(request):
    """Ask for the code; with the right one, how far the request is."""
    form = CodeForm(typed(request))
    if form.is_valid():
        if asked := _opened(request, form.cleaned_data["code"]):
            return _status(request, asked, form.cleaned_data["code"])
        return _wrong_code(request, form)
    return _ask_code(request, form)


def _wrong_code(request, form):
    form.add_error("code", _("Kode ini tidak kami temukan. Periksa kembali, lalu coba lagi."))
    return _ask_code(request, form)


def _ask_code(request, form):
    return form_page(request, "reports/information/track.html", {"form": form})


def _opened(request, code: str):
    at = timezone.now()
    if WRONG.is_over(request, at=at):
        raise TooMany
    asked = services.open_with_code(code, at=at)
    if asked is None:
        WRONG.count(request, at=at)
    return asked


@open_form
@require_POST
def object_to_answer(request):
    """The requester does not accept the answer (F-25)."""
    code = request.POST.get("code", "")
    asked = _opened(request, code)
    if asked is None:
        return _wrong_code(request, CodeForm(request.POST))
    form = ObjectionForm(request.POST)
    if form.is_valid():
        _object(request, asked, form)
    return _status(request, asked, code, form=form)


def _object(request, asked, form):
    told = form.cleaned_data
    try:
        services.object_to_answer(
            asked, text=told["text"], version=told["version"], at=timezone.now()
        )
    except StepAlreadyTaken as already:
        messages.info(request, already.reasons[0])
    except StepRefused as refused:
        asked.refresh_from_db()  # what was refused is not part of it
        form.add_error(None, refused.reasons[0])
        form.data = form.data.copy()
        form.data["version"] = str(asked.version)  # the next try is an informed one
    else:
        messages.success(request, _("Keberatan terkirim. Ketua UPKSAI menjawabnya di halaman ini."))


def _status(request, asked, code, form=None):
    form = form or ObjectionForm(initial={"code": code, "version": asked.version})
    context = {"asked": asked, "stages": stages(asked), "form": form}
    context |= {"may_object": may_object(asked, timezone.now())}
    return form_page(request, "reports/information/status.html", context)
