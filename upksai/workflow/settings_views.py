"""What the office sets for itself: time limits, calendar, partners, yearly figures."""

from datetime import date
from functools import partial

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from upksai.accounts.access import open_to
from upksai.accounts.roles import Role
from upksai.directory import services
from upksai.directory.calendar import national_holidays
from upksai.directory.models import DayOverride, Institution, TimeLimit, YearFigure
from upksai.directory.queries import (
    figures_by_year,
    institutions,
    override_on,
    overrides_from,
    recent_changes,
)
from upksai.ui.paging import keyset_page

from .changes import change_lines
from .limits import LimitLine, limit_lines
from .settings_forms import (
    DayForm,
    FigureForm,
    LimitForm,
    NewFigureForm,
    NewPartnerForm,
    PartnerForm,
)
from .settings_pages import confirm_page, place
from .views import record_page

MANAGERS = (Role.HEAD, Role.ADMIN)


@require_safe
@open_to(*MANAGERS)
def limits(request):
    """Every time limit of every SOP."""
    return render(request, "settings/limits.html", {"lines": limit_lines()})


@require_http_methods(["GET", "POST"])
@open_to(*MANAGERS)
def limit(request, key):
    """Change one limit."""
    line = _line(key)
    shown = TimeLimit(key=key, amount=line.in_force.amount, unit=line.in_force.unit)
    return record_page(
        request,
        LimitForm(request.POST or None, instance=shown),
        partial(services.change_limit, key=key),
        template="settings/limit.html",
        context={"line": line, "changes": change_lines(recent_changes(TimeLimit, key=key))},
        success=_("Batas waktu tersimpan. Berlaku mulai langkah berikutnya pada setiap catatan."),
        then="workflow:limits",
    )


@require_http_methods(["GET", "POST"])
@open_to(*MANAGERS)
def limit_reset(request, key):
    """Go back to the limit written in the SOP."""
    line = _line(key)
    written = _("Batas waktu kembali ke bawaan SOP: %(limit)s.") % {"limit": line.written}
    return confirm_page(
        request,
        partial(services.reset_limit, key=key),
        title=_("Kembalikan ke bawaan SOP"),
        consequence=_("%(line)s kembali menjadi %(limit)s, mulai langkah berikutnya.")
        % {"line": line, "limit": line.written},
        action=_("Kembalikan ke bawaan"),
        success=written,
        then="workflow:limits",
    )


def _line(key: str) -> LimitLine:
    found = [line for line in limit_lines() if line.key == key]
    if not found:
        raise Http404
    return found[0]


@require_safe
@open_to(*MANAGERS)
def calendar(request):
    """Our own working and free days, and the national ones they correct."""
    today = timezone.localdate()
    years = [(year, national_holidays(year)) for year in (today.year, today.year + 1)]
    context = {"years": years, "overrides": overrides_from(date(today.year, 1, 1))}
    context |= {"changes": change_lines(recent_changes(DayOverride))}
    return render(request, "settings/calendar.html", context)


@require_http_methods(["GET", "POST"])
@open_to(*MANAGERS)
def day_new(request):
    """Add a day off, or a day on which we work."""
    return record_page(
        request,
        DayForm(request.POST or None),
        services.add_day,
        template="settings/form.html",
        context=place(_("Tambah hari"), _("Kalender kerja"), "workflow:calendar"),
        success=_("Hari tersimpan. Tenggat yang dihitung sesudah ini memakainya."),
        then="workflow:calendar",
    )


@require_http_methods(["GET", "POST"])
@open_to(*MANAGERS)
def day_remove(request, day):
    """Let the national calendar decide again."""
    override = override_on(day)
    if override is None:
        messages.info(request, _("Hari itu sudah tidak ada di kalender kerja."))
        return redirect("workflow:calendar")
    return confirm_page(
        request,
        partial(services.remove_day, override),
        title=_("Hapus hari dari kalender kerja"),
        consequence=_("“%(reason)s” dihapus; hari itu kembali mengikuti kalender nasional.")
        % {"reason": override.reason},
        action=_("Hapus hari"),
        success=_("Hari dihapus dari kalender kerja."),
        then="workflow:calendar",
    )


@require_safe
@open_to(*MANAGERS)
def partners(request):
    """The institutions we work with."""
    page = keyset_page(institutions(), request.GET, order=("name", "pk"))
    return render(request, "settings/partners.html", {"page": page})


@require_http_methods(["GET", "POST"])
@open_to(*MANAGERS)
def partner_new(request):
    """Add a partner."""
    return record_page(
        request,
        NewPartnerForm(request.POST or None),
        services.add_institution,
        template="settings/form.html",
        context=place(_("Tambah lembaga mitra"), _("Lembaga mitra"), "workflow:partners"),
        success=lambda added: (
            _("%(name)s tersimpan dan dapat dipilih untuk rujukan.") % {"name": added}
        ),
        then="workflow:partners",
    )


@require_http_methods(["GET", "POST"])
@open_to(*MANAGERS)
def partner(request, pk):
    """Correct a partner, or end the cooperation."""
    institution = get_object_or_404(Institution, pk=pk)
    changes = change_lines(recent_changes(Institution, id=pk))
    return record_page(
        request,
        PartnerForm(request.POST or None, instance=institution),
        partial(services.change_institution, institution),
        template="settings/form.html",
        context=place(institution, _("Lembaga mitra"), "workflow:partners", changes=changes),
        success=_("Perubahan lembaga tersimpan."),
        then="workflow:partners",
    )


@require_safe
@open_to(Role.HEAD)
def figures(request):
    """Targets and numbers of children in need, year by year."""
    return render(request, "settings/figures.html", {"years": figures_by_year()})


@require_http_methods(["GET", "POST"])
@open_to(Role.HEAD)
def figure_new(request):
    """Write down a year's figure."""
    return record_page(
        request,
        NewFigureForm(request.POST or None),
        services.add_figure,
        template="settings/form.html",
        context=place(_("Tambah angka tahunan"), _("Target dan PPKS"), "workflow:figures"),
        success=_("Angka tersimpan. Dasbor dan laporan memakainya mulai sekarang."),
        then="workflow:figures",
    )


@require_http_methods(["GET", "POST"])
@open_to(Role.HEAD)
def figure(request, pk):
    """Correct a year's figure."""
    written = get_object_or_404(YearFigure, pk=pk)
    title = f"{written.get_kind_display()} {written.year}"
    changes = change_lines(recent_changes(YearFigure, id=pk))
    return record_page(
        request,
        FigureForm(request.POST or None, instance=written),
        partial(services.change_figure, written),
        template="settings/form.html",
        context=place(title, _("Target dan PPKS"), "workflow:figures", changes=changes),
        success=_("Angka tersimpan. Dasbor dan laporan memakainya mulai sekarang."),
        then="workflow:figures",
    )
