"""Emergency access: opening one case for an hour, and the review by somebody else."""

from functools import partial

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from cases import services
from cases.forms.emergency import BreakGlassForm, ReviewForm
from upksai.accounts import break_glass as grants
from upksai.accounts.access import open_to
from upksai.accounts.roles import Role
from upksai.privacy import reading
from upksai.ui.form_pages import form_page
from upksai.ui.paging import keyset_page
from upksai.workflow.views import record_page

from .opening import typed

NOT_FOUND = gettext_lazy(
    "Tidak ada kasus bernomor ini yang dapat dibuka. Percobaan ini tercatat dan dihitung. "
    "Hubungi Ketua."
)
for_reviewers = open_to(Role.HEAD, Role.AUDITOR)


@require_http_methods(["GET", "POST"])
@open_to(Role.WORKER, Role.INTAKE)
def ask(request):
    """Say which case and what emergency; it opens for an hour of reading."""
    form = BreakGlassForm(typed(request), user=request.user)
    if opened := _opened(form, by=request.user):
        messages.success(request, grants.what_was_told(opened))
        return redirect("cases:detail", opened.record)
    return form_page(request, "cases/emergency.html", {"form": form})


def _opened(form, *, by):
    """What the form opens; else it says why not. A miss is no error: it stays in the trail."""
    if not form.is_valid():
        return None
    try:
        opened = services.break_glass(by=by, at=timezone.now(), **form.cleaned_data)
    except ValidationError as refused:
        form.add_error(None, refused)
        return None
    if opened is None:
        form.add_error(None, NOT_FOUND)
    return opened


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
