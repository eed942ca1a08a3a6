"""Old phones and careful people: everything works with scripts switched off."""

import re

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from cases.choices import Risk
from cases.tests.factories import open_case
from complaints.tests.factories import receive

from .hands import answer, follow, go_to, press, sign_in, titled, told

pytestmark = [
    pytest.mark.slow,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]


@pytest.fixture
def plain(open_browser):
    """A browser that runs no scripts."""
    return open_browser(java_script_enabled=False)


def test_a_citizen_reports_and_follows_the_report(plain):
    plain.goto("/")
    plain.get_by_role("main").get_by_role("link", name="Buat laporan").first.click()
    follow(plain, "Lanjut ke formulir")
    press(plain, "Lanjut")
    expect(plain.locator("#error-summary")).to_contain_text("Pilih apakah anak dalam bahaya")
    answer(
        plain,
        {
            "Apa yang paling Anda khawatirkan?": "Anak tidak bersekolah",
            "Ceritakan singkat": "Seorang anak berjualan di lampu merah setiap pagi.",
            "Apakah anak dalam bahaya sekarang?": "Saya tidak tahu",
        },
    )
    press(plain, "Lanjut")
    answer(plain, {"Kecamatan": "Saya tidak tahu", "Patokan atau alamat": "Lampu merah pasar."})
    press(plain, "Lanjut")
    press(plain, "Lanjut")
    answer(plain, {"Bagaimana Anda ingin melapor?": "Anonim: saya tidak menyebut nama"})
    press(plain, "Lanjut")
    titled(plain, "Periksa jawaban Anda sebelum mengirim")
    press(plain, "Kirim laporan")
    titled(plain, "Laporan terkirim")
    code = plain.locator("output").inner_text()
    expect(plain.get_by_role("button", name="Salin kode")).to_have_count(0)

    plain.goto("/lacak/")
    answer(plain, {"Kode tanda terima": code})
    press(plain, "Buka laporan")
    titled(plain, "Status laporan Anda")
    answer(plain, {"Balasan Anda": "Anaknya kira-kira sembilan tahun."})
    press(plain, "Kirim balasan")
    told(plain, "Balasan terkirim.")


def test_the_head_filters_the_cases(plain, office):
    for risk in (Risk.HIGH, Risk.LOW, Risk.LOW):
        open_case(
            risk_level=risk, worker=office["peksos1"], head=office["ketua"], at=timezone.now()
        )
    sign_in(plain, "ketua")
    go_to(plain, "Kasus")
    rows = plain.get_by_role("table").locator("tbody tr")
    expect(rows).to_have_count(3)
    answer(plain, {"Risiko": "Risiko tinggi"})
    press(plain, "Terapkan")
    expect(rows).to_have_count(1)
    expect(plain).to_have_url(re.compile("risiko=tinggi"))


def test_an_officer_takes_a_step_and_signs_out(plain, office):
    complaint = receive(at=timezone.now())
    sign_in(plain, "pengaduan1")
    go_to(plain, "Pengaduan")
    follow(plain.get_by_role("main"), complaint.number)
    follow(plain, "Tanya pelapor")
    press(plain, "Tanya pelapor")
    expect(plain.locator("#error-summary")).to_contain_text("Tulis pertanyaan untuk pelapor.")
    answer(plain, {"Pertanyaan untuk pelapor": "Di sekolah mana?"})
    press(plain, "Tanya pelapor")
    told(plain, "Pelapor ditanya.")
    plain.locator("details.menu summary").filter(has_text="Akun").click()
    press(plain, "Keluar")
    titled(plain, "Masuk untuk petugas")
