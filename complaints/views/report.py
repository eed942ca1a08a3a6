"""The public report: five short pages, a receipt shown once, and nothing left behind."""

import uuid

from django.contrib.auth.decorators import login_not_required
from django.db import transaction
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from complaints import drafts, queries, services
from complaints.forms.report import PAGES, Report
from upksai.privacy.networks import NetworkCount
from upksai.ui.context import office
from upksai.ui.form_pages import form_page
from upksai.ui.open_forms import open_form, typed
from upksai.ui.patience import Patience
from upksai.ui.refusals import TooMany

from . import traces

LAST = len(PAGES)
#: Reports from one network that are still those of different people.
SENT = NetworkCount(10)


@login_not_required
def start(request):
    """Whom to call first, when a child is in danger."""
    return render(request, "complaints/report/start.html")


@open_form
def first_step(request):
    """The first page; only when it is sent, answers are kept and a cookie is set."""
    return _page(request, 1)


@login_not_required
def step(request, number):
    """The pages after the first."""
    if not 1 < number <= LAST:
        raise Http404
    return _page(request, number)


def _page(request, number: int):
    at = timezone.now()
    answers = queries.answers_so_far(traces.draft_id(request), at)
    if answers is None and number > 1:
        return _ended(request)
    is_going_on, answers = answers is not None, answers or {}
    page = PAGES[number - 1](typed(request), initial=answers.get(str(number)))
    patience = Patience(typed(request) if number == 1 else None, at=at)
    if request.method == "POST" and page.is_valid() and patience.allows(page):
        answers |= {str(number): page.to_keep()}
        _keep(request, answers, at, is_going_on=is_going_on)
        unanswered = [n for n in range(1, LAST + 1) if str(n) not in answers]
        if unanswered:
            return redirect("complaints:report_step", unanswered[0])
        return redirect("complaints:report_check")
    back = "complaints:report_step" if number > 1 else "complaints:report"
    shown = {"form": page, "back": back, "number": number, "before": number - 1}
    shown |= {"patience": patience}
    return form_page(request, "complaints/report/page.html", shown)


def _keep(request, answers: dict, at, *, is_going_on: bool) -> None:
    # Never under the number of answers that were forgotten: their key is going, or gone.
    draft = (traces.draft_id(request) if is_going_on else None) or uuid.uuid4()
    drafts.keep_answers(draft, answers=answers, at=at)
    request.session[traces.DRAFT] = str(draft)


def _ended(request):
    return render(request, "complaints/report/ended.html", status=_status(request))


def _status(request) -> int:
    """What was sent, and cannot be taken, is answered with 422."""
    return 422 if request.method == "POST" else 200


@login_not_required
def check(request):
    """All answers once more; sending them makes exactly one complaint."""
    at = timezone.now()
    draft = traces.draft_id(request)
    answers = queries.answers_so_far(draft, at)
    if answers is None:
        return (
            redirect("complaints:report_sent") if traces.holds_report(request) else _ended(request)
        )
    report = Report(answers)
    if request.method == "POST" and not report.missing:
        try:
            _send(request, draft, report, at)
        except TooMany:
            return _show(request, report, is_busy=True)
        return redirect("complaints:report_sent")
    return _show(request, report)


def _show(request, report: Report, *, is_busy: bool = False):
    shown = {"report": report, "is_busy": is_busy}
    status = 429 if is_busy else _status(request)
    return render(request, "complaints/report/check.html", shown, status=status)


@transaction.atomic
def _send(request, draft, report: Report, at) -> None:
    is_flood = SENT.count(request, at=at)
    complaint, code = services.send_report(draft, at=at, is_flood=is_flood, **report.facts())
    if code:
        request.session.pop(traces.DRAFT, None)
        traces.open_report(request, complaint, at)
        traces.keep_code(request, complaint, code)


@login_not_required
def sent(request):
    """The receipt code, once."""
    complaint = traces.opened_report(request, timezone.now())
    code = traces.take_code(request, complaint.pk) if complaint else ""
    shown = {"complaint": complaint, "code": code}
    return render(request, "complaints/report/sent.html", shown)


@require_POST
@login_not_required
def leave(request):
    """Forget this visit: here, and in the browser as far as it obeys."""
    return _forgotten(request, redirect("complaints:left"))


@require_safe
@login_not_required
def quick_exit(request):
    """Leave at once for a page that anybody may have open, and forget this visit.

    A plain link, so that it works without scripts; a link on somebody else's page forgets nothing.
    """
    away = redirect(office()["safe_page"])
    is_ours = request.headers.get("Sec-Fetch-Site", "none") in {"same-origin", "none"}
    return _forgotten(request, away) if is_ours else away


def _forgotten(request, response):
    drafts.forget_answers(traces.draft_id(request))
    request.session.flush()
    response["Clear-Site-Data"] = '"cache", "cookies", "storage"'
    return response


@login_not_required
def left(request):
    """What is left to do by hand on a shared device."""
    return render(request, "complaints/report/left.html")
