"""The head's dashboard."""

from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from reports.dashboard import dashboard
from reports.periods import offered, read_period
from upksai.accounts.access import open_to
from upksai.accounts.roles import Role


@require_safe
@open_to(Role.HEAD, Role.DATA_OFFICER)
def show(request):
    """How the unit does: target, pace, categories, ageing, workload, map."""
    now = timezone.now()
    today = timezone.localdate(now)
    period = read_period(request.GET.get("periode", ""), today=today)
    context = {
        "board": dashboard(period, at=now, reader=request.user),
        "periods": offered(today),
        "now": now,
    }
    return render(request, "reports/dashboard.html", context)
