"""How often things happen in the demo office, in percent (domain.md §6)."""

from random import Random

CASES = {2021: 18, 2022: 17, 2023: 20, 2024: 24, 2025: 28}
#: Cases in a later full year; the running year gets its elapsed share.
CASES_A_YEAR = 28
LEGACY_CASES = 56
FIRST_YEAR = 2021
#: Reports for each case.
REPORTS = {2021: 1.72, 2022: 1.82, 2023: 2.2, 2024: 2.3}
REPORTS_LATER = 2.4
#: What becomes of reports, in percent of all; the rest becomes cases, is referred or cancelled.
OTHERWISE = {"duplicate": 8, "out_of_authority": 10, "unproven": 6, "served": 15}

CATEGORY = {
    "PPKS-01": 10,
    "PPKS-02": 24,
    "PPKS-03": 12,
    "PPKS-04": 14,
    "PPKS-05": 10,
    "PPKS-06": 20,
    "PPKS-07": 10,
}
PROBLEM = {
    "PPKS-01": {"penelantaran": 40, "kesehatan_gizi": 30, "pengasuhan": 20, "identitas_hukum": 10},
    "PPKS-02": {
        "penelantaran": 27,
        "putus_sekolah": 25,
        "pengasuhan": 20,
        "identitas_hukum": 16,
        "kesehatan_gizi": 6,
        "anak_terpisah": 6,
    },
    "PPKS-03": {"abh_berkonflik": 60, "abh_korban": 25, "abh_saksi": 15},
    "PPKS-04": {"anak_jalanan": 75, "pekerja_anak": 25},
    "PPKS-05": {"disabilitas": 100},
    "PPKS-06": {"kekerasan": 50, "kekerasan_seksual": 30, "perundungan": 20},
    "PPKS-07": {
        "perkawinan_anak": 30,
        "napza": 25,
        "eksploitasi_tppo": 10,
        "bencana": 15,
        "perundungan": 20,
    },
}
#: Bullying is a topic since 2024.
BULLYING_SINCE = 2024
PROTECTION = {
    "kekerasan": "AMPK-I",
    "kekerasan_seksual": "AMPK-J",
    "perundungan": "AMPK-I",
    "penelantaran": "AMPK-M",
    "abh_berkonflik": "AMPK-B",
    "abh_korban": "AMPK-B",
    "abh_saksi": "AMPK-B",
    "disabilitas": "AMPK-L",
    "anak_jalanan": "AMPK-D",
    "pekerja_anak": "AMPK-D",
    "eksploitasi_tppo": "AMPK-H",
    "napza": "AMPK-E",
    "bencana": "AMPK-A",
}
AGES = {
    "PPKS-01": (0, 4),
    "PPKS-02": (6, 17),
    "PPKS-03": (12, 17),
    "PPKS-04": (6, 17),
    "PPKS-05": (1, 16),
    "PPKS-06": (2, 17),
    "PPKS-07": (6, 17),
}
#: Problems that only come up at some age.
AGES_OF_PROBLEM = {
    "perkawinan_anak": (14, 17),
    "napza": (13, 17),
    "eksploitasi_tppo": (13, 17),
    "pekerja_anak": (11, 17),
    "putus_sekolah": (8, 17),
    "perundungan": (8, 16),
    "abh_korban": (8, 17),
    "abh_saksi": (8, 17),
}
#: Percent of boys, where it is not the usual 44.
BOYS = {"kekerasan_seksual": 12, "anak_jalanan": 78, "abh_berkonflik": 78, "perkawinan_anak": 6}
BOYS_OTHERWISE = 38

CHANNELS_EARLY = {
    "media_sosial": 30,
    "datang_langsung": 28,
    "whatsapp": 10,
    "telepon": 6,
    "rujukan_opd": 14,
    "rujukan_lsm_lksa": 5,
    "jppa_kelurahan": 5,
    "penjangkauan": 2,
}
CHANNELS_SINCE_2024 = {
    "web_upksai": 15,
    "whatsapp": 22,
    "datang_langsung": 16,
    "media_sosial": 14,
    "lapor_semar_sp4n": 8,
    "rujukan_opd": 10,
    "sekolah": 4,
    "faskes": 2,
    "jppa_kelurahan": 5,
    "penjangkauan": 4,
}
#: Who speaks through which channel; anybody else is drawn from NEIGHBOURS.
RELATION = {
    "rujukan_opd": "opd_lain",
    "rujukan_lsm_lksa": "lksa_lsm",
    "jppa_kelurahan": "jppa",
    "penjangkauan": "petugas_upksai",
    "sekolah": "guru_sekolah",
    "faskes": "tenaga_kesehatan",
    "polisi": "polisi",
}
NEIGHBOURS = {"tetangga_warga": 42, "keluarga": 26, "orang_tua": 16, "rt_rw": 9, "guru_sekolah": 7}
#: How reporters want to be known, by channel group.
MODES = {"anonim": 30, "rahasia": 30, "boleh_dihubungi": 40}
MODES_FACE_TO_FACE = {"rahasia": 45, "boleh_dihubungi": 55}

DISTRICT = {
    "33.74.01": 3.7,
    "33.74.02": 10.6,
    "33.74.03": 7.5,
    "33.74.04": 4.8,
    "33.74.05": 7.7,
    "33.74.06": 8.7,
    "33.74.07": 3.9,
    "33.74.08": 4.7,
    "33.74.09": 2.9,
    "33.74.10": 12.9,
    "33.74.11": 7.2,
    "33.74.12": 4.4,
    "33.74.13": 8.4,
    "33.74.14": 4.1,
    "33.74.15": 6.4,
    "33.74.16": 2.0,
}
RISK = {"tinggi": 22, "sedang": 48, "rendah": 30}
RISK_OF_VIOLENCE = {"tinggi": 50, "sedang": 42, "rendah": 8}
RISK_OTHERWISE = {"tinggi": 15, "sedang": 50, "rendah": 35}
#: Days a case lasts: least, most, most often.
LENGTH = {"tinggi": (90, 300, 110), "sedang": (45, 120, 75), "rendah": (20, 60, 45)}
CLOSURE = {
    "T01": 42,
    "T02": 28,
    "T03": 15,
    "T04": 5,
    "T05": 5,
    "T07": 6,
    "T08": 0.5,
    "T99": 3.5,
}
#: Problems in which a child may have been apart from its family, and come back.
APART = {
    *("penelantaran", "pengasuhan", "anak_terpisah", "anak_jalanan", "pekerja_anak", "kekerasan"),
    *("kekerasan_seksual", "eksploitasi_tppo", "abh_berkonflik"),
}
SERVICES = (2, 2, 3, 3, 3, 4, 4, 5, 6, 7)
SERVICES_EARLY = (2, 2, 3, 4)
#: Before this year files were thin and visits often late; since then the office has improved.
WRITTEN_WELL_SINCE = 2023
REFERRALS = {0: 30, 1: 38, 2: 22, 3: 10}
PARTNER = {
    "UPTD-PPA": 30,
    "DINKES": 6,
    "RSUD": 6,
    "PUSKESMAS": 6,
    "LKSA": 16,
    "DISPENDUKCAPIL": 12,
    "DISDIK": 12,
    "POLRESTABES": 4,
    "BAPAS": 3,
    "LSM": 5,
}
SERVICE_OF_PARTNER = {
    "UPTD-PPA": "L06",
    "DINKES": "L12",
    "RSUD": "L12",
    "PUSKESMAS": "L12",
    "LKSA": "L02",
    "DISPENDUKCAPIL": "L17",
    "DISDIK": "L16",
    "POLRESTABES": "L13",
    "BAPAS": "L13",
    "LSM": "L09",
    "RDRM": "L06",
    "DINSOS": "L08",
    "SENTRA": "L18",
}
ANSWER = {"accepted": 86, "declined": 8, "silent": 6}
AID_PERCENT = 60
AID = {
    "permakanan": 40,
    "sekolah": 25,
    "alat_bantu": 8,
    "nutrisi": 10,
    "transport": 10,
    "sandang": 3,
    "pengobatan": 3,
    "tunai": 1,
}
FUNDING = {"apbd_rehsos": 45, "apbd_lain": 15, "baznas": 15, "csr": 10, "donasi": 10, "lsm": 5}
CONFERENCE = {"tinggi": 80, "sedang": 28, "rendah": 10}
REOPENED_PERCENT = 5
CHILDREN = {1: 86, 2: 10, 3: 4}
#: Until then every case is one child (the paper counts 35 cases as 35 children).
SIBLINGS_SINCE = 2023

LIVES_WITH = {
    "ortu_lengkap": 34,
    "ibu_saja": 22,
    "ayah_saja": 7,
    "kakek_nenek": 14,
    "keluarga_lain": 8,
    "lksa": 7,
    "jalanan": 3,
    "lainnya": 5,
}
DECILE = {1: 30, 2: 22, 3: 16, 4: 12, 5: 6, 6: 4, 7: 2, None: 8}
PERCENT_WITHOUT_CERTIFICATE = 22


def draw(rng: Random, weights: dict):
    """One of the keys, by its weight."""
    return rng.choices(list(weights), weights=list(weights.values()))[0]


def happens(rng: Random, percent: float) -> bool:
    """True in `percent` of a hundred."""
    return rng.uniform(0, 100) < percent
