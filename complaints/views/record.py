"""One complaint: what is known, what comes next, what was said, and what the police were told."""

from functools import partial

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.models import Case
from complaints import queries, services
from complaints.forms.record import MessageForm, PoliceForm
from complaints.forms.steps import STEP_FORMS
from complaints.models import Complaint
from upksai.accounts.access import open_to
from upksai.accounts.disclosure import show_identity
from upksai.accounts.roles import Role
from upksai.privacy import reading
from upksai.workflow.forms import StepForm
from upksai.workflow.identity_views import conceal_page, reveal_page
from upksai.workflow.seal_views import lift_page, seal_page
from upksai.workflow.views import record_page, step_page

DETAIL = "complaints/detail.html"
office = open_to(Role.INTAKE, Role.WORKER, Role.HEAD)


def _complaint(request, pk) -> Complaint:
    related = ("district", "subdistrict__district", "case", "referred_to", "duplicate_of")
    visible = Complaint.objects.visible_to(request.user).select_related(*related)
    complaint = get_object_or_404(visible, pk=pk)
    reading.about("complaint", record=complaint.pk, case=complaint.case_id)
    complaint.reader, complaint.identity = request.user, show_identity(request, complaint)
    return complaint


@office
def detail(request, pk):
    """The page of one complaint."""
    complaint = _complaint(request, pk)
    return render(request, DETAIL, {"form": None} | _shown(request, complaint))


def _shown(request, complaint: Complaint) -> dict:
    user = request.user
    may_tell_police = complaint.police_due_at and (user.is_intake or user.is_head)
    return {
        "complaint": complaint,
        "vault": queries.vault_of(complaint, user, timezone.now()),
        "may_mark_spam": (user.is_intake or user.is_head) and complaint.is_open,
        "may_see_case": bool(complaint.case_id)
        and Case.objects.visible_to(user).filter(pk=complaint.case_id).exists(),
        "hints": _hints(complaint) if complaint.is_open else None,
        "talk": complaint.messages.select_related("by"),
        "police_hours": complaint.police_hours_left(timezone.now())
        if complaint.police_due_at
        else 0,
        "message_form": MessageForm(complaint=complaint) if complaint.finder else None,
        "police_form": PoliceForm(user=user) if may_tell_police else None,
    }


@office
def message(request, pk):
    """Write to the reporter."""
    complaint = _complaint(request, pk)
    form = MessageForm(request.POST or None, complaint=complaint)
    return record_page(
        request,
        form,
        partial(services.write_to_reporter, complaint),
        template=DETAIL,
        context=_shown(request, complaint) | {"message_form": form},
        success=_("Pesan terkirim. Pelapor melihatnya di halaman pelacakan."),
        then=complaint,
    )


@open_to(Role.INTAKE, Role.HEAD)
def police(request, pk):
    """Write down that the police were told, or why the duty lies elsewhere."""
    complaint = _complaint(request, pk)
    form = PoliceForm(request.POST or None, user=request.user)
    return record_page(
        request,
        form,
        partial(services.report_to_police, complaint),
        template=DETAIL,
        context=_shown(request, complaint) | {"police_form": form},
        success=_("Catatan kepolisian tersimpan."),
        then=complaint,
    )


@open_to(Role.INTAKE, Role.HEAD)
def spam(request, pk):
    """Set a report aside as possible spam, or take it back; by GET it leads to the report."""
    complaint = _complaint(request, pk)
    if request.method != "POST":
        return redirect(complaint)
    maybe_spam = "maybe" in request.POST
    services.mark_spam(complaint, maybe_spam=maybe_spam, by=request.user, at=timezone.now())
    told = _("Ditandai mungkin spam.") if maybe_spam else _("Kembali ke antrean.")
    messages.success(request, told)
    return redirect(complaint)


@office
def reveal(request, pk):
    """Say why names are needed; they are shown for ten minutes."""
    return reveal_page(request, _complaint(request, pk))


@office
def conceal(request, pk):
    """Mask the names again."""
    return conceal_page(request, _complaint(request, pk))


@office
def seal(request, pk):
    """Keep the complaint from somebody with a conflict of interest; a worker: from oneself."""
    complaint = _complaint(request, pk)
    return seal_page(
        request,
        complaint,
        services.seal_complaint,
        lift_url="complaints:lift_seal",
        only_oneself=request.user.is_worker,
    )


@open_to(Role.HEAD)
def lift_seal(request, pk, seal_pk):
    """Let somebody come upon the complaint again."""
    return lift_page(request, _complaint(request, pk), seal_pk)


@office
def step(request, pk, name):
    """Take one step of the intake SOP."""
    complaint = _complaint(request, pk)
    response = step_page(
        request,
        complaint,
        name,
        take=services.take_step,
        form=STEP_FORMS.get(name, StepForm),
        template="complaints/step.html",
        context={"complaint": complaint, "hints": _step_hints(complaint, name)},
    )
    if response.status_code == 302 and not _is_visible(request, pk):
        return redirect("complaints:queue")  # a worker has passed it on
    return response


def _step_hints(complaint: Complaint, name: str):
    may_repeat = name in {"screen", "accept", "merge"}
    return _hints(complaint) if may_repeat else None


def _hints(complaint: Complaint) -> queries.Hints:
    """What may be the same, and the row on each such record that this reader was told of it."""
    hints = queries.hints_for(complaint, complaint.reader)
    reading.hinted(hints.looked_at())
    return hints


def _is_visible(request, pk) -> bool:
    return Complaint.objects.visible_to(request.user).filter(pk=pk).exists()
