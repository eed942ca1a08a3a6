"""One child's way through the office, from a telephone call to an anonymised report."""

import re

import pypdf
import pytest
from playwright.sync_api import expect

from .casework import (
    CHILD,
    MOTHER,
    assess,
    finish,
    hear_from_partner,
    help_the_child,
    refer,
    visit_the_home,
)
from .hands import answer, follow, go_to, press, sign_in, take, titled, told
from .watching import PHONE

pytestmark = [
    pytest.mark.slow,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]
STORY = "Anak enam tahun sering sendirian di rumah dan jarang makan."


def intake(page) -> None:
    """A telephone call is written down, screened and verified."""
    sign_in(page, "pengaduan1")
    follow(page.get_by_role("main"), "Catat pengaduan")
    titled(page, "Catat pengaduan", "intake")
    answer(
        page,
        {
            "Saluran": "Telepon",
            "Apa yang terjadi": STORY,
            "Prosedur sudah dijelaskan": "ya",
            "Nama anak": CHILD,
            "Perkiraan umur (tahun)": "6",
            "Kelurahan": "Pedalangan, Banyumanik",
        },
    )
    page.get_by_label("Anonim: nama tidak dicatat").check()
    press(page, "Simpan dan beri kode")
    titled(page, re.compile("^Pengaduan P-.* tersimpan$"))
    page.get_by_role("main").get_by_role("link").last.click()
    titled(page, re.compile("^P-"))
    take(
        page,
        "Simpan skrining",
        {
            "Jenis masalah": "Penelantaran",
            "Kategori PPKS": "Anak telantar",
            "Tingkat risiko": "Risiko sedang",
            "Alasan tingkat risiko": "Anak kecil tanpa pengawasan.",
            "Kewenangan": "Ya, kewenangan UPKSAI",
        },
    )
    take(page, "Simpan verifikasi", {"Hasil verifikasi": "Ketua RT membenarkan."})


def decide(page, task: str) -> None:
    """The head goes to what waits for a decision and opens it."""
    go_to(page, "Persetujuan")
    titled(page, "Menunggu keputusan Anda", "approvals")
    page.get_by_role("main").get_by_role("link", name=re.compile(f"^{task}")).click()


def audit(page, visitor) -> None:
    """The auditor takes the anonymised report away; anybody can check the paper copy."""
    sign_in(page, "pemeriksa")
    titled(page, "Pratinjau laporan", "report-preview")
    answer(page, {"Periode": page.get_by_label("Periode").locator("option").first.inner_text()})
    press(page, "Perbarui pratinjau")
    with page.expect_download() as downloading:
        press(page, "Terbitkan dan unduh PDF")
    file = downloading.value
    assert re.fullmatch(r"laporan-upksai-[\w-]+\.pdf", file.suggested_filename)
    pdf = pypdf.PdfReader(file.path())
    text = " ".join(page.extract_text() for page in pdf.pages)
    assert "Laporan Penanganan Kasus" in pdf.metadata.title
    assert pdf.root_object["/Lang"].startswith("id")
    assert pdf.root_object["/MarkInfo"]["/Marked"]
    assert not any(word in text for word in (*CHILD.split(), *MOTHER.split()))

    printed = re.search(r"SHA-256\):\s*([0-9a-f\s]{64,})", text)
    fingerprint = re.sub(r"\s", "", printed[1])[:64]
    visitor.goto("/laporan/periksa/")
    answer(visitor, {"Sidik isi (SHA-256)": fingerprint[:16]})
    press(visitor, "Periksa")
    told(visitor, "Terdaftar: Laporan Penanganan Kasus")
    titled(visitor, "Periksa keaslian laporan", "report-check-paper")


def test_a_child_is_helped_from_the_first_call_to_the_yearly_report(open_browser, office):
    officer, head, worker = open_browser(), open_browser(), open_browser()
    intake(officer)

    sign_in(head, "ketua")
    decide(head, "Putuskan pengaduan")
    head.get_by_role("link", name="Buka kasus", exact=True).click()
    head.get_by_label(re.compile("^Ratna Wulandari")).check()
    press(head, "Buka kasus")
    told(head, "Kasus dibuka.")

    assess(worker)
    decide(head, "Setujui rencana")
    take(head, "Setujui rencana")

    help_the_child(worker)
    visit_the_home(open_browser(PHONE))
    refer(worker)
    decide(head, "Setujui rujukan")
    take(head, "Setujui dan kirim")
    hear_from_partner(worker)

    finish(worker)
    decide(head, "Setujui penutupan kasus")
    take(head, "Tutup kasus")
    go_to(head, "Dasbor kinerja")
    titled(head, re.compile("^Dasbor kinerja"), "dashboard")
    target = head.get_by_role("region", name="Kasus ditangani terhadap target")
    expect(target).to_contain_text("1 dari 12")

    audit(open_browser(), open_browser())
