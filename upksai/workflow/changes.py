"""What was changed in the settings, by whom and when, in words for a timeline."""

from collections.abc import Callable, Iterable
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from upksai.accounts.models import User
from upksai.directory.choices import TimeUnit
from upksai.directory.models import DayOverride, Institution, TimeLimit, YearFigure
from upksai.ui.dates import long_date
from upksai.ui.numbers import number

from .definition import Limit

ICONS = {"+": "plus", "~": "pencil", "-": "trash-2"}
ACCOUNT = {
    "deactivate": gettext_lazy("Akun dinonaktifkan"),
    "activate": gettext_lazy("Akun diaktifkan lagi"),
    "password": gettext_lazy("Kata sandi awal baru diberikan"),
    "ask": gettext_lazy("Persetujuan Ketua diminta"),
    "refuse": gettext_lazy("Ditolak Ketua"),
    "factor_added": gettext_lazy("Faktor kedua dipasang"),
    "factor_removed": gettext_lazy("Faktor kedua dilepas"),
    "recovery_codes": gettext_lazy("Kode cadangan baru dibuat"),
    "factor_lost": gettext_lazy("Semua faktor kedua dilepas setelah dua rekan menjamin"),
}


def change_lines(rows: Iterable) -> list[dict[str, Any]]:
    """Rows of a history as events of a timeline, in the order given."""
    return [
        {
            "title": TELL[row.instance_type](row),
            "at": row.history_date,
            "by": row.history_user or _("Sistem"),
            "icon": ICONS[row.history_type],
        }
        for row in rows
    ]


def _limit(row) -> str:
    if row.history_type == "-":
        return _("Kembali ke bawaan SOP")
    return _("Menjadi %(limit)s") % {"limit": Limit(row.amount, TimeUnit(row.unit))}


def _day(row) -> str:
    words = {"day": long_date(row.day), "reason": row.reason}
    if row.history_type == "-":
        return _("%(day)s dihapus (%(reason)s)") % words
    if row.is_working:
        return _("%(day)s hari kerja (%(reason)s)") % words
    return _("%(day)s libur (%(reason)s)") % words


def _institution(row) -> str:
    active = _("bekerja sama") if row.is_active else _("tidak lagi bekerja sama")
    shown = [row.name, row.get_kind_display(), row.services, row.phone, active]
    return " · ".join(str(part) for part in shown if part)


def _figure(row) -> str:
    words = {"amount": number(row.amount), "source": row.source}
    return _("Menjadi %(amount)s (%(source)s)") % words


def _account(row) -> str:
    if row.history_change_reason in ACCOUNT:
        return str(ACCOUNT[row.history_change_reason])
    told = f"{row.full_name} · {row.get_role_display()}"
    return told if row.history_change_reason != "confirm" else _("Disetujui: %s") % told


TELL: dict[type, Callable[[Any], str]] = {
    TimeLimit: _limit,
    DayOverride: _day,
    Institution: _institution,
    YearFigure: _figure,
    User: _account,
}
