"""One busy day of the office, from its first report to its last, and what the day left behind."""

from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import pikepdf
import pypdf

from . import casework, citizens, intake, mishaps, office_life
from .office import Office
from .team import Team
from .words import Words


@dataclass
class Day:
    """What was typed, what was open on purpose, and where all of it may have gone."""

    office: Office
    words: Words
    open_word: str
    letter: str

    def read(self, name: str) -> bytes:
        """One of the files that the day left."""
        return (self.office.top / name).read_bytes()


def live(office: Office) -> Day:
    """Let everybody type, then close the office."""
    words, open_word = Words(), Words().word("open")
    team = Team(office, words, open_word)
    _reporter, code = citizens.report(team, "reporter", "rahasia")
    reported = intake.newest(team.of["pengaduan1"])
    citizens.report(team, "reporter without a name", "anonim")
    citizens.abandon_drafts(team)
    information = citizens.ask_for_data(team)
    called = intake.take_in(team)
    intake.screen(team, called)
    case = intake.accept(team, called)
    intake.talk(team, code, reported)
    intake.look_into_the_vault(team, reported)
    intake.keep_out(team, reported)
    casework.profile(team, case)
    casework.plan(team, case)
    casework.help_the_child(team, case)
    letter = casework.refer(team, case)
    casework.visit(team, case)
    casework.break_the_glass(team, case)
    casework.finish(team, case)
    office_life.hear_from_partners(team)
    office_life.answer_request(team, information)
    office_life.meet(team)
    mishaps.expire(team, case)
    mishaps.break_down(team, case)
    mishaps.send_what_is_refused(team)
    mishaps.send_what_is_no_request(team)
    mishaps.sign_in_badly(team)
    office_life.protect_an_account(team)
    office_life.look_for_people(team)
    office_life.read_everything(team, case)
    report = office_life.issue_report(team)
    _unfold(report, office.top / "out" / "report")
    (office.top / "out" / "report" / "words").write_text(_words_of(report))
    # The letter names the child to the partner; what describes the file may not.
    _unfold(letter, office.top / "out" / "letter")
    casework.hand_over(team, case)
    partner = {"name": open_word, "code": "ZQ", "services": "", "phone": ""}
    team.of["admin"].fill_in("/petugas/pengaturan/mitra/tambah/", **partner)
    cookies = "\n".join(value for browser in team.browsers for value in sorted(browser.had))
    (office.top / "out" / "cookies").write_text(cookies)
    office.close()
    return Day(office, words, open_word, _words_of(letter))


def _unfold(pdf: bytes, folder: Path) -> None:
    """What describes a PDF, none of it squeezed, where it is searched with the rest."""
    folder.mkdir()
    with pikepdf.open(BytesIO(pdf)) as opened:
        about = {key: str(value) for key, value in opened.docinfo.items()}
        about |= {f"attachment {name}": name for name in opened.attachments}
        with opened.open_outline() as outline:
            about |= {f"heading {n}": one.title for n, one in enumerate(outline.root)}
        (folder / "about").write_text(repr(about))
        (folder / "xmp").write_bytes(opened.Root.Metadata.read_bytes())


def _words_of(pdf: bytes) -> str:
    return " ".join(page.extract_text() for page in pypdf.PdfReader(BytesIO(pdf)).pages)
