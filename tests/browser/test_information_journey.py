"""Somebody asks the unit for data, and reads the answer with a code."""

import re

import pytest
from playwright.sync_api import expect

from .hands import answer, follow, go_to, press, seen, sign_in, take, take_time, titled

pytestmark = [
    pytest.mark.slow,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]


def ask_for_data(page) -> str:
    """Fill in the form, change one answer, send; gives the code on the receipt."""
    page.goto("/")
    page.get_by_role("main").get_by_role("link", name="Minta data").click()
    titled(page, "Minta data", "data-request")
    answer(
        page,
        {
            "Siapa yang meminta?": "Perorangan",
            "Nama": "Dewi Anggraini",
            "Alamat": "Jl. Contoh 5, Semarang",
            "Informasi yang diminta": "Jumlah anak telantar per kecamatan tahun 2025.",
            "Tujuan penggunaan": "Skripsi.",
            "Cara memperoleh": "Dibaca di halaman pelacakan",
        },
    )
    take_time(page)
    press(page, "Lanjut periksa jawaban")
    seen(page, "Periksa permintaan Anda sebelum mengirim", "data-request-check")
    press(page, "Ubah jawaban")
    answer(page, {"Tujuan penggunaan": "Penelitian skripsi."})
    press(page, "Lanjut periksa jawaban")
    expect(page.get_by_text("Penelitian skripsi.")).to_be_visible()
    press(page, "Kirim permintaan")
    seen(page, "Permintaan terkirim", "data-request-receipt")
    code = page.locator("output").inner_text().strip()
    page.reload()
    titled(page, "Kode tidak ditampilkan lagi")
    return code


def open_request(page) -> None:
    """Open the only request on the list."""
    go_to(page, "Permintaan data")
    titled(page, "Permintaan data", "data-requests")
    page.get_by_role("table").get_by_role("link", name=re.compile("^D-")).click()
    titled(page, re.compile("^Permintaan D-"), "data-request-office")


def test_who_asks_for_data_reads_the_answer_with_the_code(open_browser, office):
    citizen, officer, head = open_browser(), open_browser(), open_browser()
    code = ask_for_data(citizen)

    sign_in(officer, "data1")
    open_request(officer)
    take(officer, "Mulai telaah")
    reply = "Tahun 2025: Banyumanik 7, Tembalang 6, kecamatan lain <5."
    take(officer, "Ajukan usulan jawaban", {"Jawaban": reply})

    sign_in(head, "ketua")
    go_to(head, "Persetujuan")
    head.get_by_role("main").get_by_role("link", name=re.compile("^Putuskan permintaan")).click()
    expect(head.get_by_text(reply)).to_be_visible()
    take(head, "Kabulkan")

    # Until it is delivered the citizen sees the stage, not the answer.
    follow(citizen, "Lacak permintaan")
    answer(citizen, {"Kode tanda terima": code})
    press(citizen, "Lihat permintaan")
    titled(citizen, "Permintaan data Anda")
    expect(citizen.get_by_text(reply)).to_have_count(0)

    officer.reload()
    take(officer, "Sampaikan jawaban")
    follow(citizen, "Lacak kode lain")
    answer(citizen, {"Kode tanda terima": code})
    press(citizen, "Lihat permintaan")
    seen(citizen, "Permintaan data Anda", "data-request-answer")
    expect(citizen.get_by_text(reply)).to_be_visible()
    assert code.replace(" ", "") not in citizen.url
