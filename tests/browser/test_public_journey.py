"""A citizen reports, keeps a code and is answered."""

import re

import pytest
from playwright.sync_api import expect

from .hands import answer, follow, go_to, press, seen, sign_in, take_time, titled, told
from .watching import PHONE

pytestmark = [
    pytest.mark.slow,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]
CODE = re.compile(r"^([0-9A-Z]{4} ){4}[0-9A-Z]{5}$")


def report(page):
    """Five steps, from the first page of the site to the answers before sending."""
    page.goto("/")
    seen(page, re.compile("Khawatir"), "landing")
    page.get_by_role("main").get_by_role("link", name="Buat laporan").first.click()
    seen(page, "Sebelum Anda melapor", "report-start")
    follow(page, "Lanjut ke formulir")
    seen(page, "Apa yang terjadi?", "report-1")
    answer(
        page,
        {
            "Apa yang paling Anda khawatirkan?": (
                "Anak telantar, tidak dirawat, atau sering ditinggal sendiri"
            ),
            "Ceritakan singkat": "Seorang anak sering sendirian di rumah sampai larut malam.",
            "Apakah anak dalam bahaya sekarang?": "Tidak",
        },
    )
    take_time(page)
    press(page, "Lanjut")
    seen(page, "Di mana anak itu berada?", "report-2")
    answer(
        page,
        {
            "Kecamatan": "Banyumanik",
            "Kelurahan": "Pedalangan, Banyumanik",
            "Patokan atau alamat": "Gang di samping pasar, rumah cat hijau.",
        },
    )
    press(page, "Lanjut")
    seen(page, "Siapa anak itu?", "report-3")
    answer(page, {"Perkiraan umur (tahun)": "6", "Berapa anak yang perlu dibantu?": "1"})
    press(page, "Lanjut")
    seen(page, "Tentang Anda", "report-4")
    answer(page, {"Bagaimana Anda ingin melapor?": "Anonim: saya tidak menyebut nama"})
    press(page, "Lanjut")


def test_a_citizen_reports_and_is_answered(open_browser, office):
    citizen = open_browser(PHONE)
    report(citizen)

    # One answer is changed before sending.
    seen(citizen, "Periksa jawaban Anda sebelum mengirim", "report-check")
    citizen.get_by_role("link", name="Ubah perkiraan umur (tahun)").click()
    expect(citizen.get_by_label("Perkiraan umur (tahun)")).to_have_value("6")
    answer(citizen, {"Perkiraan umur (tahun)": "7"})
    press(citizen, "Lanjut")
    expect(citizen.locator("dl.summary > div").filter(has_text="Perkiraan umur")).to_contain_text(
        "7"
    )
    press(citizen, "Kirim laporan")

    # The code is shown once.
    seen(citizen, "Laporan terkirim", "receipt")
    code = citizen.locator("output").inner_text().strip()
    assert CODE.match(code), code
    citizen.reload()
    seen(citizen, "Kode tidak ditampilkan lagi")
    assert code not in citizen.content()

    # Somebody else, elsewhere, has the code.
    follower = open_browser()
    follower.goto("/")
    follower.get_by_role("main").get_by_role("link", name="Lacak laporan").first.click()
    seen(follower, "Lacak laporan", "track")
    answer(follower, {"Kode tanda terima": code.lower().replace(" ", "")})
    press(follower, "Buka laporan")
    seen(follower, "Status laporan Anda")
    assert code.replace(" ", "") not in follower.url

    # The office asks, the citizen answers, the office reads it.
    officer = open_browser()
    sign_in(officer, "pengaduan1")
    titled(officer, "Pekerjaan saya hari ini", "work-intake")
    go_to(officer, "Pengaduan")
    titled(officer, "Pengaduan", "queue")
    officer.get_by_role("link", name=re.compile("^P-")).click()
    seen(officer, re.compile("^P-"), "complaint")
    follow(officer, "Tanya pelapor")
    seen(officer, "Tanya pelapor")
    answer(officer, {"Pertanyaan untuk pelapor": "Pada hari apa anak itu sendirian?"})
    press(officer, "Tanya pelapor")
    told(officer, "Berikutnya:")

    follower.reload()
    expect(follower.get_by_text("Pada hari apa anak itu sendirian?")).to_be_visible()
    seen(follower, "Status laporan Anda", "follow")
    answer(follower, {"Balasan Anda": "Setiap Senin sampai Jumat."})
    press(follower, "Kirim balasan")
    told(follower, "Balasan terkirim.")

    officer.reload()
    expect(officer.get_by_text("Setiap Senin sampai Jumat.")).to_be_visible()
    seen(officer, re.compile("^P-"))


def test_who_leaves_a_report_leaves_no_answers(page):
    report(page)
    press(page, "Jangan kirim, hapus jawaban saya")
    seen(page, "Jejak di browser ini sudah dihapus")
    page.go_back()
    page.goto("/lapor/5/periksa/")
    seen(page, "Sesi berakhir")
