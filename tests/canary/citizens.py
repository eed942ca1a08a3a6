"""What citizens type: reports, messages, requests for data, and drafts that they leave."""

from .team import Team
from .visitor import Visitor

RECEIPT = "//main//output"
CHECK = "/lapor/5/periksa/"


def report(team: Team, who: str, mode: str) -> tuple[Visitor, str]:
    """A report in four pages; gives the browser it was sent from and the receipt code."""
    citizen = team.stranger(who)
    begin(citizen)
    place = {"district": "33.74.10", "subdistrict": "33.74.10.1001", "outside_city": None}
    citizen.fill_in("/lapor/2/", **place)
    citizen.fill_in("/lapor/3/", child_age="7")
    citizen.fill_in("/lapor/4/", reporter_mode=mode, relation="tetangga_warga")
    citizen.fill_in(CHECK)
    return citizen, receipt_on(citizen, "/lapor/terkirim/")


def begin(citizen: Visitor) -> None:
    """The first page of a report."""
    citizen.fill_in("/lapor/1/", problem="penelantaran", is_emergency="tidak")


def receipt_on(visitor: Visitor, address: str) -> str:
    """The code, which this page shows once; its secret half is looked for too."""
    code = "".join(visitor.get(address).page.xpath(RECEIPT)[0].text_content().split())
    assert len(code) == 21, code
    visitor.words.remember(code[8:20], f"{visitor.who}: the secret part of a receipt code")
    return code


def follow(team: Team, code: str) -> None:
    """Somewhere else the reporter opens the report, reads the question and answers."""
    citizen = team.stranger("follower")
    wrong = citizen.words.word("follower: a code that opens nothing")
    citizen.fill_in("/lacak/", code=wrong, status=422)
    citizen.fill_in("/lacak/", code=code)
    citizen.fill_in("/lacak/laporan/")


def abandon_drafts(team: Team) -> None:
    """One draft is left lying, one is thrown away, one is left by the quick exit."""
    begin(team.stranger("leaves a draft"))
    sorry = team.stranger("throws a draft away")
    begin(sorry)
    assert sorry.send(sorry.get(CHECK), CHECK, {}, to="hapus-jejak").status == 302
    hasty = team.stranger("leaves in haste")
    begin(hasty)
    assert hasty.look("/lapor/keluar-cepat/").status == 302


def ask_for_data(team: Team) -> str:
    """A request for data, with name, address and e-mail."""
    citizen = team.stranger("asks for data")
    asked = {"kind": "perorangan", "delivery": "email"}
    check = citizen.fill_in("/permintaan-data/", status=200, **asked)
    assert citizen.send(check, "/permintaan-data/periksa/", {}, to="terkirim").status == 302
    return receipt_on(citizen, "/permintaan-data/terkirim/")
