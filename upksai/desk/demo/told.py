"""A story that is told on purpose, beside the ordinary work of its year."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from complaints import services
from referrals.services import take_incoming_step

from . import incoming, intake
from .diary import NEVER_DAYS, Story, before
from .handling import Handling
from .matter import Matter
from .office import Office


@dataclass
class Told:
    """One story, when it begins to count, and whether it opens a case."""

    at: datetime
    tell: Story
    opens_case: bool = True


class Living(Handling):
    """A case that is under way today. Its past moments are never put off beyond the present."""

    def when(self, day: float) -> datetime:
        """The moment at work on or before a day of the case; later than today stays later."""
        moment = self.since + timedelta(days=day)
        if day >= NEVER_DAYS or moment > self.office.now:
            return moment
        return max(before(moment, self.rng), self.since + timedelta(minutes=20))


def opened_at(office: Office, matter: Matter, at: datetime, handling: Handling) -> Story:
    """A report that becomes a case at an exact moment."""
    is_urgent = matter.risk == "tinggi"
    lead = timedelta(hours=1.6 if is_urgent else 30)
    complaint = intake.receive(office, matter, (yield at - lead), is_emergency=is_urgent)
    intake.screen(office, complaint, matter, (yield at - lead * 0.6))
    if complaint.police_due_at:
        office.diary.begin(intake.tell_police(office, complaint))
    if not is_urgent:
        intake.verify(office, complaint, matter, (yield at - lead * 0.2))
    yield at
    services.take_step(complaint, "accept", by=office.head, at=at, worker=handling.worker)
    office.counts[f"kasus {at.year}"] += 1
    yield from handling.story(complaint.case)


def sent_at(office: Office, matter: Matter, at: datetime, handling: Handling, sender: str) -> Story:
    """A letter of a partner that becomes a case at an exact moment."""
    letter = incoming.receive(office, matter, (yield at - timedelta(hours=20)), sender)
    yield at
    facts = {
        "problem": matter.problem,
        "ppks_category": matter.category,
        "risk_level": matter.risk,
    }
    take_incoming_step(letter, "accept", by=office.head, at=at, worker=handling.worker, **facts)
    office.counts[f"kasus {at.year}"] += 1
    office.diary.begin(incoming.give_feedback(office, letter, handling, at))
    yield from handling.story(letter.case)
