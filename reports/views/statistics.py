"""Yearly totals for everyone."""

from django.contrib.auth.decorators import login_not_required
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from reports.periods import FIRST_YEAR, year
from reports.services.issuing import figures_of


@login_not_required
@require_safe
def years(request):
    """The newest finished year."""
    return redirect("reports:statistics_year", timezone.localdate().year - 1)


@login_not_required
@require_safe
def show(request, number):
    """Totals of one finished year. A running year would show who came since yesterday."""
    today = timezone.localdate()
    finished = range(today.year - 1, FIRST_YEAR - 1, -1)
    figures = figures_of(year(number), today=today) if number in finished else None
    context = {"figures": figures, "year": number, "finished": finished}
    return render(request, "reports/statistics.html", context)
