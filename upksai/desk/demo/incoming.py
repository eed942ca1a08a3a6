"""Stories of children whom partners send to us by letter."""

from datetime import datetime

from referrals import services
from referrals.models import IncomingReferral

from .diary import Story, after
from .handling import Handling
from .matter import Matter
from .office import Office

#: Who sends children, and for how long after acceptance they wait for our feedback.
SENDERS = ("DINSOS", "UPTD-PPA", "RSUD", "DISDIK", "POLRESTABES", "LKSA", "LSM", "SENTRA")
FEEDBACK_AFTER = 24


def receive(office: Office, matter: Matter, at: datetime, sender: str = "") -> IncomingReferral:
    """Write down the partner's letter."""
    rng, child = matter.rng, matter.family.child
    return services.receive_incoming(
        by=rng.choice(office.intake),
        at=at,
        institution=office.partners[sender or rng.choice(SENDERS)],
        letter_number=f"400/{rng.randrange(100, 999)}/{at.year}",
        account=matter.told
        or f"{matter.slots['Anak']}. {office.words.say('referral', 'incoming')}",
        child_name=child["full_name"],
        child_sex=child["sex"],
        child_birth_date=child["birth_date"],
        subdistrict=matter.place,
    )


def sent_to_us(office: Office, matter: Matter, received_at: datetime, handling: Handling) -> Story:
    """A letter that the head accepts; the case runs, and the partner hears how it goes."""
    at = yield received_at
    incoming = receive(office, matter, at)
    at = yield after(at, matter.rng, days=matter.rng.uniform(0.3, 2.5))
    services.take_incoming_step(
        incoming,
        "accept",
        by=office.head,
        at=at,
        worker=handling.worker,
        problem=matter.problem,
        ppks_category=matter.category,
        risk_level=matter.risk,
    )
    office.counts[f"kasus {at.year}"] += 1
    office.diary.begin(give_feedback(office, incoming, handling, at))
    yield from handling.story(incoming.case)


def give_feedback(
    office: Office, incoming: IncomingReferral, handling: Handling, since: datetime
) -> Story:
    """Tell the sender what was done, within the month."""
    rng = office.chance("feedback", incoming.number)
    at = yield after(since, rng, days=rng.uniform(FEEDBACK_AFTER - 10, FEEDBACK_AFTER))
    answer = office.words.say("referral", "incoming_answer")
    services.take_incoming_step(incoming, "give_feedback", by=handling.worker, at=at, answer=answer)


def sent_back(office: Office, matter: Matter, received_at: datetime) -> Story:
    """A letter that belongs elsewhere."""
    at = yield received_at
    incoming = receive(office, matter, at)
    at = yield after(at, matter.rng, days=1.5)
    answer = office.words.say("referral", "incoming_declined")
    services.take_incoming_step(incoming, "decline", by=office.head, at=at, answer=answer)


def waits(office: Office, matter: Matter, received_at: datetime) -> Story:
    """A letter that still waits for the head."""
    at = yield received_at
    receive(office, matter, at)
