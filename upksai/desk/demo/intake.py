"""Stories of reports: how they come in, are screened and verified, and what is decided."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import partial
from random import Random
from typing import Any

from complaints import services
from complaints.choices import Channel, ReporterMode
from complaints.models import Complaint

from . import mix, names
from .diary import Story, after, awake, local
from .family import phone
from .handling import Handling
from .matter import Matter
from .office import Office

#: Reports this fresh have a code that opens the tracking page; hashing one costs time.
WITH_CODE_SINCE = timedelta(days=5)


def receive(office: Office, matter: Matter, at: datetime, **facts) -> Complaint:
    """Write a report down as it reaches the office."""
    rng, child = matter.rng, matter.family.child
    say = partial(office.words.say, age=matter.family.age)
    is_web = matter.channel == Channel.WEB
    told = matter.tells_name and not child.get("is_unborn")
    knows_day = matter.relation in {"orang_tua", "keluarga"} and mix.happens(rng, 60)
    complaint, _code = services.receive(
        reporter=reporter(matter),
        by=None if is_web else rng.choice(office.intake),
        at=at,
        with_code=at > office.now - WITH_CODE_SINCE,
        **{
            "channel": matter.channel,
            "reporter_mode": matter.mode,
            "account": account(office, matter),
            "happened": say("intake", "happened"),
            "is_emergency": matter.risk == "tinggi" and mix.happens(rng, 45),
            "needs": say("intake", "needs") if mix.happens(rng, 55) else "",
            "procedure_explained": not is_web,
            "subdistrict": None if matter.outside else matter.place,
            "place": child["address"],
            "outside_city": matter.outside,
            "child_name": child["full_name"] if told else "",
            "child_sex": child["sex"],
            "child_age": None if child.get("is_unborn") else matter.family.age,
            "child_birth_date": child["birth_date"] if told and knows_day else None,
            "children_count": 1 + len(matter.family.siblings),
            "child_condition": say("intake", "condition"),
            "problem": matter.problem if not is_web or mix.happens(rng, 60) else "",
        }
        | facts,
    )
    return complaint


def account(office: Office, matter: Matter, section: str = "") -> str:
    """What the reporter tells, sometimes with one more detail."""
    say = office.words.say
    section = section or matter.problem
    file = next(name for name in ACCOUNTS if section in ACCOUNTS[name])
    told = say(file, section, age=matter.family.age, **matter.slots)
    return f"{told} {say('intake', 'detail')}" if mix.happens(matter.rng, 60) else told


ACCOUNTS = {
    "accounts_home": {
        *("kekerasan", "kekerasan_seksual", "penelantaran", "pengasuhan", "kesehatan_gizi"),
    },
    "accounts_street_law": {
        *("anak_jalanan", "pekerja_anak", "abh_berkonflik", "abh_korban", "abh_saksi"),
        *("napza", "eksploitasi_tppo"),
    },
    "accounts_rights": {
        *("putus_sekolah", "identitas_hukum", "disabilitas", "perundungan", "perkawinan_anak"),
        *("anak_terpisah", "bencana", "layanan", "luar", "kabar"),
    },
}


def reporter(matter: Matter) -> dict[str, str]:
    """Who reports; the office keeps only what the reporter's wish allows."""
    rng = matter.rng
    if matter.mode == ReporterMode.ANONYMOUS:
        return {"relation": matter.relation}
    name = f"{rng.choice(names.MOTHERS + names.FATHERS)} {rng.choice(names.FAMILIES)}"
    safe = [
        "",
        "",
        "Pesan WhatsApp setelah pukul 17.00",
        "Telepon pagi hari",
        "Jangan telepon ke rumah",
    ]
    return {
        "name": name,
        "phone": phone(rng),
        "relation": matter.relation,
        "safe_contact": rng.choice(safe),
    }


def screened_at(matter: Matter, at: datetime) -> datetime:
    """High risk within hours, the rest within a day; a few are late."""
    rng = matter.rng
    if matter.risk == "tinggi":
        hours = rng.uniform(5, 9) if mix.happens(rng, 5) else rng.uniform(0.2, 0.9)
        return at + timedelta(hours=hours)
    return awake(at + timedelta(hours=rng.uniform(2, 20 if matter.risk == "sedang" else 26)), rng)


def screen(office: Office, complaint: Complaint, matter: Matter, at: datetime) -> None:
    """Judge kind, risk and authority."""
    child = matter.family.child
    named = {"child_name": child["full_name"]} if not child.get("is_unborn") else {}
    services.take_step(
        complaint,
        "screen",
        by=matter.rng.choice(office.intake),
        at=at,
        problem=matter.problem,
        ppks_category=matter.category,
        risk_level=matter.risk,
        risk_reason=office.words.say("intake", f"risk_{matter.risk}"),
        in_authority="tidak" if matter.outside else "ya",
        **named,
    )


def verify(
    office: Office,
    complaint: Complaint,
    matter: Matter,
    at: datetime,
    section: str = "verification",
) -> None:
    """Ask others whether it is so."""
    found = office.words.say("intake", section, age=matter.family.age)
    by = matter.rng.choice(office.intake)
    services.take_step(complaint, "verify", by=by, at=at, verification=found)


def tell_police(office: Office, complaint: Complaint) -> Story:
    """A report of sexual violence goes to the police, nearly always in time (3×24 hours)."""
    rng = office.chance("police", complaint.number)
    late = mix.happens(rng, 6)
    hours = rng.uniform(74, 100) if late else rng.uniform(3, 60)
    at = yield awake(complaint.received_at + timedelta(hours=hours), rng)
    note = f"Tanda terima contoh STTLP/{rng.randrange(100, 999)}"
    services.report_to_police(
        complaint, note=note, is_reported=True, by=rng.choice(office.intake), at=at
    )


def becomes_case(
    office: Office,
    matter: Matter,
    received_at: datetime,
    handling: Handling,
    *,
    duplicates: int = 0,
    twice_through: str = "",
) -> Story:
    """A report that the head accepts; `handling` tells how the case goes on."""
    rng = matter.rng
    at = yield received_at
    complaint = receive(office, matter, at)
    for _ in range(duplicates):
        office.diary.begin(comes_twice(office, matter, complaint))
    if twice_through:
        office.diary.begin(comes_twice(office, matter, complaint, twice_through))
    at = yield screened_at(matter, at)
    screen(office, complaint, matter, at)
    if complaint.police_due_at:
        office.diary.begin(tell_police(office, complaint))
    if matter.risk != "tinggi":
        at = yield after(at, rng, days=rng.uniform(0.1, 2.5))
        verify(office, complaint, matter, at)
    wait = rng.uniform(0.3, 2) if matter.risk == "tinggi" else rng.uniform(2, 26)
    at = yield (awake if matter.risk == "tinggi" else after)(at + timedelta(hours=wait), rng)
    services.take_step(complaint, "accept", by=office.head, at=at, worker=handling.worker)
    office.counts[f"kasus {at.year}"] += 1
    if at < office.now - timedelta(days=2) and mix.happens(rng, 60):
        _thank(office, complaint, at)
    yield from handling.story(complaint.case)


def _thank(office: Office, complaint: Complaint, at: datetime) -> None:
    if complaint.reporter_mode != ReporterMode.ANONYMOUS:
        text = office.words.say("intake", "thanks")
        services.write_to_reporter(complaint, text=text, by=office.intake[0], at=at)


def comes_twice(office: Office, matter: Matter, first: Complaint, channel: str = "") -> Story:
    """Somebody else reports the same child; the officer merges the two."""
    rng = office.chance("twice", first.number, channel)
    at = yield awake(first.received_at + timedelta(hours=rng.uniform(0.4, 40)), rng)
    second = replace(
        matter,
        rng=rng,
        channel=channel or rng.choice(["whatsapp", "media_sosial", "telepon"]),
        mode=mix.draw(rng, mix.MODES),
        relation=mix.draw(rng, mix.NEIGHBOURS),
    )
    complaint = receive(office, second, at, is_emergency=False)
    at = yield awake(at + timedelta(hours=rng.uniform(1, 20)), rng)
    if complaint.police_due_at:
        note = f"Sudah diteruskan bersama {first.number}"
        services.report_to_police(
            complaint, note=note, is_reported=True, by=office.intake[0], at=at
        )
    by = rng.choice(office.intake)
    services.take_step(complaint, "merge", by=by, at=at, duplicate_of=first)


def ends_otherwise(
    office: Office, matter: Matter, received_at: datetime, ending: str, *, edge: str = ""
) -> Story:
    """A report that does not become a case."""
    rng, say = matter.rng, office.words.say
    at = yield received_at
    section = {"served": "layanan", "out_of_authority": "luar", "unproven": "kabar"}.get(ending, "")
    complaint = receive(office, matter, at, account=account(office, matter, section))
    if edge:
        office.mark(edge, complaint)
    if ending == "cancelled":
        at = yield awake(at + timedelta(hours=rng.uniform(1, 20)), rng)
        note = say("intake", "cancelled")
        services.take_step(complaint, "cancel", by=office.head, at=at, note=note)
        return
    at = yield screened_at(matter, at)
    screen(office, complaint, matter, at)
    if ending in {"unproven", "served"}:
        at = yield after(at, rng, days=rng.uniform(0.1, 2.8))
        section = "verification_unproven" if ending == "unproven" else "verification"
        verify(office, complaint, matter, at, section)
    at = yield after(at, rng, days=rng.uniform(0.1, 1.5))
    decide(office, complaint, ending, at)


def decide(office: Office, complaint: Complaint, ending: str, at: datetime) -> None:
    """What the head writes under a report that needs no case."""
    rng = office.chance("decide", complaint.number)
    name = {"out_of_authority": "decline", "referred": "refer", "served": "serve"}.get(
        ending, ending
    )
    filled: dict[str, Any] = {"outcome": office.words.say("intake", ending)}
    if name == "refer":
        codes = ["UPTD-PPA", "PUSKESMAS", "DISDIK", "DISPENDUKCAPIL"]
        filled["referred_to"] = office.partners[rng.choice(codes)]
    services.take_step(complaint, name, by=office.head, at=at, **filled)
    assert complaint.state in Complaint.workflow.final  # noqa: S101 -- a story must end


def arrival(rng: Random, year: int, first_day: int, last_day: int) -> datetime:
    """When a report of a year reaches the office: any day, mostly by daylight."""
    day = date(year, 1, 1) + timedelta(days=rng.randrange(first_day, last_day + 1))
    hour = rng.choice([*range(8, 16), *range(8, 21)])
    return local(day, hour, rng.randrange(60))
