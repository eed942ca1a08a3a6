"""A social worker gets another role when every case is handed over, never before."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.exceptions import ValidationError
from django.db import connections, transaction
from django.urls import reverse

from cases.models import Case
from cases.services import assign
from cases.tests.factories import open_case
from upksai.accounts import services
from upksai.accounts.models import RoleRequest, User
from upksai.accounts.roles import Role
from upksai.workflow.engine import StepRefused


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


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_a_case_given_at_that_very_moment_keeps_the_role(admin, worker, other_worker, head, now):
    """Whoever comes second waits, and then sees what the first has done."""
    case = open_case(worker=other_worker, head=head)

    def change():
        try:
            services.change_staff(worker, full_name="X", role=Role.INTAKE, by=admin, at=now)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(1) as elsewhere:
        with transaction.atomic():
            assign(case, worker=worker, by=head, at=now)
            changing = elsewhere.submit(change)
            with pytest.raises(TimeoutError):
                changing.result(timeout=0.5)
        with pytest.raises(ValidationError, match="masih memegang 1 kasus"):
            changing.result()


def test_a_case_is_not_given_to_who_has_just_got_another_role(admin, worker, head, now):
    case = open_case(head=head)
    User.objects.filter(pk=worker.pk).update(role=Role.INTAKE)  # since the form was drawn

    with pytest.raises(StepRefused, match="pekerja sosial yang aktif"):
        assign(case, worker=worker, by=head, at=now)
