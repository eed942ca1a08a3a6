"""Accounts: who works with the system, in which role. For the system administrator only."""

from functools import partial
from typing import Any

from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from upksai.accounts import services
from upksai.accounts.access import open_to
from upksai.accounts.four_eyes import needs_a_head, open_request_of
from upksai.accounts.models import User
from upksai.accounts.queries import changes_of, staff
from upksai.accounts.roles import Role
from upksai.accounts.stepup import confirmed_to_write
from upksai.ui.paging import keyset_page

from .changes import change_lines
from .initial_passwords import keep, take
from .settings_forms import NewStaffForm, StaffForm
from .settings_pages import confirm_page, place
from .views import record_page

STAFF = "workflow:staff"


@require_safe
@open_to(Role.ADMIN)
def index(request):
    """Everyone with an account, role by role."""
    page = keyset_page(staff(), request.GET, order=("role", "pk"))
    return render(request, "settings/staff.html", {"page": page})


@require_http_methods(["GET", "POST"])
@open_to(Role.ADMIN)
@confirmed_to_write
def new(request):
    """Give somebody an account."""
    lead = _(
        "Akun berlaku setelah Ketua menyetujuinya; akun admin sistem langsung berlaku. Kata sandi "
        "awal dibuat otomatis dan ditampilkan satu kali: bagian pertamanya kepada Anda, bagian "
        "keduanya kepada Ketua."
    )
    return record_page(
        request,
        NewStaffForm(request.POST or None),
        partial(_add, request),
        template="settings/form.html",
        context=place(_("Tambah petugas"), _("Petugas"), STAFF, lead=lead),
        success=lambda added: _told(added, _("Akun %(name)s tersimpan.") % {"name": added}),
        then="workflow:staff_password_shown",
    )


def _add(request, **told):
    person, password = services.add_staff(**told)
    if password:
        keep(request, person, password, half=_half(person))
    return person


def _half(person) -> int:
    """Which half the admin is shown: the first, if a head is to give the other."""
    waiting = open_request_of(person)
    return 1 if waiting and waiting.first_half else 0


def _told(person, sentence: str) -> str:
    """What was done, and that it waits, if it does."""
    if not open_request_of(person):
        return sentence
    return f"{sentence} {_('Menunggu persetujuan Ketua.')}"


@require_safe
@open_to(Role.ADMIN, Role.HEAD)
def password_shown(request):
    """The initial password, or one's half of it, shown once."""
    after = "desk:approvals" if request.user.is_head else STAFF
    kept = take(request)
    if kept is None:
        return redirect(after)
    return render(request, "settings/initial_password.html", kept | {"after": reverse(after)})


@require_http_methods(["GET", "POST"])
@open_to(Role.ADMIN)
@confirmed_to_write
def member(request, pk):
    """Correct a name, give another role."""
    person = get_object_or_404(User, pk=pk)
    changes = change_lines(changes_of(person))
    is_own = person == request.user
    return record_page(
        request,
        StaffForm(request.POST or None, instance=person, is_own=is_own),
        partial(services.change_staff, person),
        template="settings/staff_member.html",
        context=place(
            str(person),
            _("Petugas"),
            STAFF,
            changes=changes,
            is_own=is_own,
            waiting=open_request_of(person),
        ),
        success=lambda changed: _told(changed, _("Perubahan akun tersimpan.")),
        then=STAFF,
    )


@require_http_methods(["GET", "POST"])
@open_to(Role.ADMIN)
@confirmed_to_write
def deactivate(request, pk):
    """Shut an account."""
    person = get_object_or_404(User, pk=pk)
    return confirm_page(
        request,
        partial(services.deactivate, person),
        title=_("Nonaktifkan akun %(name)s") % {"name": person},
        consequence=_(
            "Orang ini tidak dapat masuk lagi dan langsung keluar dari sistem. Catatannya tetap "
            "ada. Bila ia menangani kasus, minta Ketua menugaskan penggantinya."
        ),
        action=_("Nonaktifkan akun"),
        success=_("Akun dinonaktifkan."),
        then=STAFF,
        cancel=_page_of(person),
    )


@require_http_methods(["GET", "POST"])
@open_to(Role.ADMIN)
@confirmed_to_write
def activate(request, pk):
    """Open an account again."""
    person = get_object_or_404(User, pk=pk)
    return confirm_page(
        request,
        partial(_activate, request, person),
        title=_("Aktifkan lagi akun %(name)s") % {"name": person},
        consequence=_consequence_of_activating(person),
        action=_("Aktifkan akun"),
        success=lambda opened: _told(opened, _("Pembukaan akun tersimpan.")),
        then="workflow:staff_password_shown",
        cancel=_page_of(person),
    )


def _consequence_of_activating(person) -> str:
    if not needs_a_head(person.role):
        return _("Orang ini dapat masuk lagi dengan kata sandi terakhirnya.")
    return _(
        "Orang ini dapat masuk lagi setelah Ketua menyetujuinya: dengan kata sandi terakhirnya, "
        "atau dengan kata sandi baru bila ia tidak punya faktor kedua."
    )


def _activate(request, person, **told: Any):
    opened, password = services.activate(person, **told)
    if password:
        keep(request, opened, password, half=1)
    return opened


@require_http_methods(["GET", "POST"])
@open_to(Role.ADMIN)
@confirmed_to_write
def password(request, pk):
    """Replace a lost password by a new initial one."""
    person = get_object_or_404(User, pk=pk)
    return confirm_page(
        request,
        partial(_replace, request, person),
        title=_("Beri kata sandi baru untuk %(name)s") % {"name": person},
        consequence=_(
            "Kata sandi lama tidak berlaku lagi dan orang ini keluar dari semua perangkat. Kata "
            "sandi baru ditampilkan satu kali. Pastikan Anda berbicara dengan orangnya sendiri. "
            "Bila ia belum punya faktor kedua, akunnya menunggu persetujuan Ketua."
        ),
        action=_("Buat kata sandi baru"),
        success=lambda changed: _told(changed, _("Kata sandi diganti.")),
        then="workflow:staff_password_shown",
        cancel=_page_of(person),
    )


def _replace(request, person, **told):
    given = services.give_new_password(person, **told)
    keep(request, person, given, half=_half(person))
    return person


def _page_of(person) -> str:
    return reverse("workflow:staff_member", args=[person.pk])
