"""Pages with a form: what was refused says so in words to people, with 4xx to programs."""

from collections.abc import Mapping
from typing import Any

from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

#: The code of an error that will pass by itself: whoever waits may send the same again.
WAIT = "wait"


def form_page(request: HttpRequest, template: str, context: dict[str, Any]) -> HttpResponse:
    """A form to be filled in, or what was typed with what is wrong in it."""
    return render(request, template, context, status=form_status(request, context))


def form_status(request: HttpRequest, context: Mapping[str, Any] | None) -> int:
    """How a page with these forms is answered: 200; 422 if one was refused, 429 if for now."""
    if request.method != "POST":
        return 200
    forms = [shown for shown in (context or {}).values() if isinstance(shown, BaseForm)]
    refused = [form for form in forms if form.is_bound and not form.is_valid()]
    if any(_asks_to_wait(form) for form in refused):
        return 429
    return 422 if refused else 200


def _asks_to_wait(form: BaseForm) -> bool:
    errors = form.errors.as_data().values()
    return any(error.code == WAIT for field in errors for error in field)
