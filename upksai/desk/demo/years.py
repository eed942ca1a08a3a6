"""The ordinary work of a year: as many cases and reports as domain.md §6 says."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from math import ceil

from django.utils import timezone

from . import mix
from .course import Course, draw_course
from .handling import Handling
from .incoming import sent_back, sent_to_us
from .intake import arrival, becomes_case, ends_otherwise
from .matter import Matter, new_matter
from .office import Office

#: Reports that become cases come in by this day of the year, so that the case is opened in it.
LAST_DAY = 346
#: What is younger than this and still under way is told by `today`.
SETTLED = 45
#: Problems of reports that end without a case.
UNPROVEN = ("kekerasan", "penelantaran", "pekerja_anak")
SERVED = ("disabilitas", "identitas_hukum", "kesehatan_gizi")
OTHERS = ("penelantaran", "putus_sekolah", "identitas_hukum", "kesehatan_gizi", "pengasuhan")


def cases_of(year: int, now: datetime) -> int:
    """How many cases a year has; the running year, its share so far."""
    today = timezone.localtime(now).date()
    whole = mix.CASES.get(year, mix.CASES_A_YEAR)
    if year < today.year:
        return whole
    days = (date(year + 1, 1, 1) - date(year, 1, 1)).days
    return ceil(whole * today.timetuple().tm_yday / days)


def last_settled_day(year: int, now: datetime) -> int:
    """The last day of a year on which something began that is over today."""
    return min(LAST_DAY, (timezone.localtime(now).date() - date(year, 1, 1)).days - SETTLED)


def ordinary_year(office: Office, year: int, *, told_cases: int, told_reports: int) -> None:
    """Fill a year around the cases and reports that other stories tell."""
    cases = cases_of(year, office.now)
    reports = round(cases * mix.REPORTS.get(year, mix.REPORTS_LATER))
    last = last_settled_day(year, office.now)
    number = max(0, cases - told_cases) if last > 20 else 0
    twice = round(reports * mix.OTHERWISE["duplicate"] / 100)
    for index in range(number):
        _case(office, year, index, day=int(last * (index + 0.5) / number), twice=index < twice)
    rest = reports - cases - twice - told_reports
    _other_reports(office, year, rest, reports, last)


def _case(office: Office, year: int, index: int, *, day: int, twice: bool) -> None:
    rng = office.chance(year, "kasus", index)
    day = max(0, day + rng.randrange(-5, 6))
    received_at = arrival(rng, year, day, day)
    matter = new_matter(office, rng, received_at)
    age = (office.now - received_at) / timedelta(days=1)
    course = draw_course(rng, matter.risk, reason=_reason(rng, matter), most=age - 12)
    if comes_of_age(matter, received_at, course):
        course = replace(course, reason="T06")
    handling = Handling(office, matter, course)
    handling.reopens = course.reason == "T01" and mix.happens(rng, 2 * mix.REOPENED_PERCENT)
    if year >= 2022 and index % 9 == 4:
        office.diary.begin(sent_to_us(office, matter, received_at, handling))
        return
    office.diary.begin(becomes_case(office, matter, received_at, handling, duplicates=int(twice)))


def comes_of_age(matter: Matter, at: datetime, course: Course) -> bool:
    """Whether the child turns 18 before the case would be closed."""
    end = (at + timedelta(days=course.closed)).date()
    return course.reason in {"T01", "T02"} and matter.family.age_on(end) >= 18


def _reason(rng, matter) -> str:
    """Nobody is reunified who was never apart, nor dies by chance of a missing paper."""
    reason = mix.draw(rng, mix.CLOSURE)
    if reason == "T02" and matter.problem not in mix.APART:
        return "T01"
    if reason == "T08" and matter.problem not in {"kesehatan_gizi", "disabilitas"}:
        return "T01"
    return reason


def _other_reports(office: Office, year: int, rest: int, reports: int, last: int) -> None:
    endings = []
    for ending, percent in mix.OTHERWISE.items():
        if ending != "duplicate":
            endings += [ending] * round(reports * percent / 100)
    endings = (endings + ["referred", "referred", "cancelled"] * reports)[: max(0, rest)]
    last = min(364, last + SETTLED - 12) if last < LAST_DAY else 364
    for index, ending in enumerate(endings):
        rng = office.chance(year, "laporan", index)
        received_at = arrival(rng, year, 0, max(0, last))
        matter = new_matter(office, rng, received_at, **_wishes(rng, ending))
        office.diary.begin(ends_otherwise(office, matter, received_at, ending))
    if year >= 2022:
        rng = office.chance(year, "surat")
        received_at = arrival(rng, year, 0, max(0, last))
        matter = new_matter(office, rng, received_at)
        office.diary.begin(sent_back(office, matter, received_at))


def _wishes(rng, ending: str) -> dict:
    if ending == "served":
        return {"problem": rng.choice(SERVED), "risk": "rendah", "children": 1}
    if ending == "out_of_authority":
        outside = rng.choice(["Kabupaten Demak", "Kabupaten Kendal", "", ""])
        return {"problem": rng.choice(OTHERS), "risk": "rendah", "outside": outside, "children": 1}
    if ending == "unproven":
        return {"problem": rng.choice(UNPROVEN), "risk": "sedang", "children": 1}
    return {"problem": rng.choice(OTHERS), "risk": rng.choice(["sedang", "rendah"]), "children": 1}
