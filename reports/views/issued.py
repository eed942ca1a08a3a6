"""The anonymised report: preview, PDF, register, and checking a paper copy."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from reports.models import IssuedReport
from reports.periods import offered, read_period
from reports.services.issuing import figures_of, issue_report, issued_with
from upksai.accounts.access import open_to
from upksai.accounts.roles import Role
from upksai.ui.open_forms import open_form

MAY_ISSUE = (Role.HEAD, Role.DATA_OFFICER, Role.AUDITOR)


@require_safe
@open_to(*MAY_ISSUE)
def preview(request):
    """The report as it will be printed, for a period the reader chooses."""
    today = timezone.localdate()
    # Of the running year little can be released: the last one that is over says more.
    period = read_period(request.GET.get("periode", str(today.year - 1)), today=today)
    register = IssuedReport.objects.visible_to(request.user).latest_first()[:10]
    context = {
        "figures": figures_of(period),
        "period": period,
        "periods": offered(today),
    }
    context |= {"register": register, "at": timezone.now()}
    return render(request, "reports/preview.html", context)


@require_POST
@open_to(*MAY_ISSUE)
def issue(request):
    """Make the PDF, enter it in the register and hand it out."""
    named = request.POST.get("periode", "")
    period = read_period(named, today=timezone.localdate())
    if period.slug != named:
        # Looking may show another year instead; what is issued stays in the register.
        messages.error(request, _("Laporan belum terbit. Pilih periodenya, lalu terbitkan."))
        return redirect("reports:preview")
    issued, pdf = issue_report(period, by=request.user, at=timezone.now())
    name = f"laporan-upksai-{period.slug}-{issued.sha256[:8]}.pdf"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(pdf, content_type="application/pdf", headers=headers)


@open_form
@require_http_methods(["GET", "POST"])
def check(request):
    """Whether a paper report is one we issued: the fingerprint in its footer tells."""
    typed = request.POST.get("fingerprint", "")
    context = {"typed": typed, "found": issued_with(typed), "asked": bool(typed)}
    return render(request, "reports/check.html", context)
