"""The pages on which any record is kept from somebody, and opened to them again."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from upksai.accounts import seals
from upksai.accounts.models import User
from upksai.accounts.stepup import confirmed_to_write

from .seal_forms import SealForm
from .settings_pages import confirm_page
from .views import record_page

#: Where somebody goes who has just closed a record to themselves.
HOME = "desk:home"


def seal_page(
    request: HttpRequest,
    record,
    write: Callable[..., Any],
    *,
    lift_url: str,
    only_oneself: bool = False,
) -> HttpResponse:
    """Keep a record from somebody; `write` is the app's own service, which knows what belongs.

    `only_oneself`: declare one's own conflict, and read nothing of those of others.
    """
    people = User.objects.filter(pk=request.user.pk)
    if not only_oneself:
        people = seals.people_who_could_be(record.pk)
    form = SealForm(
        request.POST if request.method == "POST" else None, people=people, by=request.user
    )
    return record_page(
        request,
        form,
        partial(write, record),
        template="workflow/seals.html",
        context={
            "record": record,
            "seals": None if only_oneself else seals.seals_of(record.pk),
            "lift_url": lift_url,
        },
        success=_("Tersimpan. Orang itu tidak menemukan catatan ini lagi."),
        then=lambda _made: (
            HOME if form.cleaned_data["person"] == request.user else record.get_absolute_url()
        ),
    )


@confirmed_to_write
def lift_page(request: HttpRequest, record, seal_pk) -> HttpResponse:
    """Let somebody come upon the record again."""
    one = get_object_or_404(seals.seals_of(record.pk), pk=seal_pk)
    return confirm_page(
        request,
        partial(seals.lift, one),
        title=_("Buka kembali bagi %(name)s") % {"name": one.person},
        consequence=_("Orang ini akan melihat lagi catatan ini sejauh perannya mengizinkan."),
        action=_("Buka kembali"),
        success=_("Catatan ini tidak lagi tertutup bagi orang itu."),
        then=record.get_absolute_url(),
    )
