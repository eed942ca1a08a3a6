"""Dates and times in words, always on Semarang's clock and never in the machine's language."""

import datetime as dt
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

JAKARTA = ZoneInfo("Asia/Jakarta")
MONTHS = [
    gettext_lazy("Januari"),
    gettext_lazy("Februari"),
    gettext_lazy("Maret"),
    gettext_lazy("April"),
    gettext_lazy("Mei"),
    gettext_lazy("Juni"),
    gettext_lazy("Juli"),
    gettext_lazy("Agustus"),
    gettext_lazy("September"),
    gettext_lazy("Oktober"),
    gettext_lazy("November"),
    gettext_lazy("Desember"),
]
MONTHS_SHORT = [
    gettext_lazy("Jan"),
    gettext_lazy("Feb"),
    gettext_lazy("Mar"),
    gettext_lazy("Apr"),
    gettext_lazy("Mei"),
    gettext_lazy("Jun"),
    gettext_lazy("Jul"),
    gettext_lazy("Agu"),
    gettext_lazy("Sep"),
    gettext_lazy("Okt"),
    gettext_lazy("Nov"),
    gettext_lazy("Des"),
]
DAYS = [
    gettext_lazy("Senin"),
    gettext_lazy("Selasa"),
    gettext_lazy("Rabu"),
    gettext_lazy("Kamis"),
    gettext_lazy("Jumat"),
    gettext_lazy("Sabtu"),
    gettext_lazy("Minggu"),
]

When = dt.date | dt.datetime


def local(when: When) -> When:
    """Put a moment on Semarang's clock; a plain date stays as it is."""
    if isinstance(when, dt.datetime):
        return when.astimezone(JAKARTA) if timezone.is_aware(when) else when
    return when


def day_of(when: When) -> dt.date:
    """The day it is in Semarang at that moment."""
    here = local(when)
    return here.date() if isinstance(here, dt.datetime) else here


def long_date(when: When | None) -> str:
    """`23 November 2026`."""
    if not when:
        return ""
    day = day_of(when)
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def short_date(when: When | None) -> str:
    """`23 Nov 2026`."""
    if not when:
        return ""
    day = day_of(when)
    return f"{day.day} {MONTHS_SHORT[day.month - 1]} {day.year}"


def day_date(when: When | None) -> str:
    """`Senin, 23 November 2026`."""
    return f"{DAYS[day_of(when).weekday()]}, {long_date(when)}" if when else ""


def clock(when: dt.datetime | None) -> str:
    """`09.12 WIB`."""
    if not when:
        return ""
    here = local(when)
    return f"{here:%H.%M} WIB"


def moment(when: When | None) -> str:
    """`23 November 2026, 09.12 WIB`; for a plain date only the day."""
    if isinstance(when, dt.datetime):
        return f"{long_date(when)}, {clock(when)}"
    return long_date(when)


def date_range(first: When, last: When) -> str:
    """`1 Januari–23 November 2026`, repeating only what differs."""
    start, end = day_of(first), day_of(last)
    if start == end:
        return long_date(end)
    if start.year != end.year:
        return f"{long_date(start)}–{long_date(end)}"
    if start.month != end.month:
        return f"{start.day} {MONTHS[start.month - 1]}–{long_date(end)}"
    return f"{start.day}–{long_date(end)}"


def iso(when: When) -> str:
    """The form that machines read, for `<time datetime>`."""
    here = local(when)
    return here.isoformat(timespec="minutes") if isinstance(here, dt.datetime) else here.isoformat()


def age_years(born_on: dt.date, on: dt.date) -> int:
    """Whole years between two days; whoever is born on 29 February turns a year on 1 March."""
    before_birthday = (on.month, on.day) < (born_on.month, born_on.day)
    return on.year - born_on.year - before_birthday


@dataclass(frozen=True)
class Due:
    """How near a deadline is: `tone` (danger, warn or none), the words, and the date itself."""

    tone: str
    words: str
    day: str
    iso: str


def due(when: When, now: dt.datetime) -> Due:
    """Say how near a deadline is: late by so many days or hours, today, tomorrow, or the date."""
    tone, words = _nearness(local(when), now.astimezone(JAKARTA))
    return Due(tone, words, short_date(when), iso(when))


def _nearness(when: When, now: dt.datetime) -> tuple[str, str]:
    days = (day_of(when) - now.date()).days
    if days < 0:
        return "danger", _("Terlambat %(n)d hari") % {"n": -days}
    if isinstance(when, dt.datetime) and timezone.is_aware(when) and when < now:
        return "danger", _late_today(int((now - when).total_seconds() // 60))
    if days == 0:
        return "warn", _("Hari ini")
    if days == 1:
        return "warn", _("Besok")
    return "", ""


def _late_today(minutes: int) -> str:
    if minutes < 60:
        return _("Terlambat %(n)d menit") % {"n": max(minutes, 1)}
    return _("Terlambat %(n)d jam") % {"n": minutes // 60}
