"""The lists a case is described with: Permensos 8/2012, UU 35/2014 art. 59, SIMFONI PPA."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class CaseState(models.TextChoices):
    OPENED = "opened", _("Terbuka")
    ASSESSMENT = "assessment", _("Asesmen")
    PLANNING = "planning", _("Perencanaan")
    PLAN_REVIEW = "plan_review", _("Rencana menunggu persetujuan")
    INTERVENTION = "intervention", _("Intervensi")
    MONITORING = "monitoring", _("Monitoring")
    CLOSURE_REVIEW = "closure_review", _("Penutupan menunggu persetujuan")
    CLOSED = "closed", _("Terminasi")
    AFTERCARE = "aftercare", _("Bimbingan lanjut")
    COMPLETED = "completed", _("Selesai")
    TRANSFERRED = "transferred", _("Dialihkan")


#: States in which somebody still works with the child.
ACTIVE_STATES = (
    CaseState.OPENED,
    CaseState.ASSESSMENT,
    CaseState.PLANNING,
    CaseState.PLAN_REVIEW,
    CaseState.INTERVENTION,
    CaseState.MONITORING,
    CaseState.CLOSURE_REVIEW,
)
#: States in which the plan may still be changed.
PLAN_IS_OPEN = (CaseState.OPENED, CaseState.ASSESSMENT, CaseState.PLANNING)
FINISHED_STATES = (CaseState.COMPLETED, CaseState.TRANSFERRED)
ENDED_STATES = tuple(state for state in CaseState if state not in ACTIVE_STATES)


class Risk(models.TextChoices):
    HIGH = "tinggi", _("Risiko tinggi")
    MEDIUM = "sedang", _("Risiko sedang")
    LOW = "rendah", _("Risiko rendah")


class Ppks(models.TextChoices):
    """Children among those in need of social services (Permensos 8/2012)."""

    TODDLER = "PPKS-01", _("Anak balita telantar")
    NEGLECTED = "PPKS-02", _("Anak telantar")
    LAW = "PPKS-03", _("Anak berhadapan dengan hukum")
    STREET = "PPKS-04", _("Anak jalanan")
    DISABILITY = "PPKS-05", _("Anak dengan kedisabilitasan")
    VIOLENCE = "PPKS-06", _("Anak korban tindak kekerasan")
    PROTECTION = "PPKS-07", _("Anak yang memerlukan perlindungan khusus")


class SpecialProtection(models.TextChoices):
    """The fifteen groups of UU 35/2014 art. 59(2)."""

    EMERGENCY = "AMPK-A", _("Anak dalam situasi darurat")
    LAW = "AMPK-B", _("Anak yang berhadapan dengan hukum")
    MINORITY = "AMPK-C", _("Anak dari kelompok minoritas dan terisolasi")
    EXPLOITED = "AMPK-D", _("Anak yang dieksploitasi secara ekonomi dan/atau seksual")
    DRUGS = "AMPK-E", _("Anak korban penyalahgunaan narkotika, alkohol, dan zat adiktif lain")
    PORNOGRAPHY = "AMPK-F", _("Anak yang menjadi korban pornografi")
    HIV = "AMPK-G", _("Anak dengan HIV/AIDS")
    TRAFFICKED = "AMPK-H", _("Anak korban penculikan, penjualan, dan/atau perdagangan")
    VIOLENCE = "AMPK-I", _("Anak korban kekerasan fisik dan/atau psikis")
    SEXUAL_CRIME = "AMPK-J", _("Anak korban kejahatan seksual")
    TERRORISM = "AMPK-K", _("Anak korban jaringan terorisme")
    DISABILITY = "AMPK-L", _("Anak penyandang disabilitas")
    NEGLECT = "AMPK-M", _("Anak korban perlakuan salah dan penelantaran")
    DEVIANT = "AMPK-N", _("Anak dengan perilaku sosial menyimpang")
    STIGMA = "AMPK-O", _("Anak korban stigmatisasi karena keadaan orang tuanya")


class Problem(models.TextChoices):
    """What a report or case is about, for routing."""

    VIOLENCE = "kekerasan", _("Kekerasan")
    SEXUAL_VIOLENCE = "kekerasan_seksual", _("Kekerasan seksual")
    NEGLECT = "penelantaran", _("Penelantaran")
    STREET = "anak_jalanan", _("Anak di jalanan")
    LAW_OFFENDER = "abh_berkonflik", _("Anak berkonflik dengan hukum")
    LAW_VICTIM = "abh_korban", _("Anak korban tindak pidana")
    LAW_WITNESS = "abh_saksi", _("Anak saksi tindak pidana")
    DISABILITY = "disabilitas", _("Kebutuhan anak dengan disabilitas")
    OUT_OF_SCHOOL = "putus_sekolah", _("Putus sekolah")
    LEGAL_IDENTITY = "identitas_hukum", _("Tanpa akta atau NIK")
    HEALTH = "kesehatan_gizi", _("Kesehatan dan gizi")
    TRAFFICKING = "eksploitasi_tppo", _("Eksploitasi atau perdagangan orang")
    CHILD_LABOUR = "pekerja_anak", _("Pekerja anak")
    CHILD_MARRIAGE = "perkawinan_anak", _("Perkawinan anak")
    DRUGS = "napza", _("Penyalahgunaan NAPZA")
    CARE = "pengasuhan", _("Anak tanpa pengasuhan")
    SEPARATED = "anak_terpisah", _("Anak terpisah dari keluarga")
    DISASTER = "bencana", _("Korban bencana")
    BULLYING = "perundungan", _("Perundungan")
    OTHER = "lainnya", _("Lainnya")


class Confidentiality(models.TextChoices):
    NORMAL = "terbatas", _("Terbatas")
    STRICT = "sangat_terbatas", _("Sangat terbatas")


#: UU 23/2002 art. 17(2), UU 35/2014 art. 64i: these groups have a right to secrecy.
STRICTLY_CONFIDENTIAL = frozenset(
    {SpecialProtection.LAW, SpecialProtection.HIV, SpecialProtection.SEXUAL_CRIME}
)


class Sex(models.TextChoices):
    MALE = "L", _("Laki-laki")
    FEMALE = "P", _("Perempuan")
    UNKNOWN = "?", _("Belum diketahui")


class DocumentStatus(models.TextChoices):
    """Whether the child has an identity document."""

    YES = "ada", _("Ada")
    NO = "tidak_ada", _("Tidak ada")
    PENDING = "dalam_proses", _("Dalam proses")
    UNKNOWN = "tidak_diketahui", _("Tidak diketahui")


class LivesWith(models.TextChoices):
    BOTH_PARENTS = "ortu_lengkap", _("Ayah dan ibu")
    MOTHER = "ibu_saja", _("Ibu saja")
    FATHER = "ayah_saja", _("Ayah saja")
    GRANDPARENTS = "kakek_nenek", _("Kakek atau nenek")
    KIN = "keluarga_lain", _("Keluarga lain")
    FOSTER = "orang_tua_asuh", _("Orang tua asuh, wali, atau angkat")
    CARE_HOME = "lksa", _("LKSA atau panti")
    SHELTER = "rumah_aman", _("Rumah aman atau sentra")
    STREET = "jalanan", _("Di jalan")
    OTHER = "lainnya", _("Lainnya")
    UNKNOWN = "tidak_diketahui", _("Tidak diketahui")


class ParentsAlive(models.TextChoices):
    BOTH = "hidup_keduanya", _("Ayah dan ibu hidup")
    FATHERLESS = "yatim", _("Yatim")
    MOTHERLESS = "piatu", _("Piatu")
    NEITHER = "yatim_piatu", _("Yatim piatu")
    UNKNOWN = "tidak_diketahui", _("Tidak diketahui")


class Schooling(models.TextChoices):
    TOO_YOUNG = "belum_usia", _("Belum usia sekolah")
    NEVER = "belum_pernah", _("Belum pernah sekolah")
    ACTIVE = "aktif", _("Bersekolah")
    ABSENT = "sering_absen", _("Sering tidak masuk")
    DROPPED_OUT = "putus_sekolah", _("Putus sekolah")
    NOT_CONTINUED = "lulus_tidak_lanjut", _("Lulus, tidak melanjutkan")
    SPECIAL = "slb", _("SLB")
    UNKNOWN = "tidak_diketahui", _("Tidak diketahui")


class Disability(models.TextChoices):
    """UU 8/2016 art. 4."""

    NONE = "tidak", _("Tidak ada")
    PHYSICAL = "fisik", _("Fisik")
    INTELLECTUAL = "intelektual", _("Intelektual")
    MENTAL = "mental", _("Mental")
    SENSORY = "sensorik", _("Sensorik")
    MULTIPLE = "ganda", _("Ganda")
    UNKNOWN = "tidak_diketahui", _("Tidak diketahui")


class Kinship(models.TextChoices):
    FATHER = "ayah", _("Ayah")
    MOTHER = "ibu", _("Ibu")
    STEP_PARENT = "ortu_tiri", _("Orang tua tiri")
    GRANDPARENT = "kakek_nenek", _("Kakek atau nenek")
    SIBLING = "saudara", _("Kakak atau adik")
    KIN = "keluarga_lain", _("Keluarga lain")
    GUARDIAN = "wali", _("Wali atau pengasuh")
    TEACHER = "guru", _("Guru")
    NEIGHBOUR = "tetangga", _("Tetangga")
    FRIEND = "teman", _("Teman atau pacar")
    OTHER = "lainnya", _("Lainnya")


class LegalBasis(models.TextChoices):
    """UU 27/2022 art. 20(2)."""

    CONSENT = "persetujuan", _("Persetujuan")
    VITAL_INTEREST = "kepentingan_vital", _("Kepentingan vital anak (darurat)")
    PUBLIC_DUTY = "tugas_publik", _("Tugas pelayanan publik")
    LEGAL_DUTY = "kewajiban_hukum", _("Kewajiban hukum")


class ClosureReason(models.TextChoices):
    GOALS_REACHED = "T01", _("Tujuan intervensi tercapai")
    REUNIFIED = "T02", _("Kembali ke keluarga dan stabil")
    HANDED_OVER = "T03", _("Dialihkan ke lembaga lain")
    MOVED_AWAY = "T04", _("Pindah ke luar wilayah")
    CLIENT_ASKED = "T05", _("Permintaan klien atau wali")
    TURNED_18 = "T06", _("Berusia 18 tahun, dengan rencana transisi")
    LOST_CONTACT = "T07", _("Tidak ditemukan atau putus kontak")
    DIED = "T08", _("Meninggal dunia")
    NOT_PROVEN = "T09", _("Pengaduan tidak terbukti")
    DUPLICATE = "T10", _("Duplikat")
    ADOPTED = "T11", _("Diangkat anak")
    OTHER = "T99", _("Lainnya")


#: Reasons that speak of success: they need the monitoring to have shown it.
REACHED = frozenset({ClosureReason.GOALS_REACHED, ClosureReason.REUNIFIED})


class ServiceKind(models.TextChoices):
    """PP 39/2012 art. 7(1) and what the unit adds."""

    PSYCHOSOCIAL_DIAGNOSIS = "L01", _("Motivasi dan diagnosis psikososial")
    CARE = "L02", _("Perawatan dan pengasuhan")
    VOCATIONAL = "L03", _("Pelatihan vokasional")
    SPIRITUAL = "L04", _("Bimbingan mental spiritual")
    PHYSICAL = "L05", _("Terapi fisik")
    COUNSELLING = "L06", _("Konseling psikososial")
    ACCESS = "L07", _("Aksesibilitas dan alat bantu")
    SOCIAL_AID = "L08", _("Bantuan dan asistensi sosial")
    REINTEGRATION = "L09", _("Resosialisasi dan reintegrasi")
    HEALTH = "L12", _("Layanan kesehatan atau visum")
    LEGAL_AID = "L13", _("Bantuan hukum")
    SHELTER = "L14", _("Penampungan sementara")
    MEDIATION = "L15", _("Mediasi keluarga")
    EDUCATION = "L16", _("Pendidikan")
    CIVIL_REGISTRY = "L17", _("Administrasi kependudukan")
    TRACING = "L18", _("Penelusuran dan temu keluarga")


class AidKind(models.TextChoices):
    FOOD = "permakanan", _("Permakanan")
    SCHOOL = "sekolah", _("Perlengkapan atau biaya sekolah")
    DEVICE = "alat_bantu", _("Alat bantu")
    CLOTHING = "sandang", _("Sandang")
    NUTRITION = "nutrisi", _("Nutrisi atau susu")
    HYGIENE = "kebersihan", _("Paket kebersihan dan rekreasi")
    TRANSPORT = "transport", _("Transportasi")
    MEDICAL = "pengobatan", _("Biaya pengobatan")
    CASH = "tunai", _("Uang tunai")
    HOUSING = "hunian", _("Hunian sementara")
    OTHER = "lainnya", _("Lainnya")


class Funding(models.TextChoices):
    DIVISION = "apbd_rehsos", _("APBD Bidang Rehabilitasi Sosial")
    CITY = "apbd_lain", _("APBD bidang lain")
    STATE = "apbn", _("APBN atau Sentra")
    BAZNAS = "baznas", _("BAZNAS")
    CSR = "csr", _("CSR")
    DONATION = "donasi", _("Donasi")
    NGO = "lsm", _("UNICEF atau LSM")


class AssessmentKind(models.TextChoices):
    INITIAL = "awal", _("Asesmen awal")
    COMPREHENSIVE = "komprehensif", _("Asesmen komprehensif")


class Functioning(models.IntegerChoices):
    """Social functioning, 0 to 4."""

    NONE = 0, _("0 – tidak berfungsi")
    POOR = 1, _("1 – sangat terbatas")
    FAIR = 2, _("2 – terbatas")
    GOOD = 3, _("3 – cukup")
    FULL = 4, _("4 – baik")


class GoalResult(models.TextChoices):
    OPEN = "berjalan", _("Berjalan")
    REACHED = "tercapai", _("Tercapai")
    PARTLY = "sebagian", _("Tercapai sebagian")
    MISSED = "tidak", _("Tidak tercapai")


class DocumentKind(models.TextChoices):
    CONSENT = "persetujuan", _("Surat persetujuan")
    BIRTH_CERTIFICATE = "akta", _("Akta kelahiran")
    FAMILY_CARD = "kk", _("Kartu keluarga")
    PHOTO = "foto", _("Foto")
    RECEIPT = "tanda_terima", _("Bukti terima bantuan")
    LETTER = "surat", _("Surat")
    SOCIAL_REPORT = "laporan_sosial", _("Laporan sosial")
    OTHER = "lainnya", _("Lainnya")


class OriginalGround(models.TextChoices):
    """What an original, with all that it tells about place and device, may be opened for."""

    COURT = "pengadilan", _("Bukti untuk polisi atau pengadilan")
    UNREADABLE = "tidak_terbaca", _("Salinannya tidak terbaca atau tidak lengkap")
    DOUBT = "keaslian", _("Memeriksa keaslian")
    OTHER = "lainnya", _("Keperluan lain")
