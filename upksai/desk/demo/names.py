"""Invented names: mixed Javanese and Indonesian, given at random, shared by no real family."""

GIRLS = [
    *("Aisyah", "Alya", "Amira", "Anggun", "Anisa", "Arum", "Ayu", "Bunga", "Cahya", "Citra"),
    *("Dewi", "Dinda", "Endang", "Fitri", "Galuh", "Hana", "Indah", "Intan", "Jasmin", "Kamila"),
    *("Kinanti", "Laras", "Lestari", "Lintang", "Maya", "Mega", "Melati", "Nabila", "Nadia"),
    *("Nirmala", "Novi", "Nur", "Olivia", "Puspita", "Putri", "Rahma", "Ratih", "Rizka", "Safira"),
    *("Salma", "Sekar", "Shinta", "Siti", "Tiara", "Tari", "Ulfa", "Vina", "Wening", "Wulan"),
    *("Yuni", "Zahra", "Zaskia"),
]
BOYS = [
    *("Abimanyu", "Adi", "Agus", "Akbar", "Aldo", "Alif", "Andika", "Arif", "Arya", "Bagas"),
    *("Bayu", "Bima", "Cahyo", "Danang", "Dani", "Dimas", "Eko", "Fajar", "Farhan", "Galang"),
    *("Gilang", "Hafiz", "Hendra", "Ilham", "Irfan", "Joko", "Kevin", "Krisna", "Lukman", "Mahesa"),
    *("Naufal", "Nanda", "Panji", "Pandu", "Putra", "Raden", "Rafi", "Raka", "Rangga", "Rizki"),
    *("Satria", "Seno", "Surya", "Teguh", "Tio", "Wahyu", "Wisnu", "Yoga", "Yusuf", "Zaki"),
]
#: Second names that brothers and sisters share.
FAMILIES = [
    *("Adiningrum", "Baskoro", "Cahyadi", "Darmawan", "Firmansyah", "Gunawan", "Hardiman"),
    *("Hartanto", "Iskandar", "Jatmiko", "Kurniawan", "Kuswanto", "Laksono", "Mardiyanto"),
    *("Mulyono", "Nugraha", "Pamungkas", "Permana", "Prakoso", "Purnomo", "Rahardjo"),
    *("Ramadhan", "Santosa", "Saputra", "Setiawan", "Subagyo", "Sudarsono", "Sulistyo"),
    *("Suprapto", "Susanto", "Sutrisno", "Suwarno", "Syahputra", "Utomo", "Wibisono", "Wicaksono"),
    *("Wiratama", "Winarno", "Yulianto"),
]
MOTHERS = [
    *("Sumarni", "Sri Rejeki", "Warsiti", "Tumini", "Suparti", "Kasmirah", "Yuliana", "Nurhayati"),
    *("Mujiati", "Partini", "Sulastri", "Wahyuni", "Siti Aminah", "Ningsih", "Sutinah", "Rohmah"),
    *("Triyani", "Marsiyah", "Lilis", "Rusmini", "Karyati", "Ponirah", "Darsini", "Endang Rahayu"),
]
FATHERS = [
    *("Slamet", "Sugeng", "Paijo", "Sutarno", "Mulyadi", "Karno", "Supriyadi", "Wagiman"),
    *("Jumadi", "Sunaryo", "Triyono", "Mujiono", "Rohmat", "Suyitno", "Ngatiman", "Parman"),
    *("Darsono", "Budi Hartono", "Tarno", "Saryono", "Kasdi", "Pardi", "Yanto", "Sukirman"),
]
GRANDMOTHERS = [
    *(
        "Mbah Sarinem",
        "Mbah Tumirah",
        "Mbah Painem",
        "Mbah Waginah",
        "Mbah Kasinem",
        "Mbah Rubiyem",
    ),
    *("Mbah Sakinah", "Mbah Kartinah", "Mbah Lasmi", "Mbah Juminten", "Mbah Mursinah"),
]
AUNTS = ["Bulik Wati", "Budhe Sri", "Bulik Ana", "Budhe Marni", "Bulik Tutik", "Budhe Yem"]
STREETS = [
    *("Melati Raya", "Kenanga", "Anggrek Dalam", "Cempaka", "Mawar", "Delima", "Rambutan"),
    *("Srikaya", "Merpati", "Kutilang", "Cendana", "Pandanwangi", "Bima", "Arjuna", "Sadewa"),
]
SCHOOLS = {
    "paud": "PAUD contoh",
    "sd": "SD Negeri contoh, kelas {level}",
    "smp": "SMP Negeri contoh, kelas {level}",
    "sma": "SMK contoh, kelas {level}",
}
HEALTH = [
    *("Sehat", "Sering batuk pilek", "Alergi dingin", "Anemia ringan", "Gigi berlubang"),
    *("Berat badan kurang", "Asma, memakai obat semprot", "Pernah dirawat karena demam berdarah"),
]
OUTSIDE = ["Kabupaten Semarang", "Kabupaten Demak", "Kabupaten Kendal", "Kota Salatiga"]
#: Demo accounts: (username, name, role). None of them exists.
STAFF = [
    ("ketua", "Kartika Handayani", "head"),
    ("pengaduan1", "Endah Kusumawati", "intake"),
    ("pengaduan2", "Joko Purwanto", "intake"),
    ("peksos1", "Ratna Wulandari", "worker"),
    ("peksos2", "Bagus Pranowo", "worker"),
    ("data1", "Yuni Lestariningsih", "data_officer"),
    ("data2", "Hendro Sasongko", "data_officer"),
    ("pemeriksa", "Tri Wahono", "auditor"),
    ("admin", "Dwi Cahyono", "admin"),
]
