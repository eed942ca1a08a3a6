"""The story of a case: from the day it is opened to the end of aftercare."""

from datetime import datetime, timedelta
from functools import partial

from cases.models import Case
from monitoring.services import evaluate
from referrals.models import Referral
from referrals.services import hand_over_case

from . import mix, visits, writing
from .course import draw_course
from .diary import Story, after
from .helping import UNANSWERED, Helping
from .referring import refer

#: F-21: checks one, three and six months after the case was closed.
CHECKS = (30, 90, 178)


class Handling(Helping):
    """One case as its worker goes through it. Edge cases inherit and change one thing."""

    #: Whether the case is opened again some weeks after it was closed, and why.
    reopens = False
    reopen_note = ""
    #: The edge case of domain.md §6 that this case shows, if any.
    edge = ""

    def story(self, case: Case | None) -> Story:
        """The whole life of the case that was just opened."""
        assert case is not None  # noqa: S101 -- accepting a report has opened it
        self.begin(case, case.opened_at)
        if self.edge:
            self.office.mark(self.edge, case)
        at = yield self.when(self.course.started)
        writing.profile(self, at)
        writing.consent(self, at)
        self.step("start_assessment", at)
        visits.plan_first(self, at, self.when(self.first_visit))
        yield from self.episode()
        if self.reopens:
            yield from self.once_more()
        yield from self.look_after()

    def episode(self) -> Story:
        """From assessment to the end of the case."""
        for when, act in self.assessing():
            act((yield when))
        yield from self.planning()
        for trip in self.trips if self.trips is not None else self.draw_trips():
            self.office.diary.begin(refer(self, trip))
        for when, act in self.helping():
            at = yield when
            if not self.is_handed_over:
                act(at)
        yield from self.ending()

    def assessing(self):
        """Visit, write the assessment, finish it."""
        course = self.course
        agreed = self.next_visit_at if self.last_visit is None else None
        visit = partial(visits.visit, self, stage="first", next_at=agreed)
        yield self.when(self.first_visit), visit
        yield self.when(course.assessed), self.finish_assessment

    def finish_assessment(self, at: datetime) -> None:
        """Risk often falls once the child is safe."""
        if self.risk == "tinggi" and mix.happens(self.rng, 40):
            self.risk = "sedang"
        writing.assessment(self, at)
        if mix.happens(self.rng, 10 if self.is_early else 35):
            writing.assessment(self, at, kind="komprehensif")
        self.step(
            "finish_assessment",
            at,
            risk_level=self.risk,
            ppks_category=self.matter.category,
            special_protection=self.matter.protection,
        )

    def planning(self) -> Story:
        """Write the plan, have it approved; one in ten comes back once."""
        at = yield self.when(self.course.planned)
        writing.goals(self, at, self.rng.choice([1, 2, 2, 3] if self.is_early else [2, 2, 2, 3, 4]))
        self.step("submit_plan", at)
        at = yield self.when(self.course.approved)
        if mix.happens(self.rng, 10):
            note = self.say("handling", "return_plan")
            self.step("return_plan", at, by=self.office.head, note=note)
            at = yield after(at, self.rng, days=self.rng.uniform(0.5, 2))
            self.step("submit_plan", at)
            at = yield after(at, self.rng, days=self.rng.uniform(0.2, 1.5))
        self.step("approve_plan", at, by=self.office.head)

    def ending(self) -> Story:
        """Propose and approve the closure, once no referral is open."""
        at = yield self.when(self.course.proposed)
        while not self.is_handed_over and self.must_wait():
            at = yield after(at, self.rng, days=1)
        if self.is_handed_over:
            return
        self.is_ending = True
        self.propose(at)
        at = yield after(at, self.rng, days=max(0.2, self.course.closed - self.course.proposed))
        self.step("close", at, by=self.office.head)
        if self.is_looked_after:
            visits.agree(self, at, self.when(self.first_check), "Bimbingan lanjut ke-1")

    def must_wait(self) -> bool:
        """No referral may be open, and only monitoring shows success."""
        self.case.refresh_from_db()
        is_early = not self.course.ends_early and self.case.state != "monitoring"
        return is_early or self.has_referrals(*UNANSWERED, "accepted")

    def propose(self, at: datetime) -> None:
        """Results, evaluation, reason."""
        reason = self.course.reason
        writing.results(self, at)
        if not self.course.ends_early:
            last = self.case.visits.done().order_by("-visited_on").first()
            if last is None or last.visited_on < at.date() - timedelta(days=25):
                visits.visit(self, at, stage="late")
            evaluate(
                self.case,
                by=self.worker,
                at=at,
                done_on=at.date(),
                functioning_before=self.functioning,
                functioning_after=min(4, self.functioning + self.rng.choice([1, 1, 2])),
                what_changed=self.say("outcomes", "what_changed"),
                what_remains=self.say("outcomes", "what_remains"),
            )
        summary = self.say("outcomes", f"close_{reason}")
        self.step("propose_closure", at, closing_reason=reason, closing_summary=summary)

    def hand_over(self, referral: Referral, at: datetime) -> None:
        """The partner takes the case on."""
        hand_over_case(referral, by=self.office.head, at=at)
        self.is_handed_over = True

    def once_more(self) -> Story:
        """A closed case is opened again: a new episode under the same number."""
        at = yield self.when(self.course.closed + self.rng.uniform(12, 27))
        note = self.reopen_note or self.say("outcomes", "reopen")
        self.step("reopen", at, by=self.office.head, note=note)
        self.planned, self.trips = [], []
        self.is_ending = self.is_handed_over = False
        self.course = draw_course(self.rng, "rendah", reason="T01")
        self.begin(self.case, at)
        visits.plan_first(self, at, self.when(self.first_visit))
        yield from self.episode()

    def look_after(self) -> Story:
        """Aftercare at one, three and six months; without a family to visit, just the end."""
        if self.is_handed_over:
            return
        at = yield self.when(self.course.aftercare)
        self.step("start_aftercare", at)
        if not self.is_looked_after:
            at = yield after(at, self.rng, days=self.rng.uniform(1, 6))
            note = "Bimbingan lanjut tidak dilakukan UPKSAI; alasan ada pada penutupan."
            self.step("finish_aftercare", at, note=note)
            return
        last = 1 if self.is_early else {"rendah": 1, "sedang": 2, "tinggi": 3}[self.risk]
        for number, day in enumerate(CHECKS[:last], start=1):
            late = self.rng.choice([-1, -1, 0, 0, 2])
            at = yield self.when(self.first_check - CHECKS[0] + day + late)
            visits.check(self, at)
            if number < last:
                following = self.when(self.first_check - CHECKS[0] + CHECKS[number])
                visits.agree(self, at, following, f"Bimbingan lanjut ke-{number + 1}")
        self.step("finish_aftercare", at)

    @property
    def first_check(self) -> float:
        """The day of the first check, agreed when the case is closed."""
        begins = min(self.course.aftercare, self.course.closed + 14)
        return begins + CHECKS[0]

    @property
    def is_looked_after(self) -> bool:
        """Whether a family stays with us that can be visited after the case is closed."""
        return not self.course.ends_early and self.course.reason != "T03"
