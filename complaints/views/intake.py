"""Writing down a complaint at the office, with a hint when the child may be known already."""

from django.db import transaction
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from complaints import queries, services
from complaints.forms.intake import IntakeForm, Remarks
from complaints.models import Complaint
from upksai.accounts.access import open_to
from upksai.accounts.roles import Role
from upksai.privacy import reading
from upksai.ui.form_pages import form_page

from . import traces

desk = open_to(Role.INTAKE, Role.WORKER)


@desk
def intake(request):
    """Ask, show what may be the same, and write it down once."""
    reading.listing("intake")
    form = IntakeForm(request.POST or None)
    is_told = request.method == "POST" and form.is_valid()
    remarks = Remarks(form, request.user) if is_told else None
    if remarks is not None and (not remarks or form.cleaned_data["seen"] == remarks.key):
        complaint = _record(request, form)
        return redirect("complaints:receipt", complaint.pk)
    if remarks is not None:
        _remember(remarks)
    return form_page(request, "complaints/intake.html", {"form": form, "remarks": remarks})


@transaction.atomic
def _record(request, form: IntakeForm) -> Complaint:
    complaint, code = services.receive_once(by=request.user, at=timezone.now(), **form.told())
    if code:
        traces.keep_code(request, complaint, code)
    return complaint


@desk
@require_POST
def hints(request):
    """What may be the same, while still writing; by POST, so that no name is in an address."""
    form = IntakeForm(request.POST)
    form.is_valid()
    remarks = Remarks(form, request.user)
    _remember(remarks)
    return render(request, "complaints/_remarks.html", {"remarks": remarks})


def _remember(remarks: Remarks) -> None:
    """Who asks whether a child is known leaves a row on each record, or one if none is alike."""
    if not reading.hinted(remarks.hints.looked_at()):
        reading.about("hints")


@desk
def receipt(request, pk):
    """The receipt code for the reporter, once."""
    code = traces.take_code(request, pk)
    complaint = Complaint.objects.visible_to(request.user).filter(pk=pk).first()
    if not (code or complaint):
        raise Http404
    reading.about("receipt", record=pk)
    shown = {"complaint": complaint or queries.followed(pk), "may_open": bool(complaint)}
    return render(request, "complaints/receipt.html", shown | {"code": code})
