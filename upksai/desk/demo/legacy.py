"""The 56 children of 2020: one line each in a recap on paper, and nothing else is known."""

from datetime import date, timedelta

from cases.services import import_legacy_case

from . import mix
from .diary import local
from .family import birth_date
from .matter import new_matter
from .office import Office

SOURCE = "rekap 2020"
#: When the recap was copied into the register.
COPIED_ON = date(2021, 1, 4)


def take_over_recap(office: Office) -> None:
    """Copy the recap of 2020 into the register, oldest first."""
    rng = office.chance("2020")
    days = sorted(
        date(2020, 2, 3) + timedelta(days=rng.randrange(290)) for _ in range(mix.LEGACY_CASES)
    )
    for number, day in enumerate(days):
        take_over(office, number, day)
    office.counts["kasus 2020"] = len(days)


def take_over(office: Office, number: int, day: date) -> None:
    """One line: sex, about how old, category, kecamatan. No name, no worker."""
    rng = office.chance("2020", number)
    drawn = new_matter(office, rng, local(day))
    lasted = timedelta(days=rng.randrange(10, 30 + (date(2020, 12, 18) - day).days))
    import_legacy_case(
        child={
            "sex": drawn.family.child["sex"],
            "birth_date": birth_date(rng, drawn.family.age, day).replace(day=1),
            "is_birth_date_estimated": True,
        },
        source=SOURCE,
        opened_at=local(day, 9),
        closed_at=local(min(day + lasted, date(2020, 12, 30)), 14),
        problem=drawn.problem,
        ppks_category=drawn.category,
        risk_level="sedang",
        district=drawn.place.district,
        presenting_problem="Dari rekap kertas; keadaan awal dan tingkat risiko tidak dirinci.",
        closing_reason="T99",
        closing_summary="Ditangani pada 2020; hasil tidak dirinci dalam rekap.",
        by=office.head,
        at=local(COPIED_ON, 10),
    )
