"""The dashboard's way from each number to the list behind it, for those who may see the list."""

import re
from calendar import monthrange
from types import SimpleNamespace
from urllib.parse import urlencode

from django import template
from django.urls import reverse
from django.utils.translation import gettext as _

from reports.dashboard import Dashboard
from upksai.ui import charts
from upksai.ui.numbers import number

register = template.Library()

AGE_WORDS = {"181-": ("Lebih dari 180 hari", "danger"), "91-180": ("91–180 hari", "warn")}


def _list(name: str, **query) -> str:
    return f"{reverse(name)}?{urlencode(query)}"


@register.simple_tag
def list_links(user, board: Dashboard):
    """Every number of the dashboard with the address of its list; no address for who may not."""
    cases = (lambda **q: _list("cases:list", **q)) if user.is_head else (lambda **q: None)
    complaints = (
        (lambda **q: _list("complaints:queue", **q)) if user.is_head else (lambda **q: None)
    )
    span = {"dari": board.period.first.isoformat(), "sampai": board.period.last.isoformat()}
    everything = {"tampil": "semua", **span}
    ended = {f"tutup_{name}": day for name, day in span.items()}
    return SimpleNamespace(
        opened=cases(**everything),
        late=cases(tampil="terlambat"),
        screened=complaints(**everything),
        answered=reverse("referrals:list") if user.is_head else None,
        months=_months(board, complaints),
        categories=[
            (label, n, cases(kategori=code, **everything)) for code, label, n in board.categories
        ],
        most_in_category=max((n for _code, _label, n in board.categories), default=0),
        ages=[
            (*_age(band, n), cases(tampil="aktif", umur=band), _tone(band))
            for band, n in board.ages
        ],
        loads=[
            SimpleNamespace(
                worker=load.worker,
                active=load.active,
                late=load.late,
                ended=load.ended,
                active_url=cases(tampil="aktif", petugas=load.pk),
                late_url=cases(tampil="terlambat", petugas=load.pk),
                ended_url=cases(tampil="semua", petugas=load.pk, **ended),
            )
            for load in board.loads
        ],
        tiles=[
            (tile, complaints(kecamatan=tile.district.pk, **everything)) for tile in board.tiles
        ],
    )


def _months(board: Dashboard, complaints):
    first = board.period.first.year * 12 + board.period.first.month - 1
    for n, (label, count) in enumerate(
        zip(board.month_labels, board.monthly_complaints, strict=True)
    ):
        year, month = divmod(first + n, 12)
        month += 1
        last = f"{year}-{month:02}-{monthrange(year, month)[1]}"
        yield label, count, complaints(tampil="semua", dari=f"{year}-{month:02}-01", sampai=last)


def _age(band: str, n: int) -> tuple[str, int]:
    words = AGE_WORDS[band][0] if band in AGE_WORDS else _("%s hari") % band.replace("-", "–")
    return _(words), n


def _tone(band: str) -> str:
    return AGE_WORDS.get(band, ("", "brand"))[1]


#: Between syllables: before a consonant and a vowel, but not inside ng and ny.
SYLLABLE = re.compile(r"(?<=[a-z]{2})(?<!n(?=[gy]))(?=[bcdfghjklmnpqrstvwxyz][aiueo])")


#: Letters that fit on one line of a tile on a phone.
LONG = 8


@register.filter
def soft_breaks(name: str) -> str:
    """A name that may break between its syllables where there is little room."""
    words = [SYLLABLE.sub("\u00ad", word) if len(word) > LONG else word for word in name.split()]
    return " ".join(words)


@register.inclusion_tag("reports/_count.html")
def count_link(count, url):
    """A number that leads to its list, where there is one to see."""
    return {"count": number(count), "url": url if count else None}


@register.inclusion_tag("reports/_ratio.html")
def ratio_tag(ratio, url):
    """Whether a share reached what was aimed at, with the way to what it is a share of."""
    return {"ratio": ratio, "url": url}


@register.simple_tag
def pace_of(board: Dashboard):
    """The line of cases against the pace to the target."""
    labels = board.month_labels + [""] * (board.period.months - len(board.month_labels))
    return charts.pace(
        labels,
        board.cumulative,
        board.target,
        title=_("Kasus ditangani dibanding target"),
        desc=_("%(n)d kasus sampai sekarang, target %(target)d.")
        % {"n": board.cases, "target": board.target},
    )


@register.simple_tag
def complaints_of(board: Dashboard, links):
    """The columns of complaints by month, each leading to its list."""
    links.months = list(links.months)
    return charts.columns(
        board.month_labels,
        board.monthly_complaints,
        title=_("Pengaduan masuk per bulan"),
        desc=_("%(n)d pengaduan dalam periode ini.") % {"n": board.complaints},
        links=[url for _label, _count, url in links.months],
    )
