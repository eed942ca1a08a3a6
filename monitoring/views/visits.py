"""Pages about visits and evaluations."""

from functools import partial

from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from cases.models import Case
from cases.services import ground_of, read_case
from monitoring import queries, services
from monitoring.forms import EvaluationForm, ScheduleForm, VisitForm
from monitoring.models import Visit
from upksai.accounts.access import open_to
from upksai.accounts.disclosure import show_identity
from upksai.accounts.roles import Role
from upksai.privacy import reading
from upksai.ui.dates import moment
from upksai.ui.paging import keyset_page
from upksai.workflow.views import record_page, step_page


@require_safe
@open_to(Role.WORKER, Role.HEAD)
def visit_list(request):
    """Visits of all cases one may see: late, this week, planned, made."""
    now = timezone.now()
    tab = queries.tab_named(request.GET.get("tampil", ""))
    found = queries.listed(tab, user=request.user, at=now)
    page = keyset_page(found, request.GET, order=tab.order)
    return render(request, "monitoring/list.html", {"page": page, "tab": tab, "now": now})


@require_safe
def case_tab(request, case_pk):
    """The visits and evaluations of one case."""
    case = read_case(case_pk, reader=request.user, at=timezone.now(), part="monitoring")
    show_identity(request, case)
    context = {
        "case": case,
        "tab": "monitoring",
        "planned": queries.next_visit(case),
        "made": queries.visits_made(case),
        "evaluations": case.evaluations.select_related("by"),
        "may_write": _may_write(case, request.user),
    }
    return render(request, "monitoring/case_tab.html", context)


def _may_write(case, user) -> bool:
    return Role.ASSIGNED in case.roles_of(user) and case.state not in services.FINISHED


def _case_of_mine(request, pk) -> Case:
    mine = Case.objects.visible_to(request.user).assigned_to(request.user)
    case = get_object_or_404(mine, pk=pk)
    reading.about("case", record=pk, case=pk, part="monitoring", ground="assigned")
    return case


@require_http_methods(["GET", "POST"])
def record(request, case_pk):
    """Write down a visit, on the phone."""
    case = _case_of_mine(request, case_pk)
    return record_page(
        request,
        VisitForm(request.POST or None, request.FILES or None),
        partial(services.write_up_visit, case),
        template="monitoring/record.html",
        context={
            "case": case,
            "planned": queries.next_visit(case),
            "number": queries.visits_made(case).count() + 1,
        },
        success=_visit_saved,
        then=reverse("monitoring:case_tab", args=[case.pk]),
    )


def _visit_saved(visit) -> str:
    words = [_("Kunjungan tersimpan."), queries.what_is_next(visit.case)]
    if visit.is_alarming:
        words.append(_("Beri tahu Ketua sekarang juga."))
    return " ".join(filter(None, words))


def _visit_planned(visit) -> str:
    return _("Kunjungan dijadwalkan %(when)s.") % {"when": moment(visit.planned_at)}


@require_http_methods(["GET", "POST"])
def schedule(request, case_pk):
    """Agree on the time of the next visit."""
    case = _case_of_mine(request, case_pk)
    planned = queries.next_visit(case)
    initial = {"planned_at": planned.planned_at, "purpose": planned.purpose} if planned else {}
    return record_page(
        request,
        ScheduleForm(request.POST or None, initial=initial),
        partial(services.schedule_visit, case),
        template="monitoring/schedule.html",
        context={"case": case, "planned": planned},
        success=_visit_planned,
        then=reverse("monitoring:case_tab", args=[case.pk]),
    )


@require_http_methods(["GET", "POST"])
def evaluate(request, case_pk):
    """Write down what the help has changed."""
    case = _case_of_mine(request, case_pk)
    return record_page(
        request,
        EvaluationForm(request.POST or None, initial=queries.functioning_at_start(case)),
        partial(services.evaluate, case),
        template="monitoring/evaluate.html",
        context={"case": case},
        success=_("Evaluasi tersimpan. Bila syarat lain terpenuhi, penutupan dapat diusulkan."),
        then=reverse("monitoring:case_tab", args=[case.pk]),
    )


@require_safe
def visit(request, pk):
    """One visit: what was planned, what was seen."""
    visit = services.read_visit(pk, reader=request.user, at=timezone.now())
    show_identity(request, visit.case)
    is_mine = _may_write(visit.case, request.user)
    context = {"visit": visit, "case": visit.case, "is_mine": is_mine}
    return render(request, "monitoring/visit.html", context)


@require_http_methods(["GET", "POST"])
def step(request, pk, slug):
    """Take one step of a visit; what was seen is written on its own page."""
    visible = Visit.objects.visible_to(request.user).select_related("case")
    visit = get_object_or_404(visible, pk=pk)
    ground = ground_of(visit.case, request.user)
    reading.about("visit", record=pk, case=visit.case_id, part="monitoring", ground=ground)
    if slug == "record":
        return redirect("monitoring:record", visit.case_id)
    return step_page(request, visit, slug, take=services.take_step)
