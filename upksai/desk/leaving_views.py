"""The page for when somebody leaves the office."""

from functools import partial

from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from upksai.accounts.access import open_to
from upksai.accounts.models import User
from upksai.accounts.queries import sessions_of, staff
from upksai.accounts.roles import Role
from upksai.accounts.stepup import confirmed_to_write
from upksai.ui.paging import keyset_page
from upksai.workflow.views import record_page

from .forms import LeaverForm
from .leaving import carried_cases, cases_known_to, leave, opened_files


@require_safe
@open_to(Role.HEAD, Role.ADMIN)
def team(request):
    """Everyone who works here or did; whoever leaves is chosen here."""
    page = keyset_page(staff(), request.GET, order=("role", "pk"))
    return render(request, "desk/team.html", {"page": page})


@require_http_methods(["GET", "POST"])
@open_to(Role.HEAD, Role.ADMIN)
@confirmed_to_write
def leaver(request, pk):
    """Account, sessions and cases of somebody who leaves, and what they opened lately."""
    person = get_object_or_404(User, pk=pk)
    shown = _shown(request.user, person)
    asks = request.user.is_head and shown["carried"] > 0
    return record_page(
        request,
        LeaverForm(request.POST if request.method == "POST" else None, person=person, asks=asks),
        partial(leave, person),
        template="desk/leaver.html",
        context=shown,
        success=_("Akun ditutup, semua sesi diakhiri, dan kasus diserahkan."),
        then=lambda _done: reverse("desk:leaver", args=[person.pk]),
    )


def _shown(reader, person) -> dict:
    """The admin sees how many; which ones only the head, but for those sealed from the head."""
    at = timezone.now()
    opened = opened_files(person, at, among=cases_known_to(reader))
    return {
        "person": person,
        "sessions": sessions_of(person, at).count(),
        "carried": carried_cases(person, reader=reader).count(),
        "opened_count": len(opened),
        "opened": opened if reader.is_head else [],
    }
