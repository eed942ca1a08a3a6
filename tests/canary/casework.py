"""What a social worker and the head write into the file of one child."""

from datetime import timedelta

from django.utils import timezone

from . import files
from .intake import open_identity
from .team import Team
from .words import Words

FIRST_PARTNER = "//select[@name='institution']/option[@value!='']/@value"


def profile(team: Team, case: str) -> None:
    """Who the child is, who is around, and on what ground the office works."""
    worker, words = team.of["peksos1"], team.words
    open_identity(worker, case)
    worker.fill_in(f"{case}profil/anak/baru/", **_a_child(words, "a sibling"))
    changed = worker.links(f"{case}profil/", "/anak/")[0]
    worker.fill_in(changed, **_a_child(words, "a child, changed"), keep_anyway="on")
    worker.fill_in(f"{case}profil/orang/baru/", relation="ibu", is_caregiver="on")
    worker.fill_in(f"{case}profil/orang/baru/", relation="ayah", is_alleged_perpetrator="on")
    consent = {"basis": "persetujuan", "relation": "ibu"}
    worker.fill_in(f"{case}profil/persetujuan/baru/", **consent)
    worker.fill_in(f"{case}profil/persetujuan/baru/", **consent)
    worker.fill_in(worker.links(f"{case}profil/", "/tarik/")[-1])


def _a_child(words: Words, who: str) -> dict[str, str]:
    born = words.birthday()
    nik = words.nik(f"NIK of {who}", born)
    return {"birth_date": born.isoformat(), "sex": "L", "nik": nik, "nik_status": "ada"}


def plan(team: Team, case: str) -> None:
    """Assessment and goals, up to the approved plan; the head sends it back once."""
    worker, head = team.of["peksos1"], team.of["ketua"]
    worker.fill_in(f"{case}langkah/start_assessment/")
    worker.fill_in(f"{case}asesmen/baru/")
    worker.fill_in(f"{case}langkah/finish_assessment/")
    due = (timezone.localdate() + timedelta(days=30)).isoformat()
    worker.fill_in(f"{case}rencana/baru/", target_on=due)
    worker.fill_in(f"{case}langkah/submit_plan/")
    head.fill_in(f"{case}langkah/return_plan/")
    worker.fill_in(f"{case}langkah/submit_plan/")
    head.fill_in(f"{case}langkah/approve_plan/")


def help_the_child(team: Team, case: str) -> None:
    """Notes, aid, services, papers and photographs."""
    worker = team.of["peksos1"]
    worker.fill_in(f"{case}catatan/baru/")
    worker.fill_in(f"{case}bantuan/baru/", amount="250000")
    worker.fill_in(f"{case}layanan/baru/")
    for upload in files.papers(team.words):
        worker.fill_in(f"{case}dokumen/baru/", file=upload)
    for refused in files.refused(team.words):
        worker.fill_in(f"{case}dokumen/baru/", file=refused, status=422)
    for link in worker.links(f"{case}dokumen/", "/unduh/"):
        assert worker.get(link).status == 200
    worker.fill_in(worker.links(f"{case}dokumen/", "/asli/")[0], status=200)


def refer(team: Team, case: str) -> bytes:
    """A referral all the way to its end; gives the letter."""
    worker, head = team.of["peksos1"], team.of["ketua"]
    asked = {"kind": "rujukan", "service": "L12", "ground": "kepentingan"}
    asked["institution"] = worker.get(f"{case}rujukan/baru/").page.xpath(FIRST_PARTNER)[0]
    referral = worker.fill_in(f"{case}rujukan/baru/", **asked).went_to
    words = team.words.word("peksos1: summary of a referral, changed")
    worker.fill_in(f"{referral}ubah/", summary=words)
    worker.fill_in(f"{referral}langkah/submit/")
    head.fill_in(f"{referral}langkah/approve/")
    letter = worker.get(f"{referral}surat.pdf")
    assert letter.body.startswith(b"%PDF"), letter.status
    for step in ("accept", "feedback", "close"):
        worker.fill_in(f"{referral}langkah/{step}/")
    return letter.body


def visit(team: Team, case: str) -> None:
    """A visit with a photograph, one that was planned and did not happen."""
    worker = team.of["peksos1"]
    made = {"met": ["anak", "lain"], "photo": files.photograph(team.words)}
    worker.fill_in(f"{case}kunjungan/baru/", **made)
    soon = (timezone.localtime() + timedelta(days=3)).strftime("%Y-%m-%dT09:00")
    worker.fill_in(f"{case}kunjungan/jadwal/", planned_at=soon)


def finish(team: Team, case: str) -> None:
    """Results, an evaluation, and the end of the case."""
    worker, head = team.of["peksos1"], team.of["ketua"]
    worker.fill_in(f"{case}langkah/start_monitoring/")
    for goal in worker.links(f"{case}rencana/", "/hasil/"):
        worker.fill_in(goal, result="tercapai")
    worker.fill_in(f"{case}evaluasi/baru/")
    worker.fill_in(f"{case}langkah/propose_closure/")
    head.fill_in(f"{case}langkah/close/")


def break_the_glass(team: Team, case: str) -> None:
    """A colleague opens the case in an emergency; the head reviews it."""
    number = team.of["ketua"].get(case).page.xpath("//main//text()[contains(.,'K-2')]")[0]
    number = next(part for part in number.split() if part.startswith("K-")).strip(".,·()")
    other = team.of["peksos2"]
    password = team.passwords["peksos2"]
    other.fill_in("/petugas/akses-darurat/", number=number, category="bahaya", password=password)
    head = team.of["ketua"]
    waiting = head.links("/petugas/akses-darurat/tinjauan/", "/tinjauan/")
    head.fill_in(next(link for link in waiting if len(link) > 50))


def hand_over(team: Team, case: str) -> None:
    """Somebody else carries the case from here."""
    team.of["ketua"].fill_in(f"{case}petugas/")
