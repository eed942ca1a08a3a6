"""What all settings pages share: where they stand, and asking before something is undone."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import resolve_url

from .forms import CalmForm
from .views import record_page


class ConfirmForm(CalmForm, forms.Form):
    """Nothing to fill in: the button is the answer."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.lay_out()


def place(title: Any, parent: Any, url_name: str, **more: Any) -> dict[str, Any]:
    """The title of a page and the list it belongs to."""
    above = {"title": title, "parent": parent, "parent_url": resolve_url(url_name)}
    return {"changes": [], "lead": ""} | above | more


def confirm_page(
    request: HttpRequest,
    write: Callable[..., Any],
    *,
    success: Any,
    then: Any,
    cancel: Any = None,
    **words: Any,
) -> HttpResponse:
    """Say what will happen (`title`, `consequence`, `action`), and do it when asked to."""
    return record_page(
        request,
        ConfirmForm(request.POST if request.method == "POST" else None),
        write,
        template="settings/confirm.html",
        context=words | {"cancel_url": resolve_url(cancel or then)},
        success=success,
        then=then,
    )
