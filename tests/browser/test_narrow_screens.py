"""On a small screen nothing sticks out or is lost, not even the longest words the office knows."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from cases.models import Case
from cases.pseudonyms import BIRDS
from cases.tests.factories import open_case
from upksai.accounts.roles import Role
from upksai.accounts.tests.factories import UserFactory

from .hands import sign_in
from .watching import PHONE, too_wide

pytestmark = [
    pytest.mark.slow,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]

#: How far the words of the last column stay from the right edge of their panel, at least.
GAP = """() => Math.min(...[...document.querySelectorAll('.panel .table tr')].map(row => {
    const last = [...row.children].filter(cell => cell.offsetParent).pop();
    const words = document.createRange();
    words.selectNodeContents(last);
    const edge = row.closest('.panel').getBoundingClientRect().right;
    return edge - words.getBoundingClientRect().right;
}))"""


@pytest.mark.parametrize("width", [PHONE["width"], 360, 320])
def test_the_longest_name_fits_beside_the_longest_deadline(open_browser, width):
    head = UserFactory(username="ketua", role=Role.HEAD)
    case = open_case(worker=UserFactory(role=Role.WORKER), head=head)
    late = timezone.now() - timedelta(minutes=59)
    Case.objects.filter(pk=case.pk).update(
        pseudonym=max(BIRDS, key=len), risk_level="tinggi", due_at=late
    )
    page = open_browser(PHONE | {"width": width})
    sign_in(page, "ketua")

    page.goto("/petugas/kasus/?tampil=semua")

    assert page.locator("#results").get_by_text("Risiko tinggi").is_visible()
    assert too_wide(page) == []


def test_on_a_phone_the_last_words_of_a_table_keep_their_distance_from_its_edge(open_browser):
    UserFactory(username="admin", role=Role.ADMIN)
    page = open_browser(PHONE)
    sign_in(page, "admin")

    for address in ("/petugas/pengaturan/batas-waktu/", "/petugas/petugas-berhenti/"):
        page.goto(address)

        assert page.evaluate(GAP) >= 16, address


def test_a_menu_longer_than_the_screen_shows_where_one_is(open_browser):
    UserFactory(username="ketua", role=Role.HEAD)
    page = open_browser({"width": 1366, "height": 600})
    sign_in(page, "ketua")

    page.goto("/petugas/pengaturan/angka/")

    expect(page.locator(".app-nav [aria-current]")).to_be_in_viewport(ratio=1)
    assert page.evaluate("window.scrollY") == 0
