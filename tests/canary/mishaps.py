"""What goes wrong: passwords in the wrong box, forms too large, pages that break down."""

import socket

from .team import Team

#: Pages break down in the middle of writing, and PostgreSQL says which row it could not take.
BREAK = "ALTER TABLE {0} ADD CONSTRAINT breaks CHECK (false) NOT VALID"
MEND = "ALTER TABLE {0} DROP CONSTRAINT breaks"
FORBID, ALLOW = "REVOKE INSERT ON {0} FROM web", "GRANT INSERT ON {0} TO web"


def sign_in_badly(team: Team) -> None:
    """A wrong password, a name nobody has, and a password typed where the name belongs."""
    words = team.words
    for login, password in (
        ("ketua", words.word("a wrong password")),
        (words.word("a username nobody has"), words.word("its password")),
        (words.word("a password typed as a username"), "x"),
        (words.email("an e-mail address typed as a username"), "x"),
    ):
        stranger = team.stranger("signs in badly")
        stranger.fill_in("/masuk/", login=login, password=password, status=422)
    worker = team.of["peksos2"]
    changed = {"oldpassword": words.word("a wrong old password")}
    new = words.word("a new password that is not taken")
    worker.fill_in("/petugas/akun/sandi/", **changed, password1=new, password2=new, status=422)


def send_what_is_refused(team: Team) -> None:
    """Forms that are turned away at the door, and addresses that lead nowhere."""
    words = team.words
    citizen = team.stranger("is turned away")
    stuffed = words.word("a form that is too large") * 90_000
    assert citizen.post("/lapor/1/", {"account": stuffed}).status in {400, 413}
    much = [(f"x{n}", words.word("one of too many fields")) for n in range(3)] * 200
    assert citizen.post("/lapor/1/", much).status == 400
    broken = words.word("beside a character nobody can type")
    assert citizen.post("/lapor/1/", {"account": f"{broken}\x00"}).status == 400
    foreign = words.word("a form from somebody else's page")
    assert citizen.post("/lapor/2/", {"place": foreign}).status in {302, 403}
    head = team.of["ketua"]
    for name in ("an address that is not there", "another address"):
        assert head.get(f"/petugas/kasus/{words.word(name)}/").status == 404
        assert team.stranger("is lost").get(f"/{words.word(name + ', public')}/").status == 404
    long = words.word("an address that is too long") * 300
    assert citizen.get(f"/?q={long}").status == 414


def send_what_is_no_request(team: Team) -> None:
    """What no browser sends: the server in front of our own pages must not repeat it either."""
    words, port = team.words, team.office.port
    for request in (
        f"{words.word('no method')} nowhere\r\n\r\n",
        f"GET /{words.word('no version')} HTTP/9.{words.word('a version')}\r\n\r\n",
        f"GET / HTTP/1.1\r\n{words.word('a broken header')} x\r\n\r\n",
        f"GET / HTTP/1.1\r\nHost: {words.word('a host that is not ours')}\r\n\r\n",
        f"GET /?{words.word('far too long') * 700} HTTP/1.1\r\n\r\n",
        "POST /lapor/1/ HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: "
        f"{words.word('no length')}\r\n\r\n",
        f"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: session={words.word('no session')}; "
        f"{words.word('a cookie')}=\x01; csrf={words.word('no token')}\r\n\r\n",
    ):
        with socket.create_connection(("127.0.0.1", port), timeout=10) as line:
            line.sendall(request.encode())
            assert line.recv(20).startswith(b"HTTP/1.1 ")


def break_down(team: Team, case: str) -> None:
    """Pages that crash with what was typed in their hands, each in another way."""
    worker, office = team.of["peksos1"], team.office
    for spoil, mend, table, part in (
        (BREAK, MEND, "cases_progressnote", "catatan/baru/"),
        (FORBID, ALLOW, "cases_aidgiven", "bantuan/baru/"),
    ):
        office.sql(spoil.format(table))
        answers = {"amount": "1000"} if "bantuan" in part else {}
        worker.fill_in(f"{case}{part}", **answers, status=500)
        office.sql(mend.format(table))
    office.sql(BREAK.format("complaints_reportdraft"))
    citizen = team.stranger("meets a page that breaks down")
    citizen.fill_in("/lapor/1/", problem="penelantaran", is_emergency="tidak", status=500)
    office.sql(MEND.format("complaints_reportdraft"))


def expire(team: Team, case: str) -> None:
    """A session ends while somebody writes: the form is kept, and given back."""
    worker = team.stranger("comes back later")
    name = "peksos2"
    worker.fill_in("/masuk/", login=name, password=team.passwords[name])
    worker.cookies.pop("session")
    lost = team.words.word("a form sent after the session had ended")
    worker.post(f"{case}catatan/baru/", {"title": lost, "text": lost})
    worker.fill_in("/masuk/", login=name, password=team.passwords[name])
