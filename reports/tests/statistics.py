"""Cases enough for statistics, and tables brought to any state by the same steps people take."""

from datetime import datetime, timedelta
from itertools import count
from random import Random
from zoneinfo import ZoneInfo

from cases.choices import Ppks
from cases.services import import_legacy_case
from reports import services
from reports.models import StatPlan, StatRelease
from reports.periods import Period, year
from upksai.accounts.roles import Role
from upksai.accounts.tests.factories import UserFactory
from upksai.directory.models import District

NOW = datetime(2026, 11, 23, 9, tzinfo=ZoneInfo("Asia/Jakarta"))
_seeds = count(1)


def cases(number: int, *, by, in_year: int = 2025, only: str = "", seed: int = 7) -> None:
    """So many closed cases of a year, spread over categories, ages and kecamatan."""
    rng = Random(seed)  # noqa: S311 -- invented people
    districts = list(District.objects.order_by("code"))
    for n in range(number):
        opened_at = datetime(in_year, 1, 8, 9, tzinfo=NOW.tzinfo) + timedelta(days=n * 330 // number)
        category = only or rng.choice(Ppks.values[:4])
        import_legacy_case(
            child={
                "full_name": "RAHASIA",
                "sex": rng.choice("LP"),
                "birth_date": (opened_at - timedelta(days=rng.randrange(500, 6200))).date(),
            },
            source="rekap",
            opened_at=opened_at,
            closed_at=opened_at + timedelta(days=9),
            problem="penelantaran",
            ppks_category=category,
            risk_level="sedang",
            district=rng.choice(districts),
            presenting_problem="RAHASIA",
            closing_reason="T01",
            closing_summary="RAHASIA",
            by=by,
            at=opened_at + timedelta(days=9),
        )


def planned(
    *dimensions: str, by=None, period: Period | None = None, at=NOW, **facts
) -> StatPlan:
    """What the planner says to a request of a data officer."""
    return services.plan_release(
        dimensions=dimensions or ("sex",),
        period=period or year(2025),
        by=by or UserFactory(role=Role.DATA_OFFICER),
        at=at,
        alternatives=0,
        **facts,
    )


def proposed(*dimensions: str, by=None, period=None, at=NOW, **facts) -> StatRelease:
    """A table that waits for the head."""
    plan = planned(*dimensions, by=by, period=period, at=at, **facts)
    return services.propose_release(plan, option=0, by=plan.by, at=at)


def published(*dimensions: str, by=None, head=None, at=NOW, **facts) -> StatRelease:
    """A table that everybody can read."""
    release = proposed(*dimensions, by=by, at=at, **facts)
    services.publish(release, by=head or UserFactory(role=Role.HEAD), at=at)
    return release
