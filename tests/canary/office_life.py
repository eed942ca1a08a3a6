"""What else is typed in the office: what partners send, requests for data, meetings, searches."""

from upksai.accounts.tests.office_hours import code_now

from .casework import FIRST_PARTNER
from .intake import newest, open_identity
from .team import Team


def hear_from_partners(team: Team) -> None:
    """A child sent to us by a partner; the head takes the child on and answers."""
    officer, head = team.of["pengaduan1"], team.of["ketua"]
    born = team.words.birthday().isoformat()
    address = "/petugas/rujukan/masuk/catat/"
    sender = officer.get(address).page.xpath(FIRST_PARTNER)[0]
    sent = {"institution": sender, "child_birth_date": born}
    went_to = officer.fill_in(address, **sent).went_to
    open_identity(head, went_to)
    accepted = {"problem": "penelantaran", "ppks_category": "PPKS-02", "risk_level": "sedang"}
    worker = head.option(f"{went_to}langkah/accept/", "worker", "Peksos1")
    head.fill_in(f"{went_to}langkah/accept/", **accepted, worker=worker)


def answer_request(team: Team, code: str) -> None:
    """The data officer proposes an answer, the head agrees, the citizen objects."""
    officer, head = team.of["data1"], team.of["ketua"]
    queue = "/petugas/permintaan-data/"
    record = next(link for link in officer.links(queue, queue) if len(link) > 50)
    officer.fill_in(f"{record}langkah/review/")
    officer.fill_in(f"{record}langkah/extend/")
    officer.fill_in(f"{record}langkah/propose/")
    head.fill_in(f"{record}langkah/grant/")
    officer.fill_in(f"{record}langkah/deliver/")
    citizen, tracking = team.stranger("objects"), "/permintaan-data/lacak/"
    status = citizen.fill_in(tracking, code=code, status=200)
    objected = citizen.send(status, tracking, {"code": code}, to="keberatan")
    assert objected.status == 200, objected.complaints()
    head.fill_in(f"{record}langkah/answer_objection/")
    officer.fill_in(f"{queue}catat/", kind="perorangan", delivery="email")


def meet(team: Team) -> None:
    """Minutes of a meeting."""
    team.of["ketua"].fill_in("/petugas/rapat/catat/")


def look_for_people(team: Team) -> None:
    """Names and numbers typed into searches: those of the children, and others."""
    head, worker, words = team.of["ketua"], team.of["peksos1"], team.words
    known = [text for text, about in words.planted.items() if "NIK" in about or "name" in about]
    strangers = [words.word("search: a name that is not known") for _ in range(3)]
    born = words.birthday()
    strangers += [words.phone("search: a telephone"), words.nik("search: a NIK", born)]
    strangers += [f"{words.word('search: first name')} {words.word('search: last name')}"]
    for number, text in enumerate([*known[:6], *strangers]):
        person = (head, worker)[number % 2]
        assert person.post("/petugas/cari/", {"q": text}).status == 200
    hints = {"child_name": words.word("hints: a child's name"), "child_birth_date": str(born)}
    hints["child_nik"] = words.nik("hints: a NIK", born)
    assert team.of["pengaduan1"].post("/petugas/pengaduan/catat/kemungkinan-sama/", hints)
    emergency = {"number": words.word("a name where a case's number belongs")}
    emergency |= {"category": "bahaya", "password": team.passwords["peksos2"]}
    team.of["peksos2"].fill_in("/petugas/akses-darurat/", **emergency, status=422)
    same = {"duplicate_of": words.word("a name where a complaint's number belongs")}
    merge = f"{newest(team.of['pengaduan1'])}langkah/merge/"
    team.of["pengaduan1"].fill_in(merge, **same, status=422)
    # Lists are narrowed by what stands in the address; people type names there nevertheless.
    for address in ("/petugas/kasus/", "/petugas/pengaduan/"):
        assert head.get(f"{address}?q={words.word(f'filter of {address}')}").status == 200


def read_everything(team: Team, case: str) -> None:
    """Lists, desks, trails and the page of the file, as each of them looks at it."""
    for part in ("", "riwayat/", "profil/", "asesmen/", "rencana/", "bantuan/", "dokumen/"):
        assert team.of["peksos1"].get(f"{case}{part}").status == 200
    for name in ("rujukan/", "monitoring/"):
        assert team.of["peksos1"].get(f"{case}{name}").status == 200
    for address in ("persetujuan", "jejak", "kasus", "pengaduan", "rujukan", "dasbor", "laporan"):
        team.of["ketua"].get(f"/petugas/{address}/")


def issue_report(team: Team) -> bytes:
    """The anonymised report, on paper."""
    auditor = team.of["pemeriksa"]
    shown = auditor.get("/petugas/laporan/")
    issued = auditor.send(shown, "/petugas/laporan/", {}, to="unduh")
    assert issued.body.startswith(b"%PDF"), issued.status
    return issued.body


def protect_an_account(team: Team) -> None:
    """The worker sets up a code app, whose key is shown once, and gets ten codes for the safe."""
    person, words, address = team.of["peksos2"], team.words, "/petugas/akun/aplikasi-kode/"
    page = person.get(address)
    (key,) = page.page.xpath("//main//code/text()")
    code = code_now(secret=words.remember(key.strip(), "key of the code app"))
    shown = person.get(person.send(page, address, {"code": code}).went_to)
    codes = shown.page.xpath("//*[@id='codes']/li/text()")
    assert len(codes) == 10, shown.complaints()
    for number, text in enumerate(codes):
        words.remember(text, f"recovery code {number}")
