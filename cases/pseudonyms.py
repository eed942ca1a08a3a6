"""Bird names that stand for a child on every screen. Never derived from the real name."""

import secrets

BIRDS = (
    "Kutilang Kenari Gelatik Jalak Merpati Cendrawasih Kakatua Nuri Beo Murai Kepodang Elang Camar "
    "Pipit Perkutut Tekukur Puyuh Bangau Kuntul Belibis Bondol Cucak Kacer Anis Betet Serindit "
    "Rangkong Enggang Maleo Kasuari Merak Ayam-ayaman Trinil Cerek Kowak Raja-udang Cekakak "
    "Takur Pelatuk Walet Layang-layang Kapinis Cabak Celepuk Kedidi Dara-laut Cikalang Pecuk "
    "Ibis Sandanglawe Mandar Tikusan Terik Gagang Punai Walik Delimukan Kedasi Bubut Wiwik "
    "Cipoh Prenjak Cinenen Perenjak Remetuk Kipasan Sikatan Kehicap Gelatik-batu Munguk Cabai "
    "Madu Pijantung Kacamata Manyar Emprit Srigunting Tangkar Poksay Tepus Pelanduk "
    "Berencet Ciung Sempidan Kuau Gosong Blekok Cangak Sempur Madi Paok Tiong Sepah Jingjing"
).split()


def new_pseudonym() -> str:
    """A bird name by chance; the case number beside it makes it unique."""
    return secrets.choice(BIRDS)
