"""The profile: names, numbers and doubts; and two people writing at once."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from cases import services
from cases.models import Child
from cases.tests.factories import open_case
from upksai.accounts.tests.factories import show_names
from upksai.directory.models import Subdistrict
from upksai.workflow.engine import StepRefused

GIRL_2012 = "3374106112129001"
TYPED = {
    "full_name": "Adik Contoh",
    "sex": "P",
    "birth_date": "2012-12-21",
    "nik_status": "ada",
    "nik": GIRL_2012,
    "birth_certificate": "tidak_diketahui",
    "lives_with": "ibu_saja",
    "parents_alive": "hidup_keduanya",
    "schooling": "aktif",
    "disability": "tidak",
}


@pytest.fixture
def case(client, worker):
    client.force_login(worker)
    case = open_case(worker=worker)
    show_names(case, worker)
    return case


def add(case):
    return reverse("cases:add_child", args=[case.pk])


def change(case, child):
    return reverse("cases:change_child", args=[case.pk, child.pk])


def siblings(case):
    return Child.objects.filter(cases=case, case_children__is_primary=False)


def test_a_sibling_joins_the_case_beside_the_first_child(client, case):
    page = client.post(add(case), TYPED, follow=True).content.decode()

    assert "Anak ditambahkan." in page
    assert "Adik Contoh" in page
    assert case.case_children.filter(is_primary=True).count() == 1
    assert case.case_children.count() == 2


def test_a_child_without_a_name_can_be_written_down(client, case):
    typed = {
        name: value
        for name, value in TYPED.items()
        if name not in {"full_name", "nik", "birth_date"}
    }
    typed["sex"] = "?"
    page = client.post(add(case), typed).content.decode()
    assert "Nama, tanggal lahir, dan NIK anak ini belum diisi." in page
    client.post(add(case), typed | {"keep_anyway": "on"})

    assert siblings(case).get().full_name == ""
    assert (
        "Nama belum diketahui"
        in client.get(reverse("cases:profile", args=[case.pk])).content.decode()
    )


def test_an_unborn_child_may_have_a_day_to_come(client, case):
    tomorrow = timezone.localdate() + timedelta(days=60)
    typed = TYPED | {"nik": "", "birth_date": tomorrow.isoformat()}
    page = client.post(add(case), typed).content.decode()
    assert "Tanggal lahir tidak boleh setelah hari ini." in page

    client.post(add(case), typed | {"is_unborn": "on"})

    assert siblings(case).get().is_unborn


def test_a_nik_that_cannot_be_is_refused(client, case):
    page = client.post(add(case), TYPED | {"nik": "3374013102139003"}).content.decode()

    assert "angka ke-7 sampai ke-12 bukan tanggal lahir" in page
    assert not siblings(case).exists()


def test_spaces_in_a_nik_are_taken_out_and_its_being_there_is_noted(client, case):
    spaced = "337410 611212 9001"
    client.post(add(case), TYPED | {"nik": spaced, "nik_status": "tidak_diketahui"})

    child = siblings(case).get()
    assert (child.nik, child.nik_status) == (GIRL_2012, "ada")


@pytest.mark.parametrize(
    ("doubtful", "told"),
    [
        ({"sex": "L"}, "Menurut NIK anak ini perempuan."),
        ({"birth_date": "2013-01-01"}, "Menurut NIK tanggal lahirnya 21 Desember 2012."),
        ({"birth_date": "1990-01-01", "nik": ""}, "umurnya sudah 18 tahun atau lebih"),
    ],
)
def test_a_doubt_is_told_and_saved_only_when_confirmed(client, case, doubtful, told):
    typed = TYPED | doubtful
    page = client.post(add(case), typed).content.decode()
    assert told in page
    assert "Sudah diperiksa, tetap simpan" in page
    assert not siblings(case).exists()

    client.post(add(case), typed | {"keep_anyway": "on"})

    assert siblings(case).count() == 1


def test_without_a_doubt_nobody_is_asked_to_confirm(client, case):
    assert "tetap simpan" not in client.get(add(case)).content.decode()


def test_a_child_outside_the_city_has_an_address_but_no_kelurahan(client, case):
    client.post(add(case), TYPED | {"outside_city": "Kabupaten Demak"})

    assert (
        "Kabupaten Demak" in client.get(reverse("cases:profile", args=[case.pk])).content.decode()
    )


def test_a_kelurahan_is_chosen_under_its_kecamatan(client, case):
    place = Subdistrict.objects.get(name="Pedalangan")
    assert '<optgroup label="Banyumanik">' in client.get(add(case)).content.decode()

    client.post(add(case), TYPED | {"subdistrict": place.pk})

    assert siblings(case).get().subdistrict == place


def test_a_change_keeps_the_earlier_version_in_history(client, case, worker):
    child = case.children.get()
    seen = client.get(change(case, child)).context["form"]["seen"].value()

    client.post(change(case, child), TYPED | {"seen": seen})

    assert [row.full_name for row in child.history.all()] == ["Adik Contoh", "Anak Contoh"]
    assert child.history.first().history_user == worker


def test_a_page_grown_stale_shows_both_versions_and_buries_neither(client, case, worker, now):
    child = case.children.get()
    seen = client.get(change(case, child)).context["form"]["seen"].value()
    services.change(child, case=case, full_name="Nama Baru", school="SD 1", by=worker, at=now)

    answer = client.post(change(case, child), TYPED | {"seen": seen})
    page = answer.content.decode()
    assert "Data ini berubah sejak Anda membukanya." in page
    assert "Nama Baru" in page
    assert "Adik Contoh" in page
    child.refresh_from_db()
    assert child.full_name == "Nama Baru"

    informed = answer.context["form"]["seen"].value()
    client.post(change(case, child), TYPED | {"seen": informed, "school": "SD 1"})
    child.refresh_from_db()
    assert (child.full_name, child.school) == ("Adik Contoh", "SD 1")


def test_the_service_itself_refuses_an_old_version(worker, case, now):
    child = case.children.get()
    seen = str(child.history.latest().history_id)
    services.change(child, case=case, school="SD 1", by=worker, at=now, seen=seen)

    with pytest.raises(StepRefused, match="baru saja diubah"):
        services.change(child, case=case, school="SD 2", by=worker, at=now, seen=seen)
    child.refresh_from_db()
    assert child.school == "SD 1"


def test_a_child_of_another_case_is_not_there(client, case, other_worker):
    stranger = open_case(worker=other_worker).children.get()

    assert client.get(change(case, stranger)).status_code == 404


def test_a_person_around_the_child_is_changed(client, case, worker, now):
    from cases.models import RelatedPerson

    facts = {"name": "Nenek", "relation": "kakek_nenek"}
    person = services.write_down(case, RelatedPerson, by=worker, at=now, **facts)
    url = reverse("cases:change_person", args=[case.pk, person.pk])
    seen = client.get(url).context["form"]["seen"].value()

    client.post(url, facts | {"is_caregiver": "on", "seen": seen})

    person.refresh_from_db()
    assert person.is_caregiver


def test_the_day_after_a_birthday_counts_the_year():
    child = Child(birth_date=date(2020, 2, 29))

    assert child.age_on(date(2026, 2, 28)) == 5
    assert child.age_on(date(2026, 3, 1)) == 6
    assert child.age_on(date(2019, 1, 1)) is None
    assert Child().age_on(date(2026, 1, 1)) is None
