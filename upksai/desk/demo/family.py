"""An invented child with a family around: what the case file says about them."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random
from typing import Any

from upksai.directory.models import Subdistrict

from . import mix, names
from .office import Office

#: Who cares for a child that lives so: relation, word for "its …", how the child says it.
CARERS = {
    "ortu_lengkap": ("ibu", "ibunya", "Ibu", names.MOTHERS),
    "ibu_saja": ("ibu", "ibunya", "Ibu", names.MOTHERS),
    "ayah_saja": ("ayah", "ayahnya", "Bapak", names.FATHERS),
    "kakek_nenek": ("kakek_nenek", "neneknya", "Mbah", names.GRANDMOTHERS),
    "keluarga_lain": ("keluarga_lain", "bibinya", "Bulik", names.AUNTS),
    "lksa": ("wali", "pengasuhnya", "Ibu Asuh", names.MOTHERS),
    "jalanan": ("ibu", "ibunya", "Ibu", names.MOTHERS),
    "lainnya": ("wali", "walinya", "Ibu", names.MOTHERS),
}
#: Problems of children who may live in an institution or on the street.
AWAY_FROM_FAMILY = {"pengasuhan", "anak_terpisah", "anak_jalanan", "eksploitasi_tppo"}


@dataclass
class Carer:
    """Who looks after the child."""

    name: str
    relation: str
    word: str
    spoken: str


@dataclass
class Family:
    """A child, the kelurahan it lives in, and the people around."""

    child: dict[str, Any]
    age: int
    carer: Carer
    surname: str
    lives_with: str
    hurter: Carer | None = None
    siblings: list[dict[str, Any]] = field(default_factory=list)

    def age_on(self, day: date) -> int:
        """How old the child is on a day."""
        born = self.child["birth_date"]
        return day.year - born.year - ((day.month, day.day) < (born.month, born.day))

    @property
    def is_unborn(self) -> bool:
        """Whether the child is yet to be born."""
        return bool(self.child.get("is_unborn"))

    @property
    def carer_name(self) -> str:
        """The carer's name; only relatives share the family's."""
        is_kin = self.carer.relation != "wali"
        return f"{self.carer.name} {self.surname}" if is_kin else self.carer.name

    @property
    def anak(self) -> str:
        """The child in a reporter's words, without a name."""
        if self.is_unborn:
            return "bayi yang masih dalam kandungan"
        word = {"L": "anak laki-laki", "P": "anak perempuan"}.get(self.child["sex"], "anak")
        if self.age == 0:
            return f"bayi {word.removeprefix('anak ')}"
        return f"{word} berumur sekitar {self.age} tahun"


def birth_date(rng: Random, age: int, day: date) -> date:
    """A day on which somebody who is `age` on `day` may be born."""
    return day - timedelta(days=int(age * 365.25 + rng.randrange(5, 355)))


def nik(office: Office, place: Subdistrict, sex: str, born: date) -> str:
    """A number that reads like a NIK and belongs to nobody: its serial is 9001 or more."""
    day = born.day + (40 if sex == "P" else 0)
    return f"3374{place.code[6:8]}{day:02}{born:%m%y}{office.serial():04}"


def new_child(
    office: Office, rng: Random, *, sex: str, born: date, place: Subdistrict, surname: str
) -> dict[str, Any]:
    """The facts of one child's profile."""
    given = rng.choice(names.GIRLS if sex == "P" else names.BOYS)
    second = rng.choice(names.GIRLS if sex == "P" else names.BOYS)
    lacks = mix.happens(rng, mix.PERCENT_WITHOUT_CERTIFICATE)
    has_nik = not lacks or mix.happens(rng, 40)
    return {
        "full_name": " ".join(dict.fromkeys([given, second, surname])),
        "nickname": given,
        "sex": sex,
        "birth_date": born,
        "is_birth_date_estimated": lacks,
        "birth_place": rng.choice(["Semarang"] * 6 + ["Demak", "Kendal", "Grobogan"]),
        "nik": nik(office, place, sex, born) if has_nik else "",
        "nik_status": "ada" if has_nik else "tidak_ada",
        "birth_certificate": "tidak_ada" if lacks else "ada",
        "address": f"Jl. {rng.choice(names.STREETS)} No. {rng.randrange(1, 90)}, "
        f"RT {rng.randrange(1, 10):02}/RW {rng.randrange(1, 13):02}",
        "subdistrict": place,
        "phone": phone(rng),
        "health": rng.choice(names.HEALTH),
        "welfare_decile": mix.draw(rng, mix.DECILE),
    }


def phone(rng: Random) -> str:
    """A mobile number in a block that is not in use: 0811-0000-xxxx."""
    return f"+628110000{rng.randrange(10_000):04}"


def new_family(
    office: Office,
    rng: Random,
    *,
    day: date,
    age: int,
    sex: str,
    problem: str,
    place: Subdistrict,
    born: date | None = None,
    children: int = 1,
) -> Family:
    """A child with a carer, brothers and sisters, and (where it was hurt at home) who did it."""
    surname = rng.choice(names.FAMILIES)
    lives_with = mix.draw(rng, mix.LIVES_WITH)
    if problem == "anak_jalanan" and mix.happens(rng, 25):
        lives_with = "jalanan"
    elif lives_with in {"lksa", "jalanan"} and problem not in AWAY_FROM_FAMILY:
        lives_with = "ibu_saja"
    born = born or birth_date(rng, age, day)
    child = new_child(office, rng, sex=sex, born=born, place=place, surname=surname)
    card = (
        f"3374{place.code[6:8]}{rng.randrange(1, 28):02}0{rng.randrange(1, 9)}1{rng.randrange(10)}"
    )
    child["family_card_number"] = f"{card}{office.serial():04}" if child["nik"] else ""
    child |= living(rng, age=age, problem=problem, lives_with=lives_with)
    relation, word, spoken, pool = CARERS[lives_with]
    family = Family(
        child=child,
        age=age,
        carer=Carer(rng.choice(pool), relation, word, spoken),
        surname=surname,
        lives_with=lives_with,
    )
    if problem == "kekerasan":
        family.hurter = family.carer
        family.carer = Carer(rng.choice(names.GRANDMOTHERS), "kakek_nenek", "neneknya", "Mbah")
    for _ in range(children - 1):
        family.siblings.append(_sibling(office, rng, family, day))
    return family


def _sibling(office: Office, rng: Random, family: Family, day: date) -> dict[str, Any]:
    age = max(0, min(17, family.age + rng.choice([-4, -3, -2, 2, 3, 4])))
    facts = new_child(
        office,
        rng,
        sex=rng.choice("LP"),
        born=birth_date(rng, age, day),
        place=family.child["subdistrict"],
        surname=family.surname,
    )
    shared = ("address", "phone", "lives_with", "parents_alive", "welfare_decile")
    facts |= {name: family.child[name] for name in shared}
    return facts | schooling(rng, age=age, problem="penelantaran")


def living(rng: Random, *, age: int, problem: str, lives_with: str) -> dict[str, Any]:
    """How the child lives and learns."""
    parents = {"ayah_saja": "piatu", "kakek_nenek": "yatim_piatu"}.get(lives_with)
    orphaned = parents and mix.happens(rng, 45)
    impaired = problem == "disabilitas" or mix.happens(rng, 3)
    kinds = ["fisik", "fisik", "intelektual", "mental", "sensorik", "ganda"]
    return {
        "lives_with": lives_with,
        "parents_alive": parents if orphaned else "hidup_keduanya",
        "disability": rng.choice(kinds) if impaired else "tidak",
    } | schooling(rng, age=age, problem=problem)


def schooling(rng: Random, *, age: int, problem: str) -> dict[str, str]:
    """Where the child goes to school, if it does."""
    if age < 6:
        return {"schooling": "belum_usia", "school": names.SCHOOLS["paud"] if age > 3 else ""}
    if problem == "disabilitas" and mix.happens(rng, 45):
        return {"schooling": "slb", "school": "SLB contoh"}
    if problem == "putus_sekolah":
        return {"schooling": "putus_sekolah", "school": ""}
    drawn = mix.draw(
        rng, {"aktif": 66, "sering_absen": 12, "putus_sekolah": 12, "belum_pernah": 7, "-": 3}
    )
    if drawn == "-":
        drawn = "lulus_tidak_lanjut" if age > 12 else "aktif"
    if drawn not in {"aktif", "sering_absen"}:
        return {"schooling": drawn, "school": ""}
    stage, level = (
        ("sd", age - 5) if age < 12 else ("smp", age - 5) if age < 15 else ("sma", age - 5)
    )
    return {"schooling": drawn, "school": names.SCHOOLS[stage].format(level=max(1, min(level, 12)))}
