"""What one report or case is about, drawn by chance or wished for by a story."""

from dataclasses import dataclass, field
from datetime import datetime
from random import Random

from upksai.directory.models import Subdistrict

from . import mix
from .family import Family, new_family
from .names import OUTSIDE
from .office import Office

#: How a reporter says since when it has been going on.
SINCE = (
    "sejak dua pekan lalu",
    "sejak awal bulan",
    "sudah hampir tiga bulan ini",
    "beberapa hari terakhir",
    "sejak tahun ajaran baru",
    "sejak lebaran kemarin",
    "sejak pindah rumah",
    "sudah sejak lama",
)


@dataclass
class Matter:
    """A child in need, before the office knows of it."""

    rng: Random
    problem: str
    category: str
    risk: str
    family: Family
    place: Subdistrict
    channel: str
    mode: str
    relation: str
    outside: str = ""
    tells_name: bool = True
    told: str = ""
    slots: dict[str, str] = field(default_factory=dict)

    @property
    def protection(self) -> str:
        """The group of UU 35/2014 art. 59 the child belongs to, or none."""
        return mix.PROTECTION.get(self.problem, "")


def new_matter(office: Office, rng: Random, day: datetime, **wishes) -> Matter:
    """Draw what a report is about by the shares of domain.md §6; `wishes` are taken as they are."""
    category = wishes.get("category") or _category(rng, wishes.get("problem"))
    problem = wishes.get("problem") or _problem(rng, category, day.year)
    age = wishes.get("age", _age(rng, problem, category))
    sex = wishes.get("sex") or (
        "L" if mix.happens(rng, mix.BOYS.get(problem, mix.BOYS_OTHERWISE)) else "P"
    )
    place = wishes.get("place") or office.place(rng)
    channel = wishes.get("channel") or mix.draw(
        rng, mix.CHANNELS_SINCE_2024 if day.year >= 2024 else mix.CHANNELS_EARLY
    )
    family = new_family(
        office,
        rng,
        day=day.date(),
        age=age,
        sex=sex,
        problem=problem,
        place=place,
        born=wishes.get("born"),
        children=wishes.get("children") or _children(rng, day.year),
    )
    matter = Matter(
        rng=rng,
        problem=problem,
        category=category,
        risk=wishes.get("risk") or _risk(rng, problem),
        family=family,
        place=place,
        channel=channel,
        mode=wishes.get("mode") or _mode(rng, channel),
        relation=mix.RELATION.get(channel) or mix.draw(rng, mix.NEIGHBOURS),
        outside=wishes.get("outside", ""),
        tells_name=mix.happens(rng, 70),
    )
    matter.slots = slots(matter)
    return matter


def slots(matter: Matter) -> dict[str, str]:
    """What stands for the blanks in the texts about this child; never a name."""
    family, rng = matter.family, matter.rng
    speaker = family.hurter or family.carer
    return {
        "anak": family.anak,
        "Anak": family.anak.capitalize(),
        "tempat": f"RW {rng.randrange(1, 13):02} {matter.place.name}",
        "sejak": rng.choice(SINCE),
        "wali": speaker.word,
        "Wali": speaker.word.capitalize(),
        "sapaan": family.carer.spoken,
        "luar": matter.outside or rng.choice(OUTSIDE),
    }


def _category(rng: Random, problem: str | None) -> str:
    fitting = {
        category: share
        for category, share in mix.CATEGORY.items()
        if problem is None or problem in mix.PROBLEM[category]
    }
    return mix.draw(rng, fitting)


def _problem(rng: Random, category: str, year: int) -> str:
    shares = dict(mix.PROBLEM[category])
    if year < mix.BULLYING_SINCE:
        shares.pop("perundungan", None)
    return mix.draw(rng, shares)


def _age(rng: Random, problem: str, category: str) -> int:
    least, most = mix.AGES_OF_PROBLEM.get(problem, mix.AGES[category])
    usual = least + (most - least) * (0.35 if least < 6 else 0.85)
    return min(most, max(least, round(rng.triangular(least, most, usual))))


def _risk(rng: Random, problem: str) -> str:
    violent = problem in {"kekerasan", "kekerasan_seksual", "eksploitasi_tppo"}
    return mix.draw(rng, mix.RISK_OF_VIOLENCE if violent else mix.RISK_OTHERWISE)


def _children(rng: Random, year: int) -> int:
    return mix.draw(rng, mix.CHILDREN) if year >= mix.SIBLINGS_SINCE else 1


def _mode(rng: Random, channel: str) -> str:
    named = channel not in {"web_upksai", "media_sosial", "whatsapp", "telepon", "lapor_semar_sp4n"}
    return mix.draw(rng, mix.MODES_FACE_TO_FACE if named else mix.MODES)
