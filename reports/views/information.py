"""Asking for information and following the answer: pages for citizens."""

from datetime import date
from functools import partial
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from reports import services
from reports.forms import REQUESTER, CodeForm, InformationForm, ObjectionForm
from reports.tracking import may_object, stages
from reports.workflow import INFORMATION
from upksai.workflow import clocks
from upksai.workflow.engine import StepRefused
from upksai.workflow.views import record_page

#: Where a receipt waits in the session until it has been shown once.
RECEIPT = "information_receipt"


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


@login_not_required
@require_http_methods(["GET", "POST"])
def ask(request):
    """The form F-22; by POST it comes back from the check page to be changed."""
    form = InformationForm(request.POST or None)
    return _form_page(request, form)


@login_not_required
@require_http_methods(["GET", "POST"])
def check(request):
    """Everything the requester wrote, to be read once more. Nothing is kept until it is sent."""
    form = InformationForm(request.POST)
    if request.method == "GET":
        return redirect("reports:info_request")
    if not form.is_valid():
        return _form_page(request, form)
    return render(request, "reports/information/check.html", {"form": form})


def _form_page(request, form):
    context = {"form": form, "limits": _limits()}
    return render(request, "reports/information/form.html", context)


@login_not_required
@require_http_methods(["GET", "POST"])
def sent(request):
    """Send the request; then its number and code, shown once."""
    if request.method == "POST":
        return record_page(
            request,
            InformationForm(request.POST),
            partial(register, request),
            template="reports/information/form.html",
            context={"limits": _limits()},
            success=registered,
            then="reports:info_request_sent",
        )
    return render(request, "reports/information/sent.html", {"receipt": shown_once(request)})


@login_not_required
@require_http_methods(["GET", "POST"])
def track(request):
    """Ask for the code; with the right one, how far the request is."""
    form = CodeForm(request.POST or None)
    if form.is_valid():
        if asked := services.open_with_code(form.cleaned_data["code"], at=timezone.now()):
            return _status(request, asked, form.cleaned_data["code"])
        form.add_error("code", _wrong_code())
    return render(request, "reports/information/track.html", {"form": form})


@login_not_required
@require_POST
def object_to_answer(request):
    """The requester does not accept the answer (F-25)."""
    code = request.POST.get("code", "")
    asked = services.open_with_code(code, at=timezone.now())
    if asked is None:
        return redirect("reports:info_request_track")
    form = ObjectionForm(request.POST)
    if form.is_valid():
        _object(request, asked, **form.cleaned_data)
    return _status(request, asked, code, form=form)


def _object(request, asked, *, text, version, code):
    try:
        services.object_to_answer(asked, text=text, version=version, at=timezone.now())
    except StepRefused as refused:
        messages.warning(request, refused.reasons[0])
    else:
        messages.success(request, _("Keberatan terkirim. Ketua UPKSAI menjawabnya di halaman ini."))


def _wrong_code() -> str:
    return _("Kode ini tidak kami temukan. Periksa kembali, lalu coba lagi.")


def _status(request, asked, code, form=None):
    form = form or ObjectionForm(initial={"code": code, "version": asked.version})
    context = {"asked": asked, "stages": stages(asked), "form": form}
    context |= {"may_object": may_object(asked, timezone.now())}
    return render(request, "reports/information/status.html", context)
