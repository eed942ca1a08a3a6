"""What the team finds on its desks today: work at every stage, some late, some due today."""

from dataclasses import replace
from datetime import datetime, timedelta

from complaints import opening, services
from complaints.choices import ReporterMode

from . import incoming, intake, mix, writing
from .course import draw_course
from .diary import Story, at_work, before, local
from .information import asked_and_answered
from .matter import Matter, new_matter
from .office import Office
from .referring import draw_trip
from .told import Living, Told, opened_at, sent_at

#: Cases under way: key, worker, stage, days in it, risk, days the case will last (0: by chance),
#: what it is about.
CASES = (
    (
        "r1",
        0,
        "opened",
        0.06,
        "tinggi",
        0,
        {"problem": "kekerasan", "age": 9, "channel": "telepon"},
    ),
    ("r2", 0, "assessment", 17, "sedang", 0, {"problem": "abh_berkonflik", "age": 14}),
    (
        "r3",
        0,
        "planning",
        4,
        "sedang",
        0,
        {"problem": "pengasuhan", "category": "PPKS-01", "age": 0},
    ),
    ("r4", 0, "plan_review", 0.8, "sedang", 0, {"problem": "putus_sekolah", "age": 13}),
    ("r5", 0, "intervention", 30, "sedang", 110, {"problem": "penelantaran", "age": 4}),
    ("r6", 0, "intervention", 330, "rendah", 520, {"problem": "pengasuhan", "age": 7}),
    ("r7", 0, "monitoring", 40, "rendah", 460, {"problem": "anak_jalanan", "age": 12}),
    ("r8", 0, "closure_review", 1.2, "rendah", 395, {"problem": "disabilitas", "age": 8}),
    ("b1", 1, "opened", 0.8, "sedang", 0, {"problem": "perundungan", "age": 11}),
    ("b3", 1, "planning", 12.5, "sedang", 0, {"problem": "perkawinan_anak", "age": 16}),
    ("b4", 1, "plan_review", 4.6, "rendah", 0, {"problem": "identitas_hukum", "age": 6}),
    ("b5", 1, "intervention", 22, "sedang", 100, {"problem": "kekerasan", "age": 12}),
    ("b6", 1, "monitoring", 60, "rendah", 470, {"problem": "pekerja_anak", "age": 14}),
    ("b7", 1, "closure_review", 0.6, "sedang", 400, {"problem": "kesehatan_gizi", "age": 3}),
    ("e1", 0, "closed", 6, "sedang", 70, {"problem": "napza", "age": 15}),
    ("e2", 1, "closed", 19, "rendah", 50, {"problem": "putus_sekolah", "age": 10}),
    ("e3", 0, "aftercare", 19, "sedang", 80, {"problem": "kekerasan", "age": 6}),
    ("e4", 1, "aftercare", 70, "sedang", 75, {"problem": "penelantaran", "age": 9}),
)
#: Their referrals: partner, how far it has come, days since it was begun.
TRIPS = {
    "r5": [("DISPENDUKCAPIL", "sent", 9), ("PUSKESMAS", "accepted", 9)],
    "r6": [("LKSA", "closed", 260), ("DISPENDUKCAPIL", "feedback", 12)],
    "b5": [("UPTD-PPA", "review", 2), ("RSUD", "draft", 4)],
}
#: Cases that took their time: on which day they were assessed and planned.
SLOW = {"r4": (13.5, 24), "b3": (13.5, 22), "b4": (16, 27)}
UNBORN = "anak yang masih dalam kandungan"
FRIDAY = "laporan kekerasan seksual Jumat pukul 22.00 (3×24 jam melewati akhir pekan)"
LEAVE = "pekerja sosial cuti, kunjungan terlambat"
ANONYMOUS = "laporan anonim"
MOTHER_TO_BE = (
    "Seorang ibu berumur 16 tahun, hamil tujuh bulan, datang sendiri ke rumah sakit dan merasa "
    "tidak sanggup mengasuh bayinya. Keluarganya belum tahu. Mohon pendampingan sebelum kelahiran."
)
#: When the second worker was away, in days before today.
AWAY = (9, 5)


class OnLeave(Living):
    """Visits fell into the worker's leave and are still to be made."""

    def helping(self):
        """Before going, the worker wrote it down."""
        agenda = list(super().helping())
        leaves = before(self.office.now - timedelta(days=AWAY[0] + 1), self.rng)
        agenda.append((leaves, self.write_leave))
        yield from sorted(agenda, key=lambda entry: entry[0])

    def write_leave(self, at: datetime) -> None:
        """A note for whoever opens the file meanwhile."""
        self.office.mark(LEAVE, self.case)
        writing.write_note(
            self,
            at,
            title="Cuti tahunan pekerja sosial",
            text="Saya cuti satu pekan. Bila mendesak, hubungi Ketua; kunjungan menyusul.",
        )


def stories(office: Office) -> list[Told]:
    """Everything that is under way today."""
    told = [_case(office, *line) for line in CASES]
    told += [friday_night(office), *reports(office), letter(office)]
    requests(office)
    return told


def _case(office: Office, key, worker, stage, in_stage, risk, length, wishes) -> Told:
    rng = office.chance("kini", key)
    whole = draw_course(rng, risk, length=length, reason="T01")
    if key in SLOW:
        assessed, planned = SLOW[key]
        whole = replace(whole, assessed=assessed, planned=planned, approved=planned + 1)
    opened = office.now - timedelta(days=whole.begins(stage) + in_stage)
    if stage != "opened":
        opened = before(opened, rng)
    matter = new_matter(office, rng, opened, risk=risk, children=1, **wishes)
    kind = OnLeave if key in {"b5", "b6"} else Living
    file = kind(office, matter, whole.until(stage), worker=office.workers[worker], trips=[])
    _details(office, key, file, matter, whole.begins(stage) + in_stage)
    if key == "r3":
        return Told(opened, sent_at(office, matter, opened, file, "RSUD"))
    return Told(opened, opened_at(office, matter, opened, file))


def later_today(now: datetime) -> datetime:
    """A time that is still to come today, or nearly so."""
    return now + min(timedelta(hours=4), (local(now.date(), 23) - now) / 2)


def _details(office: Office, key: str, file: Living, matter: Matter, age: float) -> None:
    """What makes this case's desk different: visits agreed, referrals waiting."""
    now, rng = office.now, file.rng
    day = timedelta(days=1)
    agreed = {
        "r2": (None, now + 1.1 * day, "Melengkapi asesmen bersama orang tua"),
        "r3": (None, now + 3 * day, "Menemani pemeriksaan kehamilan"),
        "r4": (None, now + 5 * day, "Membahas pilihan sekolah"),
        "b3": (None, now + 1.3 * day, "Pertemuan dengan kedua keluarga"),
        "b4": (None, now + 4 * day, "Mengambil salinan surat lahir"),
        "r5": (10, later_today(now), "Melihat pola makan dan imunisasi"),
        "r6": (20, now + 4 * day, "Kunjungan keluarga ke lembaga pengasuhan"),
        "r7": (18, now + 2.1 * day, "Menemui wali kelas"),
        "b5": (15, before(now - (AWAY[1] + 2) * day, rng), "Tertunda karena cuti"),
        "b6": (27, before(now - (AWAY[1] + 1) * day, rng), "Tertunda karena cuti"),
    }
    if key in agreed:
        days_ago, file.next_visit_at, file.next_purpose = agreed[key]
        file.last_visit = days_ago and age - days_ago
    if key == "r3":
        file.edge = UNBORN
        nobody = {"full_name": "", "nickname": "", "sex": "?", "birth_date": None, "nik": ""}
        papers = {"nik_status": "tidak_ada", "birth_certificate": "tidak_ada"}
        matter.told = MOTHER_TO_BE
        unborn = {
            "is_unborn": True,
            "is_birth_date_estimated": False,
            "birth_place": "",
            "lives_with": "ibu_saja",
        }
        matter.family.child |= nobody | papers | unborn
        matter.slots |= {"anak": matter.family.anak, "Anak": matter.family.anak.capitalize()}
    file.trips = [
        draw_trip(
            rng,
            age - days_ago,
            age + 9,
            partner=partner,
            service=mix.SERVICE_OF_PARTNER[partner],
            answer="accepted",
        ).until(state)
        for partner, state, days_ago in TRIPS.get(key, [])
    ]


def friday_night(office: Office) -> Told:
    """A report of sexual violence on a Friday at 22.00: the police must know by Monday 22.00."""
    rng = office.chance("kini", "jumat")
    day = (office.now - timedelta(days=2, hours=12)).date()
    day -= timedelta(days=(day.weekday() - 4) % 7)
    received = local(day, 22)
    matter = new_matter(
        office,
        rng,
        received,
        problem="kekerasan_seksual",
        category="PPKS-06",
        age=14,
        sex="P",
        risk="tinggi",
        channel="telepon",
        mode="rahasia",
        children=1,
    )
    course = draw_course(rng, "tinggi", reason="T01").until("assessment")
    file = Living(office, matter, course, worker=office.workers[1], trips=[])
    file.edge = FRIDAY
    return Told(received, intake.becomes_case(office, matter, received, file))


def reports(office: Office) -> list[Told]:
    """Reports that wait: new, asked back, screened, verified, with a message nobody answered."""
    hour = timedelta(hours=1)
    lines = (
        ("c1", 0.8, "received", "tinggi", "web_upksai", "anonim", "penelantaran"),
        ("c2", 3, "received", "sedang", "whatsapp", "boleh_dihubungi", "anak_jalanan"),
        ("c3", 20, "received", "rendah", "telepon", "rahasia", "putus_sekolah"),
        ("c4", 78, "needs_info", "sedang", "web_upksai", "anonim", "penelantaran"),
        ("c5", 30, "screened", "sedang", "sekolah", "boleh_dihubungi", "perundungan"),
        ("c6", 52, "verified", "rendah", "jppa_kelurahan", "boleh_dihubungi", "identitas_hukum"),
        ("c7", 40, "message", "sedang", "web_upksai", "boleh_dihubungi", "kekerasan"),
        ("c8", 3.2, "screened", "tinggi", "datang_langsung", "rahasia", "kesehatan_gizi"),
    )
    told = []
    for key, hours, state, risk, channel, mode, problem in lines:
        rng = office.chance("kini", key)
        at = office.now - hours * hour
        wishes = {"risk": risk, "channel": channel, "mode": mode, "problem": problem, "children": 1}
        matter = new_matter(office, rng, at, **wishes)
        told.append(Told(at, waiting(office, matter, at, state), opens_case=False))
    return told


def waiting(office: Office, matter: Matter, received: datetime, state: str) -> Story:
    """A report as far as a state."""
    age = office.now - received
    complaint = intake.receive(
        office, matter, (yield received), is_emergency=matter.risk == "tinggi"
    )
    if matter.mode == ReporterMode.ANONYMOUS:
        office.mark(ANONYMOUS, complaint)
    if state == "received":
        return
    at = yield received + age * 0.3
    intake.screen(office, complaint, matter, at)
    if state == "needs_info":
        text = office.words.say("intake", "ask")
        services.take_step(complaint, "ask", by=office.intake[0], at=at, note=text)
    elif state == "verified":
        intake.verify(office, complaint, matter, (yield received + age * 0.5))
        asked = ask_to_open(office, complaint, office.intake[1], (yield received + age * 0.6))
        opening.decide(asked, is_approved=True, by=office.head, at=(yield received + age * 0.65))
    elif state == "message":
        text = office.words.say("intake", "thanks")
        services.write_to_reporter(complaint, text=text, by=office.intake[1], at=at)
        at = yield received + age * 0.88
        services.answer_office(complaint, text=office.words.say("intake", "worried"), at=at)
        ask_to_open(office, complaint, office.intake[0], (yield received + age * 0.94))


def ask_to_open(office: Office, complaint, by, at: datetime):
    """An officer must speak to the reporter; somebody else decides."""
    why = office.words.say("intake", "must_know_reporter")
    return opening.ask_to_open(complaint, motivation=why, by=by, at=at)


def letter(office: Office) -> Told:
    """A partner's letter on the head's desk."""
    rng = office.chance("kini", "surat")
    at = before(office.now - timedelta(hours=20), rng)
    matter = new_matter(office, rng, at, problem="pengasuhan", age=9, children=1)
    return Told(at, incoming.waits(office, matter, at), opens_case=False)


def requests(office: Office) -> None:
    """Requests for information in every state."""
    lines = (
        ("submitted", 1, "granted"),
        ("review", 6, "granted"),
        ("extend", 17, "granted"),
        ("propose", 9, "granted"),
        ("grant", 10, "granted"),
        ("grant_partly", 12, "partly"),
        ("not_held", 11, "not_held"),
        ("deliver", 20, "granted"),
    )
    for stop_at, days, decision in lines:
        rng = office.chance("kini", "data", stop_at)
        at = before(office.now - timedelta(days=days), rng)
        story = asked_and_answered(office, rng, at, decision=decision, stop_at=stop_at, pace=0.5)
        office.diary.begin(story)
    rng = office.chance("kini", "data", "keberatan")
    at = at_work(office.now - timedelta(days=33), rng)
    office.diary.begin(
        asked_and_answered(office, rng, at, decision="partly", objects=True, pace=0.6)
    )
