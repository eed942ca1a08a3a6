"""What a social worker does for one child, page by page."""

import io
import re
from datetime import timedelta

import pypdf
from django.utils import timezone
from playwright.sync_api import expect

from .hands import answer, follow, go_to, open_tab, press, sign_in, take, titled, told
from .watching import shoot

CHILD, MOTHER = "Sekar Kinasih", "Wening Rahayu"
PARTNER = re.compile("^RSUD Kota Semarang")


def today(days: int = 0) -> str:
    """A day as the browser's own calendar writes it."""
    return (timezone.localdate() + timedelta(days=days)).isoformat()


def one_case(page, shot: str = "") -> None:
    """Open the only case on the list."""
    go_to(page, "Kasus")
    titled(page, "Kasus", shot)
    page.get_by_role("table").get_by_role("link").filter(visible=True).last.click()


def write(page, opens: str, heading: str, answers: dict, saves: str, says: str) -> None:
    """Write something into the file: open the form, fill it in, save it."""
    page.get_by_role("main").get_by_role("link", name=opens, exact=True).click()
    titled(page, heading)
    answer(page, answers)
    press(page, saves)
    told(page, says)


def assess(page) -> None:
    """Consent, assessment and a plan for the head."""
    sign_in(page, "peksos1")
    titled(page, "Pekerjaan saya hari ini", "work-worker")
    one_case(page, "case-list")
    titled(page, re.compile(r"\w"), "case-summary-opened")
    open_tab(page, "Profil")
    expect(page.get_by_text(CHILD)).to_have_count(0)
    open_identity(page)
    expect(page.get_by_text(CHILD)).to_be_visible()
    expect(page).not_to_have_title(re.compile(CHILD))
    write(
        page,
        "Catat persetujuan",
        "Catat persetujuan atau dasar lain",
        {
            "Dasar pemrosesan": "Persetujuan",
            "Tanggal": today(),
            "Nama pemberi persetujuan": MOTHER,
            "Hubungan dengan anak": "Ibu",
        },
        "Simpan persetujuan",
        "Persetujuan tersimpan.",
    )
    open_tab(page, "Ringkasan")
    take(page, "Mulai asesmen")
    open_tab(page, "Asesmen")
    write(
        page,
        "Catat asesmen",
        "Catat asesmen",
        {
            "Jenis asesmen": "Asesmen awal",
            "Tanggal asesmen": today(),
            "Keamanan anak sekarang": "Aman bila malam, siang tanpa pengawasan.",
            "Kebutuhan dasar dan kesehatan": "Makan dua kali sehari.",
            "Keluarga, pengasuhan, dan ekonomi": "Ibu bekerja sampai malam.",
            "Kesimpulan dan kebutuhan utama": "Perlu pengasuhan pada siang hari.",
            "Tingkat risiko": "Risiko sedang",
            "Keberfungsian sosial": "2 – terbatas",
        },
        "Simpan asesmen",
        "Asesmen tersimpan.",
    )
    shoot(page, "case-assessments")
    open_tab(page, "Ringkasan")
    take(page, "Selesaikan asesmen")
    open_tab(page, "Rencana")
    write(
        page,
        "Tambah tujuan",
        "Tambah tujuan",
        {
            "Kebutuhan": "Pengasuhan siang hari",
            "Tujuan": "Anak diasuh bibinya saat ibu bekerja",
            "Layanan": "Perawatan dan pengasuhan",
            "Target selesai": today(30),
        },
        "Simpan tujuan",
        "Tujuan tersimpan.",
    )
    shoot(page, "case-plan")
    open_tab(page, "Ringkasan")
    take(page, "Ajukan rencana")


def help_the_child(page) -> None:
    """A service and the main carer are written down, and a consent for the partner."""
    page.reload()
    open_tab(page, "Bantuan")
    write(
        page,
        "Catat layanan",
        "Catat layanan",
        {"Layanan": "Perawatan dan pengasuhan", "Tanggal": today()},
        "Simpan layanan",
        "Layanan tersimpan.",
    )
    shoot(page, "case-aid")
    open_tab(page, "Profil")
    write(
        page,
        "Tambah orang",
        "Tambah orang di sekitar anak",
        {"Nama": MOTHER, "Hubungan dengan anak": "Ibu", "Pengasuh utama": "ya"},
        "Simpan orang ini",
        "tersimpan",
    )
    shoot(page, "case-profile")


def visit_the_home(phone) -> None:
    """The visit is written down at the door, on the phone."""
    sign_in(phone, "peksos1")
    phone.get_by_role("navigation", name="Menu cepat").get_by_role("link", name="Kasus").click()
    phone.get_by_role("table").get_by_role("link").filter(visible=True).last.click()
    titled(phone, re.compile(r"\w"), "case-summary")
    open_tab(phone, "Monitoring")
    follow(phone, "Catat kunjungan")
    titled(phone, "Catat kunjungan ke-1", "visit-form")
    answer(
        phone,
        {
            "Cara": "Di rumah",
            "Siapa yang ditemui?": ["Anak", "Ibu"],
            "Keamanan anak": "Aman",
            "Hasil pengamatan": "Anak diasuh bibinya, sudah makan.",
            "Saran Anda": "Lanjutkan rencana",
        },
    )
    press(phone, "Simpan kunjungan")
    told(phone, "Kunjungan tersimpan.")
    shoot(phone, "case-monitoring")


def refer(page) -> None:
    """A referral is drawn up and handed to the head."""
    open_tab(page, "Rujukan")
    follow(page, "Buat rujukan")
    titled(page, "Buat rujukan", "referral-form")
    partner = page.get_by_label("Lembaga mitra").locator("option").filter(has_text=PARTNER)
    answer(
        page,
        {
            "Lembaga mitra": partner.inner_text().strip(),
            "Jenis": "Rujukan (UPKSAI tetap menangani)",
            "Layanan yang diminta": "Layanan kesehatan atau visum",
            "Dasar pengungkapan data": "Kepentingan klien",
            "Alasan rujukan": "Berat badan anak di bawah garis merah.",
            "Ringkasan keadaan anak": "Anak enam tahun, sehat, kurang gizi.",
        },
    )
    press(page, "Simpan draf")
    titled(page, re.compile("^Rujukan R-"))
    take(page, "Ajukan rujukan")


def open_identity(page) -> None:
    """Say why names are needed; they show for ten minutes."""
    follow(page.get_by_role("main"), "Buka identitas")
    titled(page, "Buka identitas", "reveal")
    page.get_by_label("Mengurus atau memeriksa dokumen").check()
    answer(page, {"Alasan": "Memeriksa surat rujukan untuk mitra."})
    press(page, "Buka identitas")
    told(page, "Identitas terbuka selama 10 menit.")


def read_letter(page) -> None:
    """The letter is a PDF for the partner; its file name tells nothing about the child."""
    link = page.get_by_role("link", name="Surat rujukan (PDF)")
    letter = page.request.get(link.get_attribute("href"))
    assert letter.body().startswith(b"%PDF")
    assert re.search(r'filename="R-[\d-]+\.pdf"', letter.headers["content-disposition"])
    assert CHILD in pypdf.PdfReader(io.BytesIO(letter.body())).pages[0].extract_text()


def hear_from_partner(page) -> None:
    """The partner accepts and reports back; the referral is closed."""
    page.reload()  # the identity that the worker opened on the profile is still open
    read_letter(page)
    take(
        page,
        "Catat: diterima mitra",
        {"Tanggal jawaban": today(), "Jawaban mitra": "Anak diterima di poli anak."},
    )
    take(
        page,
        "Catat umpan balik",
        {"Tanggal umpan balik": today(), "Umpan balik mitra": "Berat badan naik."},
    )
    take(page, "Tutup rujukan")
    shoot(page, "referral")


def finish(page) -> None:
    """Monitoring, the goal's result and an evaluation lead to the proposal to close."""
    one_case(page)
    take(page, "Lanjut ke monitoring")
    open_tab(page, "Rencana")
    page.get_by_role("link", name=re.compile("^Catat hasil")).click()
    answer(page, {"Hasil": "Tercapai"})
    press(page, "Simpan hasil")
    told(page, "Hasil tujuan tersimpan.")
    open_tab(page, "Monitoring")
    write(
        page,
        "Catat evaluasi",
        "Catat evaluasi",
        {
            "Keberfungsian sebelum ditangani": "2 – terbatas",
            "Keberfungsian sekarang": "4 – baik",
            "Apa yang berubah": "Anak tidak lagi sendirian.",
        },
        "Simpan evaluasi",
        "Evaluasi tersimpan.",
    )
    open_tab(page, "Ringkasan")
    shoot(page, "case-summary")
    take(
        page,
        "Usulkan penutupan",
        {
            "Alasan penutupan": "Tujuan intervensi tercapai",
            "Ringkasan hasil dan rencana setelah ditutup": "Anak diasuh dan sehat.",
        },
    )
