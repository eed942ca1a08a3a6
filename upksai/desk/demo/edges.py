"""The edge cases of domain.md §6, each told on purpose; `Office.edges` says where they stand."""

from datetime import date, datetime, timedelta

from cases import services
from cases.models import Consent

from . import intake
from .course import draw_course
from .diary import local
from .family import birth_date
from .handling import Handling
from .information import asked_and_answered
from .matter import Matter, new_matter
from .office import Office
from .referring import draw_trip
from .told import Told

FOUNDLING = "bayi temuan tanpa nama"
SIBLINGS = "dua saudara di dua kecamatan"
PARENT = "orang tua terduga meminta berkas (ditolak, UU 27/2022 pasal 33)"
EIGHTEEN = "anak berusia 18 tahun di tengah kasus"
REGENCY = "anak dari Kabupaten Semarang (bukan kewenangan)"
TWICE = "duplikat lewat WhatsApp dan Lapor Semar"
RETURNED = "kasus dialihkan lalu kembali"
WITHDRAWN = "persetujuan ditarik"
SMALL_CELLS = "permintaan data dengan angka di bawah 5"
ELEVEN = "anak berkonflik dengan hukum berumur 11 tahun"
SAME_NAME = "kelurahan bernama sama (Purwosari, Mangunharjo)"
#: Kelurahan whose name stands twice in the city, with the day their case came in.
SAME_NAMES = {
    "33.74.02.1004": date(2023, 4, 11),
    "33.74.14.1005": date(2023, 8, 22),
    "33.74.10.1003": date(2024, 2, 13),
    "33.74.16.1007": date(2024, 9, 10),
}


def stories(office: Office) -> list[Told]:
    """Edge cases of the past; those of today are in `today`."""
    told = [foundling(office), siblings(office), eighteen(office), regency(office), twice(office)]
    told += [silent(office), returned(office), withdrawn(office), eleven(office)]
    told += [same_name(office, code, day) for code, day in SAME_NAMES.items()]
    small_cells(office)
    suspected_parent(office)
    return [story for story in told if story.at <= office.now]


def _told(
    office: Office,
    key: str,
    day: date,
    edge: str,
    *,
    kind: type[Handling] = Handling,
    reason: str = "T01",
    **wishes,
) -> tuple[Told, Handling, Matter]:
    """One case of the past with the wished facts, its file and what it is about."""
    rng = office.chance("tepi", key)
    at = local(day, rng.randrange(9, 15), rng.randrange(60))
    duplicates = wishes.pop("duplicates", 0)
    matter = new_matter(office, rng, at, **{"children": 1} | wishes)
    file = kind(office, matter, draw_course(rng, matter.risk, reason=reason))
    file.edge = edge
    story = intake.becomes_case(office, matter, at, file, duplicates=duplicates)
    return Told(at, story), file, matter


def foundling(office: Office) -> Told:
    """A baby found without a name; no parents are known."""
    told, _file, matter = _told(
        office,
        "temuan",
        date(2024, 5, 14),
        FOUNDLING,
        reason="T11",
        problem="pengasuhan",
        category="PPKS-01",
        risk="tinggi",
        age=0,
        sex="P",
        channel="polisi",
    )
    matter.tells_name = False
    matter.family.child |= {
        "full_name": "",
        "nickname": "",
        "birth_date": date(2024, 5, 1),
        "is_birth_date_estimated": True,
        "birth_place": "",
        "nik": "",
        "family_card_number": "",
        "nik_status": "tidak_ada",
        "birth_certificate": "tidak_ada",
        "parents_alive": "tidak_diketahui",
        "lives_with": "lksa",
    }
    matter.slots["anak"] = matter.family.anak
    return told


def siblings(office: Office) -> Told:
    """A sister and a brother who live with relatives in two kecamatan."""
    told, _file, matter = _told(
        office, "saudara", date(2023, 3, 14), SIBLINGS, problem="pengasuhan", age=8, children=2
    )
    elsewhere = office.subdistricts["33.74.05.1003"]
    if matter.place.district_id == elsewhere.district_id:
        elsewhere = office.subdistricts["33.74.12.1009"]
    matter.family.siblings[0] |= {"subdistrict": elsewhere, "lives_with": "keluarga_lain"}
    return told


def eighteen(office: Office) -> Told:
    """A child comes of age while the case runs: closed with a plan for the way on."""
    day = date(2024, 3, 5)
    born = date(2006, 4, 20)
    told, _file, _matter = _told(
        office,
        "delapanbelas",
        day,
        EIGHTEEN,
        reason="T06",
        problem="napza",
        risk="sedang",
        age=17,
        born=born,
    )
    return told


def regency(office: Office) -> Told:
    """The child lives in the regency around the city: another office's authority."""
    rng = office.chance("tepi", "kabupaten")
    at = local(date(2025, 2, 18), 10, 40)
    matter = new_matter(
        office,
        rng,
        at,
        problem="penelantaran",
        risk="sedang",
        age=8,
        outside="Kabupaten Semarang",
        channel="whatsapp",
        children=1,
    )
    story = intake.ends_otherwise(office, matter, at, "out_of_authority", edge=REGENCY)
    return Told(at, story, opens_case=False)


def twice(office: Office) -> Told:
    """One child, reported by WhatsApp and again through Lapor Semar."""
    rng = office.chance("tepi", "duakali")
    at = local(date(2025, 4, 22), 10, 5)
    matter = new_matter(
        office, rng, at, problem="anak_jalanan", age=10, channel="whatsapp", children=1
    )
    file = Handling(office, matter, draw_course(rng, matter.risk, reason="T01"))
    file.edge = TWICE
    story = intake.becomes_case(office, matter, at, file, twice_through="lapor_semar_sp4n")
    return Told(at, story)


def silent(office: Office) -> Told:
    """A partner that does not answer: three reminders, then another way."""
    told, file, _matter = _told(
        office, "diam", date(2024, 7, 9), "", problem="disabilitas", risk="sedang", age=6
    )
    first = file.course.approved + 2
    file.trips = [
        draw_trip(file.rng, first, first + 25, partner="RSUD", service="L05", answer="silent"),
        draw_trip(
            file.rng, first + 14, first + 40, partner="RDRM", service="L06", answer="accepted"
        ),
    ]
    return told


def returned(office: Office) -> Told:
    """Handed over to a partner, and back again after some weeks."""
    told, file, _matter = _told(
        office,
        "kembali",
        date(2024, 4, 16),
        RETURNED,
        reason="T03",
        problem="penelantaran",
        risk="sedang",
        age=10,
    )
    file.trips = [file.handover("LKSA")]
    file.reopens = True
    file.reopen_note = (
        "Dikembalikan mitra: anak pulang ke keluarga dan perlu pendampingan di rumah."
    )
    return told


class ConsentWithdrawn(Handling):
    """The carer takes the consent back, and the help ends with it."""

    def propose(self, at: datetime) -> None:
        """The withdrawal is written down before the closure is proposed."""
        for given in Consent.objects.filter(case=self.case).in_force():
            services.withdraw_consent(
                given, reason="Keluarga memilih menangani sendiri.", by=self.worker, at=at
            )
        super().propose(at)


def withdrawn(office: Office) -> Told:
    """UU 27/2022 art. 9: consent may be withdrawn at any time."""
    told, _file, _matter = _told(
        office,
        "ditarik",
        date(2023, 6, 13),
        WITHDRAWN,
        kind=ConsentWithdrawn,
        reason="T05",
        problem="perundungan",
        risk="rendah",
        age=12,
    )
    return told


def eleven(office: Office) -> Told:
    """Under 12: police, Bapas and social worker decide together (UU 11/2012 art. 21)."""
    day = date(2025, 3, 11)
    rng = office.chance("tepi", "sebelas", "lahir")
    told, file, _matter = _told(
        office,
        "sebelas",
        day,
        ELEVEN,
        problem="abh_berkonflik",
        category="PPKS-03",
        risk="sedang",
        age=11,
        born=birth_date(rng, 11, day) + timedelta(days=3),
        sex="L",
        channel="polisi",
    )
    first = file.course.approved + 1
    file.trips = [
        draw_trip(file.rng, first, first + 20, partner="BAPAS", service="L13", answer="accepted")
    ]
    return told


def same_name(office: Office, code: str, day: date) -> Told:
    """Only the kecamatan beside it tells which kelurahan is meant."""
    told, _file, _matter = _told(
        office, code, day, SAME_NAME, place=office.subdistricts[code], problem="penelantaran"
    )
    return told


def small_cells(office: Office) -> None:
    """A student asks for a table whose cells would point at children."""
    rng = office.chance("tepi", "kecil")
    text = [
        "Jumlah anak korban kekerasan seksual per kelurahan, umur, dan jenis kelamin",
        "Skripsi",
        "Diberikan per kecamatan dan tahun, lewat rilis statistik. Angka kecil menjadi “t.d.” "
        "bersama angka yang dapat mengungkapnya; rincian per kelurahan tidak diberikan.",
        "17h",
    ]
    at = local(date(2025, 5, 6), 9, 30)
    office.diary.begin(
        asked_and_answered(office, rng, at, decision="partly", text=text, edge=SMALL_CELLS)
    )


def suspected_parent(office: Office) -> None:
    """A father who is said to have hurt the child asks for its file."""
    rng = office.chance("tepi", "orangtua")
    text = [
        "Salinan seluruh berkas penanganan anak saya, termasuk alamat tempat tinggalnya sekarang",
        "Urusan keluarga",
        "Permintaan ditolak karena dapat membahayakan anak (UU 27/2022 pasal 33). Pemohon dapat "
        "mengajukan keberatan dalam 30 hari kerja.",
        "33",
    ]
    at = office.now - timedelta(days=10)
    office.diary.begin(
        asked_and_answered(
            office, rng, at, decision="refused", text=text, edge=PARENT, stop_at="refuse", pace=0.5
        )
    )
