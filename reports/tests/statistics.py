"""Records enough for statistics, and tables brought to any state by the same steps people take."""

from datetime import datetime
from io import BytesIO
from random import Random
from zoneinfo import ZoneInfo

from pypdf import PdfReader

from reports import services
from reports.disclosure import StatRecord
from reports.models import StatPlan, StatRelease
from reports.periods import Period, year
from upksai.accounts.roles import Role
from upksai.accounts.tests.factories import UserFactory

LIST, NEW = "/petugas/statistik/", "/petugas/statistik/baru/"
NOW = datetime(2026, 11, 23, 9, tzinfo=ZoneInfo("Asia/Jakarta"))


def records(number: int, *, in_year: int = 2025, seed: int = 7, **same: str) -> list[StatRecord]:
    """So many cases of a year as the public may see them; `same` for all of them."""
    rng = Random(f"{seed}/{in_year}")  # noqa: S311 -- invented people
    return [
        StatRecord(
            key=f"{in_year:04x}{seed:04x}{n:08x}",
            **{
                "type": rng.choice(["PPKS-01", "PPKS-02", "PPKS-04", "PPKS-06"]),
                "age": rng.choice(["0-5", "6-11", "12-14", "15-17"]),
                "sex": rng.choice("LP"),
                "district": f"33.74.{rng.randrange(1, 17):02}",
                "channel": rng.choice(["datang_langsung", "telepon", "sekolah"]),
                "outcome": rng.choice(["T01", "T03", "open"]),
                "semester": f"{in_year}-{rng.choice('12')}",
            }
            | same,
        )
        for n in range(number)
    ]


def skewed() -> list[StatRecord]:
    """Forty cases of a year, of which some categories have few."""
    counts = {"PPKS-01": 9, "PPKS-02": 12, "PPKS-03": 7, "PPKS-04": 6, "PPKS-05": 3, "PPKS-06": 3}
    return [
        record
        for seed, (kind, number) in enumerate(counts.items())
        for record in records(number, seed=seed, type=kind)
    ]


def planned(*dimensions: str, by=None, period: Period | None = None, at=NOW, **facts) -> StatPlan:
    """What the planner says to a request of a data officer."""
    return services.plan_release(
        dimensions=dimensions or ("sex",),
        period=period or year(2025),
        by=by or UserFactory(role=Role.DATA_OFFICER),
        at=at,
        **{"alternatives": 0} | facts,
    )


def proposed(*dimensions: str, at=NOW, **facts) -> StatRelease:
    """A table that waits for the head."""
    plan = planned(*dimensions, at=at, **facts)
    return services.propose_release(plan, option=0, by=plan.by, at=at)


def published(*dimensions: str, head=None, at=NOW, **facts) -> StatRelease:
    """A table that everybody can read."""
    release = proposed(*dimensions, at=at, **facts)
    services.publish(release, by=head or UserFactory(role=Role.HEAD), at=at)
    return release


def words_of(pdf: bytes) -> str:
    """What a report on paper says."""
    return "\n".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages)
