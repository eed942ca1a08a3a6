"""Bird names that stand for a child on every screen. Never derived from the real name."""

import secrets

BIRDS = """
    Kutilang Kenari Gelatik Jalak Merpati Cendrawasih Kakatua Nuri Beo Murai Kepodang Elang Camar
    Pipit Perkutut Tekukur Puyuh Bangau Kuntul Belibis Bondol Cucak Kacer Betet Serindit
    Rangkong Enggang Maleo Kasuari Merak Trinil Cerek Cekakak Takur Pelatuk Walet Kapinis Kedidi
    Cikalang Ibis Mandar Punai Walik Delimukan Kedasi Bubut Wiwik Cipoh Prenjak Cinenen Remetuk
    Kipasan Sikatan Kehicap Munguk Pijantung Manyar Emprit Srigunting Poksay Tepus Berencet Ciung
    Sempidan Kuau Gosong Blekok Cangak Sempur Tiong Sepah Jingjing Layang-layang Raja-udang
    Cabak Celepuk Terik Trulek Gajahan Dederuk Pergam Tangkar Pentis Kowak Pecuk
""".split()  # noqa: SIM905 -- a list of eighty quoted words reads worse


def may_be_pseudonym(text: str) -> bool:
    """Whether a bird's name begins like this; no other word need be looked for among them."""
    return any(bird.lower().startswith(text.lower()) for bird in BIRDS)


def new_pseudonym() -> str:
    """A bird name by chance; the case number beside it makes it unique."""
    return secrets.choice(BIRDS)
