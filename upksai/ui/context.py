"""What the frame around every page needs."""

from collections.abc import Callable
from functools import cached_property

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject
from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _

from .menu import Item, placed_groups, placed_items

# What the unit has published; settings.OFFICE replaces any of it.
OFFICE = {
    "name": _("UPKSAI Kota Semarang"),
    "full_name": _("Unit Pelayanan Kesejahteraan Sosial Anak Integratif"),
    "parent": _("Dinas Sosial Kota Semarang"),
    "address": [_("Jl. Durian Raya, Kel. Pedalangan"), _("Kec. Banyumanik, Kota Semarang")],
    "hours": _("Senin–Jumat, 08.00–15.30 WIB"),
    "phone": "",
    "email": "",
    "emergency": [
        {"number": "112", "label": _("Darurat Kota Semarang, 24 jam")},
        {"number": "110", "label": _("Polisi")},
        {"number": "129", "label": _("SAPA, perempuan dan anak")},
    ],
    "channels": [
        {
            "name": _("Lapor Semar"),
            "how": _("WhatsApp 0812-15000-512, aplikasi, atau SMS 1708"),
        },
        {"name": _("SAPA 129"), "how": _("telepon 129 atau WhatsApp 08111-129-129")},
        {"name": _("JPPA"), "how": _("jaringan perlindungan perempuan dan anak di tiap kelurahan")},
    ],
    # Where the quick exit leads: a page that anybody may have open.
    "safe_page": "https://www.google.com/search?q=cuaca+semarang",
}
PUBLIC_MENU = [
    Item("public:landing", "house", _("Beranda"), exact=True),
    Item("complaints:report", "message-square-warning", _("Lapor")),
    Item("complaints:track", "search", _("Lacak laporan")),
    Item("reports:statistics", "chart-column", _("Statistik")),
    Item("reports:info_request", "database", _("Minta data")),
    Item("public:about", "building-2", _("Tentang layanan")),
]


def office() -> dict:
    """The office as the pages name it."""
    return OFFICE | getattr(settings, "OFFICE", {})


def frame(request: HttpRequest) -> dict:
    """Context processor: the menus (asked for only when drawn), the office, the demo banner."""
    menus = _Menus(request)
    return {
        "demo": settings.DEMO,
        "office": office(),
        "staff_menu": _lazily(lambda: menus.staff[0]),
        "quick_menu": _lazily(lambda: menus.staff[1]),
        "staff_search": _lazily(lambda: menus.staff[2]),
        "account_menu": _lazily(lambda: menus.staff[3]),
        "public_menu": _lazily(lambda: placed_items(PUBLIC_MENU, request.path, request.user)),
    }


def _lazily(build: Callable):
    return SimpleLazyObject(build)


class _Menus:
    def __init__(self, request: HttpRequest):
        self.request = request

    @cached_property
    def staff(self) -> tuple[list, list, list, list]:
        groups, *bars = import_string(settings.STAFF_MENU)(self.request.user)
        path, user = self.request.path, self.request.user
        quick, search, own = (placed_items(items, path, user) for items in bars)
        return placed_groups(groups, path, user), quick, search, own
