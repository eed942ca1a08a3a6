"""Pages about the referrals we send."""

from functools import partial

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from cases.models import Case
from cases.services import ground_of, read_case
from referrals import letters, queries, services
from referrals.forms import AnswerForm, ReferralDraftForm, ReferralFilter, ReferralForm
from referrals.models import Referral
from upksai.accounts.access import open_to
from upksai.accounts.disclosure import show_identity
from upksai.accounts.roles import Role
from upksai.privacy import reading
from upksai.ui.paging import keyset_page
from upksai.workflow.engine import StepRefused
from upksai.workflow.views import record_page, step_page


@require_safe
@open_to(Role.INTAKE, Role.WORKER, Role.HEAD)
def referral_list(request):
    """Referrals by what has to be done about them; a complaint officer has only those coming in."""
    if request.user.is_intake:
        return redirect("referrals:incoming")
    tab = queries.tab_named(request.GET.get("tampil", ""))
    form = ReferralFilter(request.GET)
    found = form.narrow(queries.listed(tab, user=request.user, at=timezone.now()))
    page = keyset_page(found, request.GET, order=tab.order)
    chips = form.chips(request.GET)
    context = {"page": page, "tab": tab, "form": form, "chips": chips, "now": timezone.now()}
    return render(request, "referrals/list.html", context)


@require_safe
def case_tab(request, case_pk):
    """The referrals of one case."""
    case = read_case(case_pk, reader=request.user, at=timezone.now(), part="referrals")
    referrals = case.referrals.select_related("institution").order_by("-number")
    may_write = case.is_active and Role.ASSIGNED in case.roles_of(request.user)
    context = {"case": case, "tab": "referrals", "referrals": referrals, "may_write": may_write}
    return render(request, "referrals/case_tab.html", context)


@require_http_methods(["GET", "POST"])
def new(request, case_pk):
    """Write a referral."""
    case = get_object_or_404(
        Case.objects.visible_to(request.user).assigned_to(request.user), pk=case_pk
    )
    reading.about("case", record=case.pk, case=case.pk, part="referrals", ground="assigned")
    return record_page(
        request,
        ReferralForm(request.POST or None),
        partial(services.draft_referral, case),
        template="referrals/new.html",
        context={
            "case": case,
            "agreed": queries.partners_with_consent(case),
            "heading": _("Buat rujukan"),
            "back_url": reverse("referrals:case_tab", args=[case.pk]),
        },
        success=_("Draf rujukan tersimpan. Periksa, lalu ajukan kepada Ketua."),
        then=lambda referral: referral,
    )


@require_http_methods(["GET", "POST"])
def edit(request, pk):
    """Change a draft."""
    found = Referral.objects.visible_to(request.user).assigned_to(request.user)
    referral = get_object_or_404(found.drafts().select_related("case"), pk=pk)
    _reads(request, referral)
    return record_page(
        request,
        ReferralDraftForm(request.POST or None, instance=referral),
        partial(services.change_draft, referral),
        template="referrals/new.html",
        context={
            "case": referral.case,
            "agreed": queries.partners_with_consent(referral.case),
            "heading": _("Ubah draf rujukan"),
            "back_url": referral.get_absolute_url(),
        },
        success=_("Draf rujukan diperbarui. Berikutnya: ajukan kepada Ketua."),
        then=referral,
    )


@require_safe
def detail(request, pk):
    """One referral: what was asked, what was answered, what comes next."""
    now = timezone.now()
    referral = services.read_referral(pk, reader=request.user, at=now)
    show_identity(request, referral.case)
    context = {
        "referral": referral,
        "case": referral.case,
        "gaps": queries.consent_gaps(referral, now),
        "is_mine": Role.ASSIGNED in referral.roles_of(request.user),
        "can_be_handed_over": queries.can_be_handed_over(referral, request.user),
    }
    return render(request, "referrals/detail.html", context)


@require_http_methods(["GET", "POST"])
def step(request, pk, slug):
    """Take one step of a referral."""
    visible = Referral.objects.visible_to(request.user).select_related("case", "institution")
    referral = get_object_or_404(visible, pk=pk)
    _reads(request, referral)
    return step_page(request, referral, slug, take=services.take_step, form=AnswerForm)


@require_http_methods(["GET", "POST"])
@open_to(Role.HEAD)
def hand_over(request, pk):
    """Move the case to the partner that has accepted it."""
    visible = Referral.objects.visible_to(request.user).select_related("case", "institution")
    referral = get_object_or_404(visible, pk=pk)
    _reads(request, referral)
    if not queries.can_be_handed_over(referral, request.user):
        messages.info(request, _("Kasus ini tidak menunggu pengalihan."))
        return redirect(referral)
    if request.method == "GET":
        return render(request, "referrals/hand_over.html", {"referral": referral})
    try:
        services.hand_over_case(referral, by=request.user, at=timezone.now())
    except StepRefused as refused:
        messages.error(request, " ".join(refused.reasons))
    else:
        messages.success(
            request, _("Kasus dialihkan. Rujukan ini tetap menunggu umpan balik mitra.")
        )
    return redirect(referral)


def _reads(request, referral) -> None:
    what = {"record": referral.pk, "case": referral.case_id, "part": "referrals"}
    reading.about("referral", **what, ground=ground_of(referral.case, request.user))


@require_safe
def letter(request, pk):
    """The referral letter as PDF. Its file name is the referral's number."""
    now = timezone.now()
    referral = services.read_referral(pk, reader=request.user, at=now, part="surat rujukan")
    identity = show_identity(request, referral.case)
    pdf = letters.letter_pdf(referral, at=now, shows_names=identity.is_shown())
    response = HttpResponse(pdf, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{referral.number}.pdf"'
    response["Cache-Control"] = "no-store"
    return response
