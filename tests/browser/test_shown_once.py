"""What is shown once and never again: codes and first passwords."""

import re

import pytest
from playwright.sync_api import expect

from upksai.accounts.roles import Role
from upksai.accounts.tests.factories import UserFactory

from .hands import answer, follow, go_to, press, seen, sign_in, titled

pytestmark = [
    pytest.mark.slow,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]


def test_the_admin_hands_over_a_first_password(page, open_browser):
    UserFactory(username="admin", role=Role.ADMIN)
    sign_in(page, "admin")
    titled(page, "Petugas")
    follow(page, "Tambah petugas")
    press(page, "Simpan")
    expect(page.locator("#error-summary")).to_be_focused()
    seen(page, "Tambah petugas", "staff-new-refused")
    answer(
        page,
        {"Nama pengguna": "siti", "Nama lengkap": "Siti Aminah", "Peran": "Petugas pengaduan"},
    )
    press(page, "Simpan")
    seen(page, "Kata sandi awal", "first-password")
    password = page.locator("#password").inner_text().strip()
    page.reload()
    assert password not in page.content()

    # The new colleague can work at once.
    colleague = open_browser()
    sign_in(colleague, "siti", password)
    titled(colleague, "Pekerjaan saya hari ini")


def test_the_officer_hands_over_the_code_of_a_spoken_request(page, office):
    sign_in(page, "data1")
    go_to(page, "Permintaan data")
    follow(page, "Catat permintaan")
    answer(
        page,
        {
            "Siapa yang meminta?": "Perorangan",
            "Nama": "Dewi Anggraini",
            "Alamat": "Jl. Contoh 5, Semarang",
            "Informasi yang diminta": "Jumlah kasus tahun 2025.",
            "Tujuan penggunaan": "Skripsi.",
            "Cara memperoleh": "Diambil di kantor",
        },
    )
    press(page, "Simpan dan beri kode")
    seen(page, "Permintaan tercatat", "data-request-code")
    expect(page.locator("output")).to_have_text(re.compile(r"^\s*(\w{4} ){4}\w{5}\s*$"))
    page.reload()
    titled(page, "Permintaan data")
