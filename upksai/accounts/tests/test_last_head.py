"""A sealed record keeps a head who may decide on it, whoever goes."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from cases.models import Case
from cases.services import seal_case
from cases.tests.factories import open_case
from upksai.accounts import seals, services
from upksai.accounts.models import RoleRequest, Seal, User
from upksai.accounts.roles import Role
from upksai.accounts.tests.factories import UserFactory

WHY = "Masih saudara dari ibu anak."


@pytest.fixture
def case(worker, head, second_head):
    """One of the two heads does not come upon it."""
    case = open_case(worker=worker, head=head)
    seal_case(case, person=second_head, reason=WHY, by=head, at=timezone.now())
    return case


def test_the_only_head_who_may_decide_does_not_go(case, admin, head, second_head, now):
    with pytest.raises(ValidationError, match="tertutup bagi Ketua lain"):
        services.deactivate(head, by=admin, at=now)
    for role in (Role.WORKER, Role.ADMIN):
        with pytest.raises(ValidationError, match="tertutup bagi Ketua lain"):
            services.change_staff(head, full_name="Ketua", role=role, by=admin, at=now)

    assert Case.objects.visible_to(User.objects.get(pk=head.pk)).filter(pk=case.pk).exists()
    services.deactivate(second_head, by=admin, at=now)


def test_with_a_third_head_or_without_the_seal_the_head_may_go(case, admin, head, now):
    third = UserFactory(role=Role.HEAD)
    services.deactivate(head, by=admin, at=now)
    with pytest.raises(ValidationError, match="tertutup bagi Ketua lain"):
        services.deactivate(third, by=admin, at=now)

    for one in Seal.objects.standing():
        seals.lift(one, by=third, at=now)
    services.deactivate(third, by=admin, at=now)


def test_a_role_asked_for_before_the_seal_is_not_confirmed_after_it(
    admin, worker, head, second_head, now
):
    third = UserFactory(role=Role.HEAD)
    services.change_staff(head, full_name="Ketua", role=Role.WORKER, by=admin, at=now)
    case = open_case(worker=worker, head=head)
    for one in (second_head, third):
        seal_case(case, person=one, reason=WHY, by=head, at=timezone.now())

    with pytest.raises(ValidationError, match="tertutup bagi Ketua lain"):
        services.confirm_role(RoleRequest.objects.get(person=head), by=third, at=now)


def test_the_page_says_why_the_head_stays(client, case, admin, head):
    client.force_login(admin)

    told = {"full_name": "Ketua", "role": Role.WORKER}
    for name, said in (("deactivate", {}), ("member", told)):
        page = client.post(reverse(f"workflow:staff_{name}", args=[head.pk]), said)
        assert page.status_code == 422
        assert "tertutup bagi Ketua lain" in page.content.decode()

    assert User.objects.get(pk=head.pk).role == Role.HEAD
    assert client.post(reverse("desk:leaver", args=[head.pk])).status_code == 422
