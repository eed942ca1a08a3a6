"""Stories of requests for information (SOP 5), and the coordination meetings of every year."""

from datetime import date, datetime, timedelta
from random import Random

from monitoring.services import record_meeting
from reports import services
from reports.models import InfoRequest

from . import mix, names
from .diary import Story, after, at_work, local
from .family import phone
from .office import Office

DECISIONS = {"granted": 70, "partly": 20, "refused": 10}
DECIDING = {
    "granted": "grant",
    "partly": "grant_partly",
    "refused": "refuse",
    "not_held": "not_held",
}


def ask(office: Office, rng: Random, at: datetime, **facts) -> InfoRequest:
    """Somebody asks for data."""
    who = f"{rng.choice(names.GIRLS + names.BOYS)} {rng.choice(names.FAMILIES)}"
    is_web = at.year >= 2024 and mix.happens(rng, 60)
    asked, _code = services.request_information(
        requester={
            "kind": "perorangan",
            "name": who,
            "address": f"Jl. {rng.choice(names.STREETS)} No. {rng.randrange(1, 60)}, Semarang",
            "occupation": office.words.say("information", "occupation"),
            "phone": phone(rng),
            "email": f"{who.split()[0].lower()}@contoh.id",
        },
        by=None if is_web else rng.choice(office.data_officers),
        at=at,
        delivery=rng.choice(["laman", "email", "ambil"]) if is_web else "ambil",
        **facts,
    )
    return asked


def asked_and_answered(
    office: Office,
    rng: Random,
    received_at: datetime,
    *,
    decision: str = "",
    stop_at: str = "",
    text: list[str] | None = None,
    edge: str = "",
    pace: float = 1,
    objects: bool = False,
) -> Story:
    """A request from its registration to the end, or to the state in which it stands today."""
    decision = decision or mix.draw(rng, DECISIONS)
    section = "granted" if decision == "not_held" else decision
    details, purpose, answer, *grounds = text or office.words.parts("information", section)
    at = yield received_at
    asked = ask(office, rng, at, details=details, purpose=purpose)
    if edge:
        office.mark(edge, asked)
    officer = rng.choice(office.data_officers)
    ground = (
        grounds[0] if grounds else {"partly": "17h", "not_held": "tidak_dikuasai"}.get(decision)
    )
    steps = [
        ("review", officer, 1.2, {}),
        ("extend", officer, 8, {"extension_reason": "Data dikumpulkan dari beberapa berkas."}),
        (
            "propose",
            officer,
            4,
            {"answer": answer} | ({"refusal_ground": ground} if ground else {}),
        ),
        (DECIDING[decision], office.head, 1, {}),
        ("deliver", officer, 1, {}),
        ("finish", officer, 2, {}),
    ]
    is_slow = stop_at == "extend" or (not stop_at and mix.happens(rng, 12))
    if stop_at != "submitted":
        for name, by, days, filled in steps:
            if name == "extend" and not is_slow:
                continue
            if name == "finish" and objects:
                break
            wait = days * pace * rng.uniform(0.6, 1.1)
            # Closed only once nobody can object any more.
            at = yield after(asked.objection_until if name == "finish" else at, rng, days=wait)
            services.take_step(asked, name, by=by, at=at, **filled)
            if name == stop_at:
                return
    if objects:
        yield from object_to(office, rng, asked, at)


def object_to(office: Office, rng: Random, asked: InfoRequest, at: datetime) -> Story:
    """The requester objects; the head answers within thirty working days."""
    at = yield at + timedelta(days=rng.uniform(2, 5))
    text = "Saya memerlukan rincian per kelurahan untuk penelitian; mohon ditinjau kembali."
    services.object_to_answer(asked, text=text, at=at)
    at = yield after(at, rng, days=30)
    answer = "Rincian per kelurahan dapat menunjuk anak. Kami sediakan angka gabungan tiga tahun."
    services.take_step(asked, "answer_objection", by=office.head, at=at, objection_answer=answer)


def past_requests(office: Office, year: int, number: int, last_day: int = 330) -> None:
    """The requests of a year that is over."""
    for index in range(number):
        rng = office.chance(year, "data", index)
        day = date(year, 1, 4) + timedelta(days=int((index + rng.random()) * last_day / number))
        moment = at_work(local(day, 9), rng)
        objects = year > 2022 and index == 0
        decision = "partly" if objects else ""
        office.diary.begin(
            asked_and_answered(office, rng, moment, objects=objects, decision=decision)
        )


def meetings(office: Office, year: int) -> int:
    """The two regular meetings of a year and up to two more; how many have been held."""
    rng = office.chance(year, "rapat")
    days = [(date(year, 6, 17), "regular"), (date(year, 12, 9), "regular")]
    days += [
        (date(year, rng.choice([2, 3, 9, 10]), rng.randrange(3, 25)), "extra")
    ] * rng.randrange(2)
    days += [(date(year, 8, rng.randrange(3, 25)), "extra")] * rng.randrange(2)
    held = [entry for entry in days if local(entry[0], 12) <= office.now]
    for day, kind in sorted(held):
        meet(office, rng, at_work(local(day, 9), rng), kind)
    return len(held)


def meet(office: Office, rng: Random, at: datetime, kind: str) -> None:
    """One meeting: who was invited, who came, what was agreed."""
    partners = list(office.partners.values())
    invited = rng.sample(partners, rng.randrange(8, len(partners) + 1))
    present = rng.sample(invited, round(len(invited) * rng.uniform(0.6, 0.85)))
    say = office.words.say
    record_meeting(
        by=office.data_officers[0],
        at=at,
        held_on=at.date(),
        kind={"regular": "berkala", "extra": "tambahan"}[kind],
        convenor="UPKSAI" if kind == "regular" else rng.choice(invited).name,
        agenda=say("information", f"agenda_{kind}"),
        minutes=say("information", "minutes"),
        agreed=say("information", "agreed"),
        invited=invited,
        present=present,
    )
