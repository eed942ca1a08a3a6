"""A social worker gets another role when every case is handed over, never before."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from cases.models import Case
from cases.services import assign
from cases.tests.factories import open_case
from upksai.accounts import services
from upksai.accounts.models import RoleRequest, User
from upksai.accounts.roles import Role


def test_who_carries_cases_keeps_the_role_and_the_page_says_what_to_do(client, admin, worker, head):
    open_case(worker=worker, head=head)
    client.force_login(admin)

    told = {"full_name": "Nama Baru", "role": Role.INTAKE}
    page = client.post(reverse("workflow:staff_member", args=[worker.pk]), told)

    assert page.status_code == 422
    assert "masih memegang 1 kasus" in page.content.decode()
    assert "Petugas berhenti" in page.content.decode()
    assert User.objects.get(pk=worker.pk).role == Role.WORKER
    assert not RoleRequest.objects.exists()


@pytest.mark.parametrize("role", [Role.HEAD, Role.INTAKE, Role.ADMIN])
def test_whatever_the_role_no_case_is_left_without_a_worker(admin, worker, head, now, role):
    case = open_case(worker=worker, head=head)

    with pytest.raises(ValidationError, match="masih memegang 1 kasus"):
        services.change_staff(worker, full_name="X", role=role, by=admin, at=now)

    assert Case.objects.assigned_to(worker).get() == case


def test_a_name_is_corrected_whatever_one_carries(admin, worker, head, now):
    open_case(worker=worker, head=head)

    services.change_staff(worker, full_name="Nama Baru", role=Role.WORKER, by=admin, at=now)

    assert User.objects.get(pk=worker.pk).full_name == "Nama Baru"


def test_a_case_given_while_the_role_waits_is_handed_over_before_the_head_confirms(
    admin, worker, other_worker, head, now
):
    services.change_staff(worker, full_name="X", role=Role.INTAKE, by=admin, at=now)
    asked = RoleRequest.objects.get(person=worker)
    case = open_case(worker=worker, head=head)

    with pytest.raises(ValidationError, match="masih memegang 1 kasus"):
        services.confirm_role(asked, by=head, at=now)

    assign(case, worker=other_worker, by=head, at=now)
    services.confirm_role(asked, by=head, at=now)
    assert User.objects.get(pk=worker.pk).role == Role.INTAKE
