"""Fill an empty office with the whole story."""

from collections.abc import Callable
from datetime import datetime

from django.db import connection, transaction
from django.utils import timezone

from . import information, mix
from .edges import stories as edge_stories
from .legacy import take_over_recap
from .office import Office, hire
from .releasing import releases
from .today import stories as stories_of_today
from .years import ordinary_year

#: How many people asked for data in a year.
REQUESTS = {2021: 4, 2022: 5, 2023: 6, 2024: 7, 2025: 8}
REQUESTS_LATER = 7


@transaction.atomic
def load_office(*, now: datetime, tell: Callable[[str], object]) -> Office:
    """Make the accounts, tell every story until `now`, and say how it went."""
    office = Office(now, hire())
    take_over_recap(office)
    told = stories_of_today(office) + edge_stories(office)
    this_year = timezone.localtime(now).year
    for year in range(mix.FIRST_YEAR, this_year + 1):
        ordinary_year(
            office,
            year,
            told_cases=sum(story.opens_case for story in told if story.at.year == year),
            told_reports=sum(not story.opens_case for story in told if story.at.year == year),
        )
        office.counts[f"rapat {year}"] = information.meetings(office, year)
        if year < this_year:
            information.past_requests(office, year, REQUESTS.get(year, REQUESTS_LATER))
    releases(office, timezone.localtime(now))
    for story in told:
        office.diary.begin(story.tell)
    _live(office, tell)
    _count_rows()
    return office


def _live(office: Office, tell: Callable[[str], object]) -> None:
    year = mix.FIRST_YEAR - 1
    for at in office.diary.live():
        while year < timezone.localtime(at).year:
            _say_year(office, year, tell)
            year += 1
    _say_year(office, year, tell)


def _say_year(office: Office, year: int, tell: Callable[[str], object]) -> None:
    if cases := office.counts[f"kasus {year}"]:
        tell(f"{year}: {cases} kasus")


def _count_rows() -> None:
    """Tell PostgreSQL how full its tables are now, so that the first page is planned for it."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
