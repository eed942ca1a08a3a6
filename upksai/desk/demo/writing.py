"""What a social worker writes down in a case file."""

from datetime import timedelta

from cases import services
from cases.models import (
    AidGiven,
    Assessment,
    Consent,
    Goal,
    ProgressNote,
    RelatedPerson,
    ServiceGiven,
)

from . import mix, names

#: One aid that has an item of its own price in rupiah: least, most.
PRICES = {
    "alat_bantu": (900_000, 3_500_000),
    "sekolah": (250_000, 1_200_000),
    "tunai": (1_000_000, 3_000_000),
    "transport": (150_000, 600_000),
}
PRICE_OTHERWISE = (150_000, 900_000)


def profile(case_file, at) -> None:
    """Complete the child's profile, write down sisters and brothers, and who is around."""
    family, worker, case = case_file.matter.family, case_file.worker, case_file.case
    child = case.children.get()
    services.change(child, case=case, by=worker, at=at, **family.child)
    for sibling in family.siblings:
        services.add_child(case, by=worker, at=at, **sibling)
    for person in people_around(case_file):
        services.write_down(case, RelatedPerson, by=worker, at=at, **person)


def people_around(case_file) -> list[dict]:
    """The carer, who hurt the child (if at home), and sometimes one more."""
    family, rng = case_file.matter.family, case_file.rng
    people = [
        {
            "name": family.carer_name,
            "relation": family.carer.relation,
            "phone": family.child["phone"],
            "is_caregiver": True,
        }
    ]
    if family.hurter:
        people.append(
            {
                "name": f"{family.hurter.name} {family.surname}",
                "relation": family.hurter.relation,
                "is_alleged_perpetrator": True,
                "note": "Tidak dihubungi tanpa sepengetahuan Ketua.",
            }
        )
    elif mix.happens(rng, 50):
        known = rng.choice([("keluarga_lain", names.AUNTS), ("tetangga", names.FATHERS)])
        people.append({"name": rng.choice(known[1]), "relation": known[0]})
    return people


def consent(case_file, at, *, recipient=None, withheld: str = "") -> Consent:
    """F-05, or F-06 for a partner: the carer agrees, and the child if it is old enough."""
    family = case_file.matter.family
    facts = {
        "basis": "persetujuan",
        "given_by": family.carer_name,
        "relation": family.carer.relation,
        "child_assents": family.age >= 7,
    }
    if case_file.matter.risk == "tinggi" and not recipient and mix.happens(case_file.rng, 30):
        facts = {
            "basis": "kepentingan_vital",
            "explanation": "Anak perlu ditolong segera; persetujuan menyusul setelah keadaan aman.",
        }
    return case_file.write(
        Consent, at, given_on=at.date(), recipient=recipient, withheld=withheld, **facts
    )


def assessment(case_file, at, kind: str = "awal") -> None:
    """F-07 or F-08."""
    family, say = case_file.matter.family, case_file.say
    study = "kecil" if family.age < 6 else "luar"
    if family.child.get("schooling") in {"aktif", "sering_absen", "slb"}:
        study = "aktif"
    deep = kind == "komprehensif"
    case_file.write(
        Assessment,
        at,
        kind=kind,
        done_on=at.date(),
        safety=say("assessment", f"safety_{case_file.risk}"),
        basic_needs=say("assessment", "basic_needs"),
        psychosocial=say("assessment", "psychosocial") if family.age > 2 else "",
        family=say("assessment", "family"),
        education="" if family.is_unborn else say("assessment", f"education_{study}"),
        strengths=say("assessment", "strengths") if deep else "",
        child_view=say("assessment", "child_view") if family.age >= 6 else "",
        conclusion=say("assessment", "conclusion", kebutuhan=case_file.main_need),
        risk_level=case_file.risk,
        functioning=case_file.functioning,
    )


def goals(case_file, at, number: int) -> None:
    """The lines of the plan: F-10."""
    rng, section = case_file.rng, case_file.matter.problem
    for position in range(number):
        need, goal, sign, service, partner = case_file.parts("goals", section)
        case_file.write(
            Goal,
            at,
            need=need,
            goal=goal,
            indicator=sign,
            service=service,
            provider=case_file.office.partners.get(partner),
            funding=mix.draw(rng, mix.FUNDING) if service in {"L08", "L07", "L03"} else "",
            target_on=at.date() + timedelta(days=rng.choice([21, 30, 45, 60, 75]) + 7 * position),
        )
        case_file.planned.append((service, partner))


def service(case_file, at) -> None:
    """One service, mostly what the plan says."""
    rng, partners = case_file.rng, case_file.office.partners
    kind, partner = rng.choice([*case_file.planned, ("L06", "-"), ("L01", "-")])
    case_file.write(
        ServiceGiven,
        at,
        kind=kind,
        given_on=at.date(),
        provider=partners.get(partner),
        hours=rng.choice([1, 1.5, 2, 2.5, 3, 4]),
        result=case_file.say("handling", f"service_{kind}"),
    )


def aid(case_file, at) -> None:
    """Goods or money handed over: F-15."""
    rng, family = case_file.rng, case_file.matter.family
    kind = mix.draw(rng, mix.AID)
    if kind == "sekolah" and family.age < 5:
        kind = "nutrisi"
    is_disabled = case_file.matter.problem == "disabilitas"
    if is_disabled and mix.happens(rng, 60):
        kind = "alat_bantu"
    elif kind == "alat_bantu" and not is_disabled:
        kind = "pengobatan"
    least, most = PRICES.get(kind, PRICE_OTHERWISE)
    case_file.write(
        AidGiven,
        at,
        kind=kind,
        description=case_file.say("handling", f"aid_{kind}"),
        amount=rng.randrange(least, most, 25_000),
        funding=mix.draw(rng, mix.FUNDING),
        given_on=at.date(),
        received_by=family.carer_name,
    )


def note(case_file, at, section: str = "note", **slots) -> None:
    """F-12: one progress note."""
    title, text = case_file.parts("handling", section, **slots)
    write_note(case_file, at, title=title, text=text)


def write_note(case_file, at, *, title: str, text: str) -> None:
    """A progress note in these words."""
    hours = case_file.rng.choice([0.5, 1, 1, 1.5, 2, 3])
    case_file.write(ProgressNote, at, happened_on=at.date(), title=title, text=text, hours=hours)


def results(case_file, at) -> None:
    """What became of every goal."""
    shares = {"tercapai": 72, "sebagian": 20, "tidak": 8}
    if case_file.course.ends_early:
        shares = {"tercapai": 20, "sebagian": 40, "tidak": 40}
    for goal in case_file.case.goals.filter(episode=case_file.case.episode):
        result = mix.draw(case_file.rng, shares)
        services.set_goal_result(goal, result=result, by=case_file.worker, at=at)
