"""Kecamatan, kelurahan, partners and the unit's baseline figures (sources: docs/reference-data.md)."""

import csv
from pathlib import Path

from django.db import migrations

DATA = Path(__file__).resolve().parent.parent / "data"


def rows(name):
    with (DATA / name).open(encoding="utf-8") as file:
        yield from csv.DictReader(file)


def load(apps, schema_editor):
    model = lambda name: apps.get_model("directory", name)  # noqa: E731 -- shorter to read than a function
    for row in rows("districts.csv"):
        model("District").objects.create(**row)
    for row in rows("subdistricts.csv"):
        model("Subdistrict").objects.create(**row, district_id=row["code"][:8])
    for row in rows("institutions.csv"):
        model("Institution").objects.create(**row)
    # The unit's target is one case a month; 4,095 children in need: Profil Anak Kota Semarang 2021.
    for year in range(2021, 2036):
        model("YearFigure").objects.create(
            year=year, kind="target", amount=12, source="Satu kasus per bulan"
        )
    model("YearFigure").objects.create(
        year=2021, kind="ppks", amount=4095, source="Profil Anak Kota Semarang 2021"
    )


def unload(apps, schema_editor):
    for name in ("YearFigure", "Institution", "Subdistrict", "District"):
        apps.get_model("directory", name).objects.all().delete()


class Migration(migrations.Migration):
    dependencies = [("directory", "0001_initial")]
    operations = [migrations.RunPython(load, unload)]
