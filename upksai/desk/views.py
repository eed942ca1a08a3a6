"""The pages a day begins with: work, decisions, search."""

from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from upksai.accounts.access import open_to
from upksai.accounts.roles import Role
from upksai.privacy import reading
from upksai.privacy.telling import Told
from upksai.ui.paging import keyset_page

from .search import SHORTEST, search
from .trail import TrailFilter
from .work import work_of

#: Where a day begins for those who have no work list.
HOME = {Role.AUDITOR: "reports:preview", Role.ADMIN: "workflow:staff"}


@require_safe
def home(request):
    """What I have to do: late, today, this week."""
    if elsewhere := HOME.get(request.user.role):
        return redirect(elsewhere)
    now = timezone.now()
    reading.listing("work")
    return render(request, "desk/home.html", {"work": work_of(request.user, now), "now": now})


@require_safe
@open_to(Role.HEAD)
def approvals(request):
    """What waits for the head's decision."""
    now = timezone.now()
    reading.listing("approvals")
    return render(request, "desk/approvals.html", {"work": work_of(request.user, now), "now": now})


@require_http_methods(["GET", "POST"])
def find(request):
    """One search over everything the person may see. A name may be typed, so it is never in the
    address: the words come by POST.
    """
    text = request.POST.get("q", "")
    if text:
        reading.about("search")
    found = search(request.user, text)
    context = {"q": text, "found": found, "is_short": len(text.strip()) < SHORTEST}
    return render(request, "desk/search.html", context)


@require_safe
@open_to(Role.AUDITOR)
def trail(request):
    """The audit trail, for the auditor: who did what, by numbers and keys only."""
    reading.about("audit")
    form = TrailFilter(request.GET or None)
    page = keyset_page(form.rows(), request.GET, order=("-seq",), size=50)
    page.rows[:] = [Told(row) for row in page.rows]
    return render(request, "desk/trail.html", {"form": form, "page": page})
