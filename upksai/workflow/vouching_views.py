"""A lost second factor: the admin opens the request, two colleagues vouch."""

from functools import partial

from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from upksai.accounts import vouching
from upksai.accounts.access import open_to
from upksai.accounts.models import User
from upksai.accounts.queries import open_lost_factors
from upksai.accounts.roles import Role
from upksai.accounts.stepup import confirmed_to_write

from .settings_pages import confirm_page

VOUCHING = "workflow:vouching"


@require_http_methods(["GET", "POST"])
@open_to(Role.ADMIN)
@confirmed_to_write
def open_request(request, pk):
    """Ask the colleagues to vouch for somebody."""
    person = get_object_or_404(User, pk=pk)
    return confirm_page(
        request,
        partial(vouching.open_request, person),
        title=_("Kehilangan faktor kedua: %(name)s") % {"name": person},
        consequence=_(
            "Dua rekan, paling sedikit satu bukan admin, diminta menjamin dalam 24 jam bahwa ini "
            "orangnya sendiri. Setelah itu faktor kedua dilepas dan orang ini memasang yang baru."
        ),
        action=_("Buka permintaan"),
        success=_("Permintaan dibuka. Minta dua rekan membuka menu akun, Menjamin rekan."),
        then=VOUCHING,
        cancel=reverse("workflow:staff_member", args=[person.pk]),
    )


@require_safe
@open_to(*vouching.COLLEAGUES)
def index(request):
    """Whom one may vouch for."""
    waiting = open_lost_factors(timezone.now())
    return render(request, "settings/vouching.html", {"waiting": waiting})


@require_http_methods(["GET", "POST"])
@open_to(*vouching.COLLEAGUES)
@confirmed_to_write
def vouch(request, pk):
    """Give one's word for a colleague."""
    lost = open_lost_factors(timezone.now()).filter(pk=pk).first()
    if lost is None:
        raise Http404
    return confirm_page(
        request,
        partial(vouching.vouch, lost),
        title=_("Menjamin %(name)s") % {"name": lost.person},
        consequence=_(
            "Jamin hanya bila Anda melihat atau mendengar orangnya sendiri sekarang. Nama Anda dan "
            "waktunya dicatat. Setelah dua jaminan, faktor keduanya dilepas."
        ),
        action=_("Saya menjamin"),
        success=_told,
        then=VOUCHING,
    )


def _told(lost) -> str:
    if lost.settled_at:
        return _("Faktor kedua dilepas. Orangnya memasang yang baru saat masuk.")
    return _("Jaminan Anda dicatat. Satu rekan lagi perlu menjamin.")
