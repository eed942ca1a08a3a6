"""Answering requests for information: pages for data officers and the head."""

from functools import partial

from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from reports import services
from reports.forms import InformationStepForm, SpokenInformationForm
from reports.models import InfoRequest
from upksai.accounts.access import open_to
from upksai.accounts.roles import Role
from upksai.directory.calendar import working_days_left
from upksai.privacy import reading
from upksai.ui.paging import capped_count, keyset_page
from upksai.workflow.views import record_page, step_page

from .information import register, registered, shown_once


@require_safe
@open_to(Role.DATA_OFFICER, Role.HEAD)
def index(request):
    """Requests that wait for me, are late, or all."""
    reading.listing("information requests")
    tabs = InfoRequest.objects.visible_to(request.user).tabs(request.user, timezone.now())
    chosen = request.GET.get("daftar")
    chosen = chosen if chosen in tabs else "saya"
    order = ("-received_at", "pk") if chosen == "semua" else ("due_at", "pk")
    page = keyset_page(tabs[chosen].select_related("requester"), request.GET, order=order)
    counts = {name: capped_count(tabs[name]) for name in ("saya", "terlambat")}
    context = {"page": page, "chosen": chosen, "counts": counts}
    return render(request, "reports/information/list.html", context)


@require_safe
@open_to(Role.DATA_OFFICER, Role.HEAD)
def detail(request, pk):
    """One request: who asks, how much time is left, what was answered, what to do."""
    asked = _visible(request, pk)
    now = timezone.now()
    context = {"asked": asked, "now": now, "decision": asked.decision}
    context["left"] = working_days_left(now, asked.due_at) if asked.due_at else None
    return render(request, "reports/information/detail.html", context)


@require_http_methods(["GET", "POST"])
@open_to(Role.DATA_OFFICER, Role.HEAD)
def step(request, pk, name):
    """Any step of the information SOP."""
    return step_page(
        request,
        _visible(request, pk),
        name,
        take=services.take_step,
        form=InformationStepForm,
        template="reports/information/step.html",
    )


@require_http_methods(["GET", "POST"])
@open_to(Role.DATA_OFFICER)
def write_down(request):
    """A request made at the counter or by telephone."""
    return record_page(
        request,
        SpokenInformationForm(request.POST or None),
        partial(register, request),
        template="reports/information/new.html",
        context={},
        success=registered,
        then="reports:info_request_receipt",
    )


@require_safe
@open_to(Role.DATA_OFFICER)
def receipt(request):
    """The code to hand to the requester, shown once."""
    kept = shown_once(request)
    if kept is None:
        return redirect("reports:info_requests")
    return render(request, "reports/information/receipt.html", {"receipt": kept})


def _visible(request, pk) -> InfoRequest:
    found = InfoRequest.objects.visible_to(request.user).select_related("requester")
    asked = get_object_or_404(found, pk=pk)
    reading.about("information request", record=asked.pk)
    return asked
