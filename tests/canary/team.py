"""The people of the office, and the browser each of them works in."""

from .office import Office
from .visitor import Visitor
from .words import Words

ROLES = {
    "ketua": "HEAD",
    "pengaduan1": "INTAKE",
    "peksos1": "WORKER",
    "peksos2": "WORKER",
    "data1": "DATA_OFFICER",
    "pemeriksa": "AUDITOR",
    "admin": "ADMIN",
}
HIRING = """
from upksai.accounts.models import User
from upksai.accounts.roles import Role
for name, role, password in {people!r}:
    user = User(username=name, full_name=name.title(), role=Role[role])
    user.set_password(password)
    user.save()
"""
#: An open text goes where none should: it shows that the search looks there and finds it.
LEAK = """
import logging, tempfile
from django.core.mail import send_mail
with tempfile.NamedTemporaryFile(delete=False) as left:
    left.write({word!r}.encode())
send_mail({word!r}, {word!r}, None, ["ketua@upksai.example"])
logging.getLogger("office").warning({word!r})
"""


class Team:
    """Everybody who works here, each signed in; their passwords are looked for as well."""

    def __init__(self, office: Office, words: Words, open_word: str):
        self.office, self.words = office, words
        self.passwords = {name: f"{words.word(f'password of {name}')}-{name}" for name in ROLES}
        people = [(name, role, self.passwords[name]) for name, role in ROLES.items()]
        hired, leaked = HIRING.format(people=people), LEAK.format(word=open_word)
        office.manage("shell", "--no-imports", stdin=hired + leaked)
        self.browsers: list[Visitor] = []
        self.of = {name: self._signed_in(name) for name in ROLES}

    def stranger(self, who: str) -> Visitor:
        """A browser that nobody has signed in with."""
        self.browsers.append(Visitor(self.office.port, self.words, who))
        return self.browsers[-1]

    def _signed_in(self, name: str) -> Visitor:
        browser = self.stranger(name)
        browser.fill_in("/masuk/", login=name, password=self.passwords[name])
        return browser
