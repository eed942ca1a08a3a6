"""What the intake officer and the head type about complaints."""

from django.utils import timezone

from . import citizens
from .team import Team
from .visitor import Visitor

QUEUE = "/petugas/pengaduan/"
SCREENING = {
    "problem": "penelantaran",
    "ppks_category": "PPKS-02",
    "risk_level": "sedang",
    "in_authority": "ya",
}


def open_identity(person: Visitor, record: str) -> None:
    """Say why names are needed."""
    person.fill_in(f"{record}identitas/", category="penanganan")


def newest(person: Visitor) -> str:
    """The address of the complaint that came in last."""
    return next(link for link in person.links(QUEUE, QUEUE) if len(link) > 40)


def take_in(team: Team) -> str:
    """A telephone call, written down; the child is known well. Gives the complaint's address."""
    officer, born = team.of["pengaduan1"], team.words.birthday()
    told = {
        "received_at": timezone.localtime().strftime("%Y-%m-%dT%H:%M"),
        "channel": "telepon",
        "child_birth_date": born.isoformat(),
        "child_sex": "L",
        "child_nik": team.words.nik("intake: the child's NIK", born),
        "reporter_mode": "boleh_dihubungi",
    }
    went_to = officer.fill_in(f"{QUEUE}catat/", **told).went_to
    record = went_to.removesuffix("tanda-terima/")
    citizens.receipt_on(officer, went_to)
    return record


def screen(team: Team, record: str) -> None:
    """Screening with the names open, a note to the reporter, the police, the verification."""
    officer = team.of["pengaduan1"]
    open_identity(officer, record)
    officer.fill_in(f"{record}langkah/screen/", **SCREENING)
    officer.fill_in(f"{record}langkah/verify/")


def accept(team: Team, record: str) -> str:
    """The head makes it a case; gives the address of the case."""
    team.of["ketua"].fill_in(f"{record}langkah/accept/")
    links = team.of["ketua"].links(record, "/petugas/kasus/")
    return next(link for link in links if len(link) > 40)


def talk(team: Team, code: str, record: str) -> None:
    """The office asks the reporter, the reporter answers, the office writes once more."""
    officer = team.of["pengaduan1"]
    officer.fill_in(f"{record}langkah/ask/")
    citizens.follow(team, code)
    sent = officer.words.word("pengaduan1: message to the reporter")
    assert officer.post(f"{record}pesan/", {"text": sent}).status == 302


def look_into_the_vault(team: Team, record: str) -> None:
    """Why somebody must know who reported; somebody else agrees, and it is read."""
    officer, head = team.of["pengaduan1"], team.of["ketua"]
    officer.fill_in(f"{record}pelapor/")
    asked = head.links(record, "/identitas-pelapor/")[0]
    head.fill_in(asked, decision="disetujui")
    assert officer.post(f"{asked}buka/", {}).status == 200


def keep_out(team: Team, record: str) -> None:
    """Somebody has a conflict of interest; the head lifts the seal later."""
    head = team.of["ketua"]
    person = head.option(f"{record}tutup-dari/", "person", "Data1")
    head.fill_in(f"{record}tutup-dari/", person=person)
    head.fill_in(head.links(f"{record}tutup-dari/", "/buka/")[0])
