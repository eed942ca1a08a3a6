"""The admin gives, changes and takes away accounts."""

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from complaints.tests.factories import receive
from upksai.accounts import four_eyes, services
from upksai.accounts.models import RoleRequest, User
from upksai.accounts.roles import Role
from upksai.accounts.tests.factories import UserFactory
from upksai.accounts.tests.office_hours import sign_in, with_app

NEW = {"username": "peksos3", "full_name": "Petugas Baru", "role": "worker"}


@pytest.fixture
def office(client, admin, head):
    """The admin at work, and a head who can be asked."""
    client.force_login(admin)
    return client


def page_of(name, person):
    return reverse(f"workflow:staff_{name}", args=[person.pk])


def confirm(person, head, now):
    """The head confirms what the admin has asked for."""
    return services.confirm_role(RoleRequest.objects.open().get(person=person), by=head, at=now)


def test_a_new_member_signs_in_with_the_two_halves_of_a_password(office, head, now):
    page = office.post(reverse("workflow:staff_new"), NEW, follow=True)
    half = page.context["password"]

    assert "Menunggu persetujuan Ketua." in page.content.decode()
    assert "Bagian pertama kata sandi awal" in page.content.decode()
    person = User.objects.get(username="peksos3")
    assert sign_in(Client(), person, half).request["PATH_INFO"].startswith("/masuk/")
    _person, other = confirm(person, head, now)
    theirs = Client()
    sign_in(theirs, person, f"{half}-{other}")
    assert theirs.get("/petugas/").status_code == 200


def test_a_new_admin_signs_in_with_the_password_that_is_shown_once(office):
    told = NEW | {"username": "admin2", "role": "admin"}

    page = office.post(reverse("workflow:staff_new"), told, follow=True)
    password = page.context["password"]

    assert len(password) >= 15
    assert password in page.content.decode()
    assert User.objects.get(username="admin2").check_password(password)
    again = office.get(reverse("workflow:staff_password_shown"))
    assert again.url == reverse("workflow:staff")


def test_a_member_added_twice_has_one_account_and_the_first_password(office):
    office.post(reverse("workflow:staff_new"), NEW)
    page = office.post(reverse("workflow:staff_new"), NEW, follow=True)

    assert User.objects.filter(username="peksos3").count() == 1
    asked = RoleRequest.objects.open().get(person__username="peksos3")
    assert four_eyes.half_of(asked) == page.context["password"]


def test_an_address_is_written_down_corrected_and_taken_away(office, worker):
    office.post(reverse("workflow:staff_new"), NEW | {"email": "baru@contoh.example"})
    assert User.objects.get(username="peksos3").email == "baru@contoh.example"

    for address in ("lain@contoh.example", ""):
        told = {"full_name": "Petugas", "role": "worker", "email": address}
        office.post(page_of("member", worker), told)
        worker.refresh_from_db()
        assert worker.email == address

    wrong = office.post(page_of("member", worker), told | {"email": "lain"})
    assert wrong.status_code == 422
    assert "Periksa alamat surelnya" in wrong.content.decode()


def test_a_user_name_is_given_once_whatever_its_capitals(office):
    UserFactory(username="peksos3")

    page = office.post(reverse("workflow:staff_new"), NEW | {"username": "Peksos3"})

    assert "Nama pengguna ini sudah dipakai." in page.content.decode()
    assert "Petugas Baru" in page.content.decode()


def test_a_confirmed_role_counts_from_the_next_page_on(office, worker, head, now):
    theirs = Client()
    theirs.force_login(worker)
    assert theirs.get(reverse("reports:info_requests")).status_code == 404

    office.post(page_of("member", worker), {"full_name": "Nama Baru", "role": "data_officer"})
    assert theirs.get(reverse("reports:info_requests")).status_code == 404
    waiting = office.get(page_of("member", worker)).content.decode()
    assert "Menunggu persetujuan Ketua" in waiting
    assert "Menunggu persetujuan Ketua" in office.get(reverse("workflow:staff")).content.decode()
    confirm(worker, head, now)

    assert theirs.get(reverse("reports:info_requests")).status_code == 200
    page = office.get(page_of("member", worker)).content.decode()
    assert "Disetujui: Nama Baru · Pengelola data dan administrasi" in page
    assert "Menunggu persetujuan Ketua" not in page


def test_a_deactivated_person_is_refused_on_the_next_page(office, worker, head, now):
    with_app(worker)
    theirs = Client()
    theirs.force_login(worker)

    page = office.post(page_of("deactivate", worker), follow=True).content.decode()

    assert "Akun dinonaktifkan." in page
    assert theirs.get("/petugas/").url.startswith("/masuk/")
    page = office.post(page_of("activate", worker), follow=True).content.decode()
    assert "Menunggu persetujuan Ketua." in page
    confirm(worker, head, now)
    worker.refresh_from_db()
    assert worker.is_active


def test_a_new_password_ends_every_session_of_the_account(office, worker):
    with_app(worker)
    theirs = Client()
    theirs.force_login(worker)

    page = office.post(page_of("password", worker), follow=True)

    worker.refresh_from_db()
    assert worker.check_password(page.context["password"])
    assert theirs.get("/petugas/").url.startswith("/masuk/")
    assert page.context["password"] not in office.get(page_of("member", worker)).content.decode()


def test_nobody_shuts_or_demotes_themselves(office, admin):
    for name in ("deactivate", "password"):
        page = office.post(page_of(name, admin)).content.decode()
        assert 'id="error-summary"' in page
    office.post(page_of("member", admin), {"full_name": "Admin", "role": "head"})

    admin.refresh_from_db()
    assert admin.is_active
    assert admin.role == Role.ADMIN
    assert office.get(page_of("member", admin)).status_code == 200


def test_an_admin_s_account_stays_one_and_the_page_says_so(office):
    other = UserFactory(role=Role.ADMIN)

    assert "Akun admin tetap akun admin" in office.get(page_of("member", other)).content.decode()
    office.post(page_of("member", other), {"full_name": "Nama Baru", "role": "head"})

    other.refresh_from_db()
    assert (other.full_name, other.role) == ("Nama Baru", Role.ADMIN)


def test_nobody_demotes_themselves_by_a_made_up_form_either(admin, now):
    UserFactory(role=Role.ADMIN)

    with pytest.raises(ValidationError, match="peran Anda sendiri"):
        services.change_staff(admin, full_name="Admin", role="head", by=admin, at=now)


def test_one_admin_always_stays(admin, head, now):
    with pytest.raises(ValidationError, match="satu admin"):
        services.deactivate(admin, by=head, at=now)
    with pytest.raises(ValidationError, match="satu admin"):
        services.change_staff(admin, full_name="Admin", role="head", by=head, at=now)

    UserFactory(role=Role.ADMIN)
    services.deactivate(admin, by=head, at=now)


def test_the_history_of_an_account_says_who_did_what_and_no_password(office, worker, admin):
    office.post(page_of("password", worker))
    office.post(page_of("deactivate", worker))
    page = office.get(page_of("member", worker)).content.decode()

    assert "Kata sandi awal baru diberikan" in page
    assert "Akun dinonaktifkan" in page
    assert admin.full_name in page
    assert "password" not in {field.name for field in User.history.model._meta.fields}


def test_the_list_asks_as_much_for_many_members_as_for_one(office, asks_at_most):
    def queries():
        with asks_at_most(15) as found:
            office.get(reverse("workflow:staff"))
        return len(found)

    few = queries()
    UserFactory.create_batch(8)
    assert queries() == few


def test_the_admin_sees_no_case_and_no_complaint(office):
    complaint = receive()

    for address in (
        complaint.get_absolute_url(),
        reverse("complaints:queue"),
        reverse("cases:list"),
        reverse("reports:info_requests"),
        reverse("reports:dashboard"),
    ):
        assert office.get(address).status_code == 404, address
