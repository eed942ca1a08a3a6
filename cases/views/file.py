"""The case file as a whole: where it stands, its history, its worker, its steps."""

from functools import partial

from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from cases import services
from cases.forms.assignment import AssignmentForm
from cases.seen import who_has_seen
from upksai.workflow.seal_views import lift_page, seal_page
from upksai.workflow.views import record_page, step_page

from .opening import for_readers, for_the_head, open_file, open_for, typed


@for_readers
def summary(request, pk):
    """Where the case stands, what came before, what comes next."""
    case = open_file(request, pk, "summary")
    return render(request, "cases/summary.html", {"case": case, "tab": "summary"})


@for_readers
def history(request, pk):
    """Every step; and for the head, who opened the file."""
    case = open_file(request, pk, "history")
    page = who_has_seen(case, request.GET) if request.user.is_head else None
    return render(request, "cases/history.html", {"case": case, "tab": "history", "page": page})


@for_the_head
def assign(request, pk):
    """Give the case to a social worker."""
    case = open_file(request, pk, "assign")
    back = reverse("cases:detail", args=[case.pk])
    return record_page(
        request,
        AssignmentForm(typed(request), case=case),
        partial(services.assign, case),
        template="cases/assign.html",
        context={"case": case, "title": _title(case), "action": _("Serahkan kasus"), "back": back},
        success=_("Petugas kasus ini sudah diganti. Kasusnya tampil di pekerjaan petugas itu."),
        then=back,
    )


def _title(case):
    return _("Ganti petugas") if case.carrier_id else _("Tunjuk petugas")


@for_readers
def seal(request, pk):
    """Keep the case from somebody with a conflict of interest."""
    case = open_for(request, pk, "seal")
    return seal_page(request, case, services.seal_case, lift_url="cases:lift_seal")


@for_the_head
def lift_seal(request, pk, seal_pk):
    """Let somebody come upon the case again."""
    return lift_page(request, open_file(request, pk, "seal"), seal_pk)


@for_readers
def step(request, pk, name):
    """Take one step of the handling SOP."""
    case = open_file(request, pk, "step")
    return step_page(request, case, name, take=services.take_step)
