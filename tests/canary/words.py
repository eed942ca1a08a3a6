"""What is typed into the office: every string drawn at random, so that no other text holds it."""

import secrets
from datetime import date, timedelta

SYLLABLES = [c + v for c in "bdgjklmnpqrstvwxyz" for v in "aeiou"]


class Words:
    """Draws strings that nobody else writes, and remembers what each was."""

    def __init__(self) -> None:
        #: What to look for, and what it was.
        self.planted: dict[str, str] = {}

    def remember(self, text: str, about: str) -> str:
        """Look for this text as well."""
        assert text not in self.planted
        self.planted[text] = about
        return text

    def word(self, about: str) -> str:
        """One invented word of fourteen letters, as good for a name as for a story."""
        drawn = "".join(secrets.choice(SYLLABLES) for _ in range(7))
        return self.remember(drawn.capitalize(), about)

    def phone(self, about: str) -> str:
        """A mobile number as people write it; looked for without the zero in front of it."""
        drawn = "8" + "".join(secrets.choice("123456789") for _ in range(10))
        self.remember(drawn, about)
        return f"0{drawn[:3]}-{drawn[3:7]}-{drawn[7:]}"

    def email(self, about: str) -> str:
        """An address; looked for by what stands before the @."""
        return f"{self.word(about).lower()}@contoh.example"

    def nik(self, about: str, born: date) -> str:
        """The national number of a boy born on this day."""
        serial = 1 + secrets.randbelow(9999)
        return self.remember(f"3374{secrets.randbelow(99):02}{born:%d%m%y}{serial:04}", about)

    def family_card(self, about: str) -> str:
        """The number of a family card."""
        return self.remember(f"3374{secrets.randbelow(10**12):012}", about)

    def birthday(self) -> date:
        """The birthday of a child between about six and fourteen."""
        return date(2013, 1, 1) + timedelta(days=secrets.randbelow(2500))

    def for_control(self, name: str, about: str) -> str:
        """What fits into a control of this name on a form."""
        if "phone" in name:
            return self.phone(about)
        if "email" in name:
            return self.email(about)
        if "family_card" in name:
            return self.family_card(about)
        return self.word(about)
