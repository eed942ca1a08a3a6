"""Planning, proposing and publishing statistics: pages of the data officer and the head."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from reports import services
from reports.disclosure import Release
from reports.forms import PlanForm, ProposalForm
from reports.models import LedgerEntry, StatPlan, StatRelease
from reports.queries import askable, ledger_hash, topic_labels
from reports.released import Released, certificate_of, drawn, left_behind
from upksai.accounts.access import open_to
from upksai.accounts.roles import Role
from upksai.privacy import reading
from upksai.ui.form_pages import form_page
from upksai.ui.paging import keyset_page
from upksai.workflow.settings_pages import confirm_page
from upksai.workflow.views import record_page, step_page

MAY_SEE = (Role.HEAD, Role.DATA_OFFICER, Role.AUDITOR)


@require_safe
@open_to(*MAY_SEE)
def index(request):
    """Who released what, what was refused, and what can still be asked safely."""
    reading.about("statistics", part="releases")
    releases = StatRelease.objects.visible_to(request.user)
    refused = StatPlan.objects.visible_to(request.user).refused().latest_first()
    context = {
        "page": keyset_page(releases, request.GET, order=("-state_since", "pk")),
        "refused": refused.defer("options")[:10],
        "topics": topic_labels(),
        "years": askable(timezone.localdate()),
    }
    return render(request, "reports/releases/list.html", context)


@require_http_methods(["GET", "POST"])
@open_to(Role.DATA_OFFICER)
def new(request):
    """Choose what a table should tell apart; the planner answers on the next page."""
    reading.about("statistics", part="plan")
    data = request.POST if request.method == "POST" else None
    form = PlanForm(data, initial=_wished(request), today=timezone.localdate())
    if form.is_valid():
        asked = services.plan_release(by=request.user, at=timezone.now(), **form.asked)
        return redirect(asked)
    return form_page(request, "reports/releases/new.html", {"form": form})


def _wished(request) -> dict[str, str]:
    return {"first": request.GET.get("rincian", "type"), "period": request.GET.get("periode", "")}


@require_http_methods(["GET", "POST"])
@open_to(*MAY_SEE)
def plan(request, pk):
    """What may be published and how it will look; the data officer proposes one of the tables."""
    asked = get_object_or_404(StatPlan.objects.visible_to(request.user), pk=pk)
    reading.about("statistics plan", record=asked.pk)
    form = ProposalForm(request.POST if request.method == "POST" else None, plan=asked)
    tables = [Released(Release.from_json(o["content"], sha256=o["sha256"])) for o in asked.options]
    return record_page(
        request,
        form,
        partial(services.propose_release, asked),
        template="reports/releases/plan.html",
        context={
            "plan": asked,
            "options": list(zip(tables, asked.options, strict=True)),
            "is_current": asked.ledger == ledger_hash(),
        },
        success=_("Usulan tersimpan. Berikutnya: Ketua memutuskan."),
        then=lambda release: release.get_absolute_url(),
    )


@require_safe
@open_to(*MAY_SEE)
def detail(request, pk):
    """One release: the table as everybody sees it, why it is so, what was proven, who did what."""
    release = _visible(request, pk)
    entry = release.publication
    table = entry.published if entry else release.proposed
    (shown,) = drawn(
        [table], left_behind([table], LedgerEntry.objects.visible_to(None).corrections())
    )
    proof = certificate_of((entry or release).certificate)
    context: dict[str, Any] = {"release": release, "entry": entry, "shown": shown}
    context |= {"certificate": proof, "intervals": shown.proven(proof)}
    context["corrections"] = release.corrections.published()
    return render(request, "reports/releases/detail.html", context)


@require_http_methods(["GET", "POST"])
@open_to(Role.HEAD)
def step(request, pk, name):
    """Publish, reject or withdraw."""
    release = _visible(request, pk)
    return step_page(
        request,
        release,
        name,
        take=services.take_release_step,
        template="reports/releases/step.html",
        context={
            "shown": Released(release.proposed),
            "certificate": certificate_of(release.certificate),
        },
    )


@require_http_methods(["GET", "POST"])
@open_to(Role.DATA_OFFICER)
def correct(request, pk):
    """Plan the same table anew, from the cases as they are today."""
    release = _visible(request, pk)
    return confirm_page(
        request,
        partial(services.plan_correction, release),
        title=_("Koreksi: %(title)s") % {"title": release},
        consequence=_(
            "Tabel dihitung lagi dari potret data baru. Yang sudah terbit tetap dianggap diketahui "
            "orang, jadi koreksinya mungkin lebih kasar."
        ),
        action=_("Rencanakan koreksi"),
        success=_("Rencana koreksi tersedia. Berikutnya: periksa, lalu usulkan."),
        then=lambda asked: asked.get_absolute_url(),
        cancel=release.get_absolute_url(),
    )


@require_POST
@open_to(Role.DATA_OFFICER)
def renew(request):
    """Take a new snapshot, so that what was corrected or entered late counts from now on."""
    reading.about("statistics", part="snapshot")
    kept = services.take_snapshot(at=timezone.now())
    words = {"number": kept.number}
    messages.success(request, _("Potret data nomor %(number)d dipakai mulai sekarang.") % words)
    return redirect("reports:stat_releases")


def _visible(request, pk) -> StatRelease:
    found = StatRelease.objects.visible_to(request.user).select_related("plan", "corrects")
    release = get_object_or_404(found, pk=pk)
    reading.about("statistics release", record=release.pk)
    return release
