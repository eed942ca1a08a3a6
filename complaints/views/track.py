"""Following a report with its code. The code and the report are never in an address."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from complaints import services
from complaints.forms.track import CodeForm, ReplyForm
from complaints.progress import progress_of
from upksai.privacy.networks import NetworkCount
from upksai.ui.form_pages import form_page
from upksai.ui.open_forms import open_form, typed
from upksai.ui.refusals import TooMany

from . import traces

#: Wrong codes from one network that are still somebody's bad handwriting.
WRONG = NetworkCount(30)


@open_form
def enter(request):
    """Ask for the code; every wrong one gets the same answer after the same time."""
    form = CodeForm(typed(request))
    if request.method == "POST" and form.is_valid():
        if complaint := _opened(request, form.cleaned_data["code"]):
            request.session.cycle_key()
            traces.open_report(request, complaint, timezone.now())
            return redirect("complaints:follow")
        form.refuse()
    return _ask(request, form)


def _ask(request, form: CodeForm):
    return form_page(request, "complaints/track/enter.html", {"form": form})


def _opened(request, code: str):
    at = timezone.now()
    if WRONG.is_over(request, at=at):
        raise TooMany
    complaint = services.open_with_code(code, at=at)
    if complaint is None:
        WRONG.count(request, at=at)
    return complaint


@login_not_required
def follow(request):
    """How far the report has come, and what was written to and fro."""
    at = timezone.now()
    complaint = traces.opened_report(request, at)
    if complaint is None:
        return _closed(request)
    progress = progress_of(complaint)
    form = ReplyForm(typed(request))
    if request.method == "POST" and not progress.may_reply:
        form.add_error(None, _("Balasan tidak terkirim: laporan ini sudah selesai."))
    elif request.method == "POST" and form.is_valid():
        services.answer_office(complaint, at=at, **form.cleaned_data)
        messages.success(request, _("Balasan terkirim. Petugas membacanya di sini juga."))
        return redirect("complaints:follow")
    shown = {"complaint": complaint, "progress": progress, "form": form}
    return form_page(request, "complaints/track/follow.html", shown)


def _closed(request):
    """To the page that asks for the code; whoever wrote in vain is told so."""
    if request.method != "POST":
        return redirect("complaints:track")
    form = CodeForm(request.POST)
    form.add_error(
        None, _("Balasan belum terkirim: laporan sudah tertutup. Buka lagi, lalu kirim.")
    )
    return _ask(request, form)
