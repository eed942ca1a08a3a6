"""The pages on which any step of any SOP is taken and any record is written down."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from upksai.ui.form_pages import form_page

from . import engine
from .forms import RecordForm, StepForm, step_form


def step_page(
    request: HttpRequest,
    record,
    name: str,
    *,
    take: Callable[..., Any] = engine.take,
    form: type[StepForm] = StepForm,
    template: str = "workflow/step.html",
    context: dict[str, Any] | None = None,
) -> HttpResponse:
    """Ask for what the step needs, then take it. `take` lets an app add its own effects."""
    step = _offered(request, record, name)
    if request.method == "GET" and record.state not in step.source:
        messages.info(request, _("“%(step)s” sudah tidak diperlukan.") % {"step": step})
        return redirect(record)
    bound = step_form(record, step, request.POST or None, form=form)
    if request.method == "POST" and bound.is_valid():
        filled = bound.cleaned_data
        try:
            take(record, name, by=request.user, at=timezone.now(), **filled)
        except engine.StepAlreadyTaken as already:
            messages.info(request, already.reasons[0])
            return redirect(record)
        except engine.StepRefused as refused:
            for reason in refused.reasons:
                bound.add_error(None, reason)
            # The engine has re-read the record, so the next try is an informed one.
            bound.data = request.POST.copy()
            bound.data["version"] = str(record.version)
        except ValidationError as invalid:
            _show(bound, invalid)
        else:
            messages.success(request, _told(record, step))
            return redirect(record)
    reasons = engine.blockers(record, step, timezone.now()) if request.method == "GET" else []
    shown = {"record": record, "step": step, "form": bound, "reasons": reasons} | (context or {})
    return form_page(request, template, shown)


def _told(record, step) -> str:
    """What has happened, and what has to be done next."""
    words = {"step": step.done, "duty": record.duty and record.duty.text}
    if record.duty:
        return _("%(step)s. Berikutnya: %(duty)s.") % words
    return _("%(step)s.") % words


def _offered(request: HttpRequest, record, name: str):
    """The step, if the SOP ever gives it to this person; a past one is answered by the engine."""
    roles = record.roles_of(request.user)
    for step in record.workflow.steps:
        if step.name == name and step.by & roles:
            return step
    raise Http404


def record_page(
    request: HttpRequest,
    form,
    write: Callable[..., Any],
    *,
    template: str,
    context: dict[str, Any],
    success: Any,
    then: Any,
) -> HttpResponse:
    """Show a form; when it is right, write the record once, say so, and go on to `then`.

    `success` and `then` may be functions of what was written.
    """
    if request.method == "POST" and form.is_valid():
        try:
            with transaction.atomic():
                written = write(by=request.user, at=timezone.now(), **form.cleaned_data)
        except engine.StepAlreadyTaken as already:
            messages.info(request, already.reasons[0])
            return redirect(_of(then, getattr(form, "instance", None)))
        except engine.StepRefused as refused:
            for reason in refused.reasons:
                form.add_error(None, reason)
        except (ValidationError, IntegrityError) as refused:
            if before := _written_before(form):
                messages.info(request, _("Sudah tersimpan; tidak dicatat dua kali."))
                return redirect(_of(then, before))
            if isinstance(refused, IntegrityError):
                raise
            _show(form, refused)
        else:
            messages.success(request, _of(success, written))
            return redirect(_of(then, written))
    return form_page(request, template, {"form": form} | context)


def _of(what: Any, written: Any) -> Any:
    return what(written) if callable(what) else what


def _written_before(form):
    """What the same form has already written, if it has."""
    if not isinstance(form, RecordForm):
        return None
    return form._meta.model.objects.filter(form_key=form.cleaned_data.get("form_key")).first()


def _show(form, invalid: ValidationError) -> None:
    """Put what the record itself refused next to the field, or at the top."""
    errors = invalid.message_dict if hasattr(invalid, "error_dict") else {"": invalid.messages}
    for field, sentences in errors.items():
        for sentence in sentences:
            form.add_error(field if field in form.fields else None, sentence)
