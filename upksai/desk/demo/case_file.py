"""A case file in the hands of its worker: what every part of the story needs."""

from datetime import datetime, timedelta
from random import Random

from cases import services
from cases.models import Case
from referrals.models import Referral
from upksai.accounts.models import User

from . import mix
from .course import Course
from .diary import after
from .matter import Matter
from .office import Office
from .referring import Trip


class CaseFile:
    """One case, its worker, and how the case is going to run."""

    case: Case

    def __init__(
        self,
        office: Office,
        matter: Matter,
        course: Course,
        *,
        worker: User | None = None,
        trips: list[Trip] | None = None,
    ):
        self.office, self.matter, self.course = office, matter, course
        self.rng: Random = matter.rng
        self.worker = worker or self.rng.choice(office.workers)
        self.risk = matter.risk
        self.functioning = self.rng.choice([1, 1, 2])
        #: Services of the plan, with the partner that gives them ("-" for UPKSAI).
        self.planned: list[tuple[str, str]] = []
        #: Referrals; None: drawn by chance.
        self.trips = trips
        #: A living case: on which day it was last visited, and the time agreed for the next visit.
        self.last_visit: float | None = None
        self.next_visit_at: datetime | None = None
        self.next_purpose = ""
        self.is_ending = self.is_handed_over = False

    @property
    def words(self) -> dict[str, str]:
        """The carer in the texts of the file (in reports it may be who hurt the child)."""
        carer = self.matter.family.carer
        return {"wali": carer.word, "Wali": carer.word.capitalize()}

    @property
    def main_need(self) -> str:
        """The need the assessment ends with."""
        need, *_rest = self.parts("goals", self.matter.problem)
        return need[0].lower() + need[1:]

    @property
    def is_early(self) -> bool:
        """Whether the file is from the first years, when less was written down and kept on time."""
        return self.since.year < mix.WRITTEN_WELL_SINCE

    @property
    def days_until_now(self) -> float:
        """How old the case is today."""
        return (self.office.now - self.since) / timedelta(days=1)

    def begin(self, case: Case, since: datetime) -> None:
        """The days of the course count from here."""
        self.case, self.since = case, since
        latest = max(self.course.started + 0.2, self.course.assessed - 0.3)
        self.first_visit = min(self.course.started + self.rng.uniform(0.5, 2), latest)

    def say(self, file: str, section: str, **slots: str) -> str:
        """A text about this child."""
        slots = self.matter.slots | self.words | slots
        return self.office.words.say(file, section, age=self.matter.family.age, **slots)

    def parts(self, file: str, section: str, **slots: str) -> list[str]:
        """A text of several parts about this child."""
        slots = self.matter.slots | self.words | slots
        return self.office.words.parts(file, section, age=self.matter.family.age, **slots)

    def when(self, day: float) -> datetime:
        """The moment at work on a day of the case."""
        return after(self.since, self.rng, days=day)

    def write(self, model, at: datetime, **facts):
        """Write something down in the case file."""
        return services.write_down(self.case, model, by=self.worker, at=at, **facts)

    def step(self, name: str, at: datetime, *, by: User | None = None, **filled) -> None:
        """Take one step of the SOP, as the worker unless said otherwise."""
        services.take_step(self.case, name, by=by or self.worker, at=at, **filled)

    def has_referrals(self, *states: str) -> bool:
        """Whether a referral of this case stands in one of these states."""
        return Referral.objects.filter(case=self.case, state__in=states).exists()
