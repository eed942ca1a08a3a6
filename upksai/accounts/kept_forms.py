"""What somebody was typing when their session ended: kept sealed, given back to the same person."""

import time
from typing import Any

from django.http import HttpRequest

KEPT = "kept_form"
#: Longer than this nobody comes back to a half-written form.
MINUTES = 60
#: Characters; a form with more in it is a mistake.
LARGEST = 200_000
#: Never kept: it is secret, or belongs to the old page.
LEFT_OUT = {"csrfmiddlewaretoken", "code", "credential", "login"}


def keep_form(request: HttpRequest, person_id: str) -> bool:
    """Keep the fields of a form of the office; files can't be kept."""
    fields = [
        [name, value]
        for name, values in request.POST.lists()
        for value in values
        if name not in LEFT_OUT and "password" not in name
    ]
    if not fields or len(str(fields)) > LARGEST:
        return False
    request.session[KEPT] = {
        "person": person_id,
        "path": request.get_full_path(),
        "fields": fields,
        "at": time.time(),
    }
    return True


def kept_form(request: HttpRequest) -> dict[str, Any] | None:
    """The kept form, if it is this person's and not too old."""
    kept = request.session.get(KEPT)
    if not kept or kept["person"] != str(request.user.pk):
        return None
    return kept if time.time() - kept["at"] < MINUTES * 60 else None


def drop_form(request: HttpRequest) -> None:
    """Forget the kept form."""
    request.session.pop(KEPT, None)
