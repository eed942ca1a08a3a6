"""What happens between the approval of the plan and the end of a case."""

from datetime import datetime, timedelta
from functools import partial

from . import mix, visits, writing
from .case_file import CaseFile
from .diary import NEVER_DAYS, Story, after
from .referring import HANDOVER_PARTNERS, Trip, draw_trip

#: A plan in force for so many days is looked at again, before the SOP's 90 days are over.
PLAN_IS_OLD = 78
UNANSWERED = ("draft", "review", "sent")


class Helping(CaseFile):
    """The middle of a case: services, aid, visits, referrals, reviews of the plan."""

    def draw_trips(self) -> list[Trip]:
        """The referrals of an ordinary case: mostly to the partners of its plan."""
        number = mix.draw(self.rng, mix.REFERRALS)
        end = min(self.course.proposed, self.days_until_now + 60) - 3
        wanted = [line for line in self.planned if line[1] != "-"]
        trips = []
        for _ in range(number):
            partner = mix.draw(self.rng, mix.PARTNER)
            service = mix.SERVICE_OF_PARTNER[partner]
            if wanted and mix.happens(self.rng, 60):
                service, partner = wanted.pop()
            first = min(self.course.approved + self.rng.uniform(0.5, 8), end - 2)
            trips.append(draw_trip(self.rng, first, end, partner=partner, service=service))
        if self.course.reason == "T03" and mix.happens(self.rng, 50):
            trips.append(self.handover(self.rng.choice(HANDOVER_PARTNERS)))
        return trips

    def handover(self, partner: str) -> Trip:
        """The referral with which the whole case moves to a partner."""
        first = max(self.course.approved + 2, self.course.proposed - 18)
        return draw_trip(
            self.rng,
            first,
            self.course.proposed - 1,
            partner=partner,
            service=mix.SERVICE_OF_PARTNER[partner],
            answer="accepted",
            kind="pelimpahan",
        )

    def helping(self):
        """Services, aid, notes, visits and reviews of the plan, in the order of time."""
        end = min(self.course.proposed, self.days_until_now + 1)
        agenda = [*self.help_given(end), *self.visits_made(end), *self.reviews()]
        yield from sorted(agenda, key=lambda entry: entry[0])

    def help_given(self, end: float):
        """Services, aid, a case conference and notes between approval and the end."""
        rng, start = self.rng, self.course.approved + 0.5

        def some_day() -> datetime:
            return self.when(rng.uniform(start, max(start + 1, end - 2)))

        yield self.when(start), partial(writing.service, self)
        for _ in range(rng.choice(mix.SERVICES_EARLY if self.is_early else mix.SERVICES) - 1):
            yield some_day(), partial(writing.service, self)
        if mix.happens(rng, mix.AID_PERCENT):
            for _ in range(rng.choice([1, 1, 2])):
                yield some_day(), partial(writing.aid, self)
        for _ in range(rng.choice([0, 1, 1] if self.is_early else [1, 2, 2, 3])):
            yield some_day(), partial(writing.note, self)
        if mix.happens(rng, mix.CONFERENCE[self.matter.risk]):
            partners = [partner for _service, partner in self.planned if partner != "-"]
            name = self.office.partners[rng.choice(partners or ["UPTD-PPA"])].name
            act = partial(writing.note, self, section="conference", mitra=name)
            yield self.when(start + 1), act

    def visits_made(self, end: float):
        """Visits in the rhythm of the risk; the last one shortly before closing is proposed."""
        rng, course = self.rng, self.course
        days = visits.days_of_visits(rng, self.risk, course.approved + 2, end - 2.5)
        if self.last_visit is not None:
            days = [day for day in days if day < self.last_visit - 3] + [self.last_visit]
        elif course.proposed < NEVER_DAYS:
            days.append(course.proposed - rng.uniform(0.4, 1.6))
        moments = [self.when(day) for day in days]
        for number, moment in enumerate(moments):
            is_last = number == len(moments) - 1
            following = self.next_visit_at if is_last else moments[number + 1]
            gap = following - moment if following else timedelta()
            is_long = gap > timedelta(days=visits.RHYTHM[self.risk])
            agreed = is_last or (is_long and mix.happens(rng, 10 if self.is_early else 60))
            late = is_last and course.proposed < NEVER_DAYS and not course.ends_early
            yield (
                moment,
                partial(
                    visits.visit,
                    self,
                    stage="late" if late else "mid",
                    next_at=following if agreed else None,
                    purpose=self.next_purpose if is_last else "",
                ),
            )

    def reviews(self):
        """Long help is planned anew every eleven weeks; then monitoring begins."""
        course, latest = self.course, self.since
        day, end = course.approved + PLAN_IS_OLD, min(course.monitored, course.proposed)
        if course.reason == "T03":
            day = end
        while day < min(end - 5, self.days_until_now):
            latest = max(self.when(day), latest + timedelta(hours=1))
            yield latest, self.plan_anew
            latest = max(self.when(day + 1.5), latest + timedelta(hours=1))
            yield latest, self.approve_anew
            day += PLAN_IS_OLD
        if not course.ends_early and course.monitored < NEVER_DAYS:
            yield (
                max(self.when(course.monitored), latest + timedelta(hours=1)),
                self.begin_monitoring,
            )

    def plan_anew(self, at: datetime) -> None:
        """Revise the plan: one goal more."""
        self.step("revise_plan", at, note="Tinjauan berkala: tujuan dan waktu disesuaikan.")
        writing.goals(self, at, 1)
        self.step("submit_plan", at)

    def approve_anew(self, at: datetime) -> None:
        """The head agrees to the revised plan."""
        self.step("approve_plan", at, by=self.office.head)

    def begin_monitoring(self, at: datetime) -> None:
        """Monitoring, as soon as every referral is answered."""
        if self.has_referrals(*UNANSWERED):
            self.office.diary.begin(self.monitor_later())
        else:
            self.step("start_monitoring", at)

    def monitor_later(self) -> Story:
        """Look every day whether the last answer has come."""
        at = self.office.diary.at
        while self.has_referrals(*UNANSWERED):
            at = yield after(at, self.rng, days=1)
        self.case.refresh_from_db()
        if self.case.state == "intervention":
            self.step("start_monitoring", at)
