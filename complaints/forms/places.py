"""Choosing a place: kecamatan, and kelurahan grouped by kecamatan."""

from itertools import groupby

from django.utils.translation import gettext_lazy as _

from upksai.directory.models import District, Subdistrict

OUTSIDE, UNKNOWN = "luar", "?"


def district_choices():
    """The city's kecamatan, with two ways out."""
    return [
        ("", _("Pilih kecamatan")),
        *District.objects.values_list("code", "name"),
        (OUTSIDE, _("Di luar Kota Semarang")),
        (UNKNOWN, _("Saya tidak tahu")),
    ]


def subdistrict_choices():
    """All kelurahan, grouped by the name of their kecamatan."""
    found = Subdistrict.objects.order_by("district__name", "name").values_list(
        "district__name", "code", "name"
    )
    groups = groupby(found, key=lambda row: row[0])
    return [
        ("", _("Pilih kelurahan")),
        *[
            (district, [(code, f"{name}, {district}") for _d, code, name in rows])
            for district, rows in groups
        ],
    ]
