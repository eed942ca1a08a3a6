"""A role that an admin has asked for: the head confirms or refuses it."""

from functools import partial

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from upksai.accounts import services
from upksai.accounts.access import open_to
from upksai.accounts.models import RoleRequest
from upksai.accounts.roles import Role
from upksai.accounts.stepup import confirmed_to_write
from upksai.workflow.initial_passwords import keep
from upksai.workflow.views import record_page

from .forms import AccountAnswerForm


@require_http_methods(["GET", "POST"])
@open_to(Role.HEAD)
@confirmed_to_write
def account(request, pk):
    """Who is to have which role, who asked for it and when; yes or no."""
    waiting = RoleRequest.objects.answerable_by(request.user).select_related("person", "by")
    asked = get_object_or_404(waiting, pk=pk)
    return record_page(
        request,
        AccountAnswerForm(request.POST if request.method == "POST" else None),
        partial(_answer, request, asked),
        template="desk/account.html",
        context={"asked": asked},
        success=_told,
        then="workflow:staff_password_shown",
    )


def _answer(request, asked: RoleRequest, *, is_confirmed: bool, **told):
    answer = services.confirm_role if is_confirmed else services.refuse_role
    person, half = answer(asked, **told)
    if half:
        keep(request, person, half, half=2)
    return person, is_confirmed


def _told(answered) -> str:
    person, is_confirmed = answered
    if not is_confirmed:
        return _("Permintaan untuk %(name)s ditolak.") % {"name": person}
    return _("Akun %(name)s disetujui.") % {"name": person}
