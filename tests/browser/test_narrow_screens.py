"""On a phone nothing sticks out, not even the longest words the office knows."""

from datetime import timedelta

import pytest
from django.utils import timezone

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
