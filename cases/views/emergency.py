"""Emergency access: opening one case for an hour, and the review by somebody else."""

from functools import partial

from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from cases import services
from cases.forms.emergency import BreakGlassForm, ReviewForm
from upksai.accounts import break_glass as grants
from upksai.accounts.access import open_to
from upksai.accounts.roles import Role
from upksai.privacy import reading
from upksai.ui.paging import keyset_page
from upksai.workflow.views import record_page

from .opening import typed

for_reviewers = open_to(Role.HEAD, Role.AUDITOR)


@require_http_methods(["GET", "POST"])
@open_to(Role.WORKER, Role.INTAKE)
def ask(request):
    """Say which case and what emergency; it opens for an hour of reading."""
    return record_page(
        request,
        BreakGlassForm(typed(request), user=request.user),
        services.break_glass,
        template="cases/emergency.html",
        context={},
        success=grants.what_was_told,
        then=lambda opened: reverse("cases:detail", args=[opened.record]),
    )


@require_safe
@for_reviewers
def reviews(request):
    """Emergency accesses, the newest first."""
    page = keyset_page(grants.reviewable_by(request.user), request.GET, order=("-at", "pk"))
    reading.listing("emergency")
    return render(request, "cases/emergency_reviews.html", {"page": page})


@require_http_methods(["GET", "POST"])
@for_reviewers
def review(request, pk):
    """Say whether it was justified."""
    opened = get_object_or_404(grants.reviewable_by(request.user), pk=pk)
    reading.about("emergency access", record=opened.pk, case=opened.record)
    return record_page(
        request,
        ReviewForm(typed(request)),
        partial(grants.review, opened),
        template="cases/emergency_review.html",
        context={"opened": opened},
        success=_("Tinjauan tersimpan."),
        then="cases:emergency_reviews",
    )
