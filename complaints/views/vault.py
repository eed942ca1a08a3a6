"""Who reported: asking to know, deciding on a colleague's request, and reading for an hour."""

from functools import partial

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from complaints import opening
from complaints.forms.vault import DecisionForm, VaultRequestForm
from complaints.models import Complaint, VaultRequest
from complaints.queries import may_ask_who_reported
from upksai.accounts.access import open_to
from upksai.accounts.roles import Role
from upksai.accounts.stepup import confirmed_to_write
from upksai.privacy import reading
from upksai.workflow.engine import StepRefused
from upksai.workflow.views import record_page

desk = open_to(Role.INTAKE, Role.HEAD)


def _request(request, pk) -> VaultRequest:
    related = ("complaint", "asked_by", "decided_by")
    found = VaultRequest.objects.visible_to(request.user).select_related(*related)
    one = get_object_or_404(found, pk=pk)
    case = one.complaint.case_id
    reading.about("vault request", record=one.complaint_id, case=case, part="reporter")
    return one


@desk
@confirmed_to_write
def ask(request, pk):
    """Ask to know who reported, and say why."""
    complaint = get_object_or_404(Complaint.objects.visible_to(request.user), pk=pk)
    if not may_ask_who_reported(complaint, request.user):
        raise Http404
    reading.about("complaint", record=complaint.pk, case=complaint.case_id)
    return record_page(
        request,
        VaultRequestForm(request.POST or None),
        partial(opening.ask_to_open, complaint),
        template="complaints/vault/ask.html",
        context={"complaint": complaint},
        success=_("Permintaan terkirim. Orang lain memutuskannya."),
        then=complaint,
    )


@desk
@confirmed_to_write
def asked(request, pk):
    """One request: why, and the decision of somebody else."""
    found = _request(request, pk)
    return record_page(
        request,
        DecisionForm(request.POST or None),
        partial(opening.decide, found),
        template="complaints/vault/request.html",
        context=_shown(request, found),
        success=_("Keputusan tersimpan."),
        then=found,
    )


def _shown(request, found: VaultRequest) -> dict:
    is_mine = found.asked_by_id == request.user.pk
    return {
        "asked": found,
        "is_mine": is_mine,
        "may_decide": not (is_mine or found.decision),
        "may_open": is_mine and found.is_open(timezone.now()),
    }


@desk
@confirmed_to_write
def opened(request, pk):
    """Show who reported, by POST; every showing is one line in the audit trail."""
    found = _request(request, pk)
    if request.method != "POST":
        return redirect(found)
    try:
        told = opening.open_reporter(found, by=request.user, at=timezone.now())
    except StepRefused as refused:
        messages.error(request, refused.reasons[0])
        return redirect(found)
    return render(request, "complaints/vault/opened.html", {"asked": found, "reporter": told})
