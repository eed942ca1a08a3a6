"""Pages about coordination meetings."""

from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from monitoring import queries, services
from monitoring.forms import MeetingForm
from monitoring.models import Meeting
from upksai.accounts.access import open_to
from upksai.accounts.roles import Role
from upksai.privacy import reading
from upksai.ui.paging import keyset_page
from upksai.workflow.views import record_page


@require_safe
@open_to(*queries.MINUTE_TAKERS, Role.WORKER)
def meetings(request):
    """Meetings held, the latest first."""
    reading.listing("meetings")
    page = keyset_page(
        Meeting.objects.visible_to(request.user), request.GET, order=("-held_on", "pk")
    )
    context = {"page": page, "may_write": queries.writes_minutes(request.user)}
    return render(request, "monitoring/meetings.html", context)


@require_safe
@open_to(*queries.MINUTE_TAKERS, Role.WORKER)
def meeting(request, pk):
    """One meeting: who was invited, who came, what was agreed."""
    meeting = get_object_or_404(
        Meeting.objects.visible_to(request.user).select_related("by"), pk=pk
    )
    reading.about("meeting", record=meeting.pk)
    return render(request, "monitoring/meeting.html", {"meeting": meeting})


@require_http_methods(["GET", "POST"])
@open_to(*queries.MINUTE_TAKERS)
def meeting_new(request):
    """Write down a meeting."""
    return record_page(
        request,
        MeetingForm(request.POST or None),
        services.record_meeting,
        template="monitoring/meeting_new.html",
        context={},
        success=_("Rapat tersimpan."),
        then=lambda meeting: meeting,
    )
