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


def test_admin_and_head_hand_over_a_first_password_of_two_halves(page, open_browser):
    UserFactory(username="admin", role=Role.ADMIN)
    UserFactory(username="ketua", role=Role.HEAD)
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

    head = open_browser()
    sign_in(head, "ketua")
    go_to(head, "Persetujuan")
    follow(head, re.compile("^Setujui atau tolak akun"))
    seen(head, "Akun Siti Aminah", "account-asked")
    press(head, "Setujui akun")
    seen(head, "Kata sandi awal", "second-half")
    other = head.locator("#password").inner_text().strip()

    # The new colleague can work at once.
    colleague = open_browser()
    sign_in(colleague, "siti", f"{password}-{other}")
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
