"""Statistics of the demo office: every year's tables, published soon after the year is over."""

from datetime import date, timedelta

from reports import services
from reports.periods import FIRST_YEAR, Period, half_year, year
from upksai.workflow.engine import StepRefused

from .diary import Story, at_work, local
from .office import Office

#: What is asked about every year, the coarsest question last: earlier tables limit later ones.
TOPICS = (("semester",), ("sex",), ("age",), ("type",), ("district",))


def releases(office: Office, now) -> None:
    """One story for each finished year, and one for the first half of the running one."""
    for number in range(FIRST_YEAR, now.year):
        office.diary.begin(yearly_release(office, year(number), date(number + 1, 1, 18)))
    office.diary.begin(
        yearly_release(office, half_year(now.year, 1), date(now.year, 7, 13), TOPICS[1:3])
    )
    office.diary.begin(waiting(office, year(now.year - 1), now))


def waiting(office: Office, period: Period, now) -> Story:
    """One proposal that the head sent back, and one that waits for a decision today."""
    rng = office.chance("usulan rilis")
    at = yield at_work(now - timedelta(days=4), rng)
    for topic, note in (("channel", "Tunggu rapat koordinasi bulan depan."), ("outcome", "")):
        plan = services.plan_release(
            dimensions=[topic], period=period, by=office.data_officers[0], at=at, alternatives=0
        )
        if plan.is_refused:
            continue
        release = services.propose_release(plan, option=0, by=plan.by, at=at)
        if note:
            at = yield at + timedelta(hours=3)
            services.take_release_step(release, "reject", by=office.head, at=at, note=note)


def yearly_release(office: Office, period: Period, day: date, topics=TOPICS) -> Story:
    """The data officer plans and proposes one table after the other, the head publishes them."""
    rng = office.chance("rilis", period.slug)
    officer = rng.choice(office.data_officers)
    at = yield at_work(local(day, 9), rng)
    for topic in topics:
        plan = services.plan_release(
            dimensions=topic, period=period, by=officer, at=at, alternatives=0
        )
        if plan.is_refused:
            continue
        try:
            release = services.propose_release(plan, option=0, by=officer, at=at)
        except StepRefused:
            continue  # only what has been said before is safe
        at = yield at + timedelta(hours=2)
        services.publish(release, by=office.head, at=at)
        office.counts["rilis"] += 1
