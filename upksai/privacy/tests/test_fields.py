"""What stands in the database and what people see of it, also when a key is lost or destroyed."""

import uuid
from datetime import date

import pytest
from django.core.exceptions import FieldError
from django.db import connection, transaction

from cases.models import Case, Child, RelatedPerson
from cases.tests.factories import NOW, open_case
from complaints.models import Complaint, ReportDraft
from complaints.tests.factories import receive
from upksai.privacy import datakeys, keyring, reading, vault
from upksai.privacy.erasure import destroy_file
from upksai.privacy.fields import Sealed, Unreadable

NAME, ADDRESS = "Anak Rahasia", "Jl. Rahasia 7"
SHUT, ERASED = "[tidak dapat dibuka]", "[dimusnahkan]"


def new_child(name=NAME, **facts) -> Child:
    child = {"full_name": name, "sex": "P", "birth_date": date(2019, 3, 1), **facts}
    return open_case(children=[child]).children.get()


def raw(child, column="full_name") -> bytes:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {column} FROM cases_child WHERE id = %s", [child.pk])  # noqa: S608 -- a name from this file
        return bytes(cursor.fetchone()[0])


def again(child) -> Child:
    return Child.objects.get(pk=child.pk)


@pytest.fixture
def lost(own_keys):
    """Forgets the key of one file, as if it stood only in a later copy of the store."""

    def forget(child):
        datakeys._store.connection().execute("DELETE FROM data_key WHERE id = ?", [str(child.pk)])
        datakeys._store.version = None

    return forget


def test_the_database_holds_no_word_of_it():
    child = new_child(address=ADDRESS)

    for column, text in (("full_name", NAME), ("address", ADDRESS), ("birth_date", "2019-03-01")):
        held = raw(child, column)
        assert text.encode() not in held
        assert held[1:17] == child.pk.bytes
    assert again(child).full_name == NAME
    assert again(child).address == ADDRESS
    assert again(child).birth_date == date(2019, 3, 1)


def test_answers_of_a_form_come_back_as_they_were():
    answers = {"cerita": ["a", {"b": None}], "umur": 7}
    draft = ReportDraft.objects.create(id=uuid.uuid4(), answers=answers, touched_at=NOW)

    assert ReportDraft.objects.get(pk=draft.pk).answers == answers


def test_what_is_shown_by_mistake_shows_nothing():
    child = new_child()

    values = list(Child.objects.values("full_name", "birth_date"))
    listed = list(Child.objects.values_list("full_name", flat=True))

    assert repr(values) == "[{'full_name': •••, 'birth_date': •••}]"
    assert f"{listed[0]}" == "•••"
    assert NAME not in repr(child.__dict__) or isinstance(child.__dict__["full_name"], str)
    assert NAME not in repr(again(child).__dict__)


@pytest.mark.parametrize(
    "asked",
    [
        {"full_name": NAME},
        {"full_name__icontains": "rahasia"},
        {"full_name__in": [NAME]},
        {"birth_date": date(2019, 3, 1)},
        {"birth_date__gte": date(2019, 1, 1)},
        {"birth_date__year": 2019},
        {"cases__related_people__name": NAME},
    ],
    ids=repr,
)
def test_nobody_looks_for_a_sealed_value_in_the_database(asked):
    with pytest.raises(FieldError):
        list(Child.objects.filter(**asked))


def test_one_may_ask_whether_there_is_anything():
    new_child(address=ADDRESS)
    new_child(name="", birth_date=None)

    assert Child.objects.exclude(address="").count() == 1
    assert Child.objects.filter(birth_date__isnull=True).count() == 1


@pytest.mark.parametrize("column", ["nickname", "birth_place"])
def test_a_value_moved_to_another_place_does_not_open(column):
    child = new_child()
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE cases_child SET {column} = full_name WHERE id = %s", [child.pk])  # noqa: S608 -- the same

    assert getattr(again(child), column) == SHUT


def test_a_value_moved_to_another_row_does_not_open():
    child, other = new_child(), new_child("Anak Lain")
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE cases_child SET full_name = (SELECT full_name FROM cases_child WHERE id = %s)"
            " WHERE id = %s",
            [child.pk, other.pk],
        )

    assert again(other).full_name == SHUT


def test_an_earlier_version_opens_as_its_row_does():
    child = new_child()
    child.full_name = "Nama Baru"
    child.save()

    assert [version.full_name for version in child.history.order_by("history_id")] == [
        NAME,
        "Nama Baru",
    ]


def test_what_nobody_touched_is_saved_back_byte_for_byte():
    child = new_child(address=ADDRESS)
    before = raw(child, "address")

    mine = again(child)
    mine.full_name = "Nama Baru"
    mine.save()

    assert raw(child, "address") == before
    assert again(child).full_name == "Nama Baru"


def test_a_row_without_its_key_is_masked_and_the_rest_of_the_list_is_read(lost):
    kept, shut = new_child("Anak Terbaca"), new_child()
    lost(shut)

    with reading.sitting() as sitting:
        names = {child.pk: child.full_name for child in Child.objects.all()}

    assert names == {kept.pk: "Anak Terbaca", shut.pk: SHUT}
    assert sitting.unreadable == {"cases.child.full_name"}


def test_a_masked_value_is_saved_back_untouched(lost):
    child = new_child()
    before = raw(child)
    lost(child)

    mine = again(child)
    assert isinstance(mine.full_name, Unreadable)
    mine.full_name = mine.full_name
    mine.schooling = "sd"
    mine.save()

    assert raw(child) == before


def test_a_form_that_gives_the_masks_back_changes_nothing(lost):
    child = new_child()
    before = raw(child), raw(child, "birth_date")
    lost(child)

    mine = again(child)
    mine.full_name, mine.birth_date = SHUT, None
    mine.save()

    assert (raw(child), raw(child, "birth_date")) == before
    assert again(child).birth_date is None


def test_a_value_that_can_be_read_may_be_emptied():
    child = new_child(address=ADDRESS)

    mine = again(child)
    mine.address, mine.birth_date = "", None
    mine.save()

    assert again(child).address == ""
    assert again(child).birth_date is None


def test_the_list_of_cases_is_whole_without_any_data_keys(client, head, own_keys):
    new_child()
    client.force_login(head)
    (own_keys / keyring.STORE).unlink()

    for address in ("/petugas/", "/petugas/kasus/?tampil=semua", "/petugas/pengaduan/"):
        assert client.get(address).status_code == 200, address
    assert client.post("/petugas/cari/", {"q": "Anak"}).status_code == 200
    assert client.post("/petugas/cari/", {"q": "3374010101150001"}).status_code == 200


def test_without_keys_nothing_is_written(own_keys):
    child = new_child()
    before = raw(child)
    (own_keys / keyring.FILE).unlink()

    mine = again(child)
    mine.full_name = "Nama Baru"
    with pytest.raises(keyring.KeysMissing), transaction.atomic():
        mine.save()

    assert raw(child) == before


def test_another_root_opens_nothing(own_keys):
    child = new_child()
    keyring.restore({1: b"x" * 32})

    assert again(child).full_name == SHUT


def test_a_destroyed_key_erases_the_row_and_its_earlier_versions(own_keys, now):
    child, other = new_child(), new_child("Anak Lain")
    child.full_name = "Nama Baru"
    child.save()

    datakeys.destroy([child.pk], at=now)

    assert again(child).full_name == ERASED
    assert {version.full_name for version in child.history.all()} == {ERASED}
    assert again(other).full_name == "Anak Lain"


def test_what_an_old_dump_brings_back_of_an_erased_file_stays_shut(own_keys, now):
    """A restored dump holds the bytes of before the erasure, and no key for them."""
    child, case = new_child(), open_case()
    told = {"reporter_mode": "boleh_dihubungi", "reporter": {"name": "Ibu Sari Contoh"}}
    complaint = receive(**told)
    tables = ("cases_child", "cases_case", "complaints_complaint", "privacy_vaultentry")
    with connection.cursor() as cursor:
        for table in tables:
            cursor.execute(f"CREATE TEMP TABLE dump_{table} AS TABLE {table}")

        for record in (child, case, complaint):
            destroy_file(record.pk, at=now)

        for table in tables:  # a temporary table goes before the real one of the same name
            cursor.execute(f"CREATE TEMP TABLE {table} AS TABLE dump_{table}")

    assert again(child).full_name == ERASED
    assert Case.objects.get(pk=case.pk).presenting_problem == ERASED
    assert Complaint.objects.get(pk=complaint.pk).account == ERASED
    with pytest.raises(vault.VaultShut):
        vault.read(complaint.pk, fields=("name",), ground="x", by=None, at=now)


def test_a_destroyed_key_is_not_drawn_again(own_keys, now):
    child = new_child()
    datakeys.destroy([child.pk], at=now)

    mine = again(child)
    mine.full_name = "Nama Baru"
    with pytest.raises(datakeys.KeyDestroyed), transaction.atomic():
        mine.save()


def test_everyone_around_a_child_is_sealed_with_the_case(own_keys, now):
    case = open_case()
    person = RelatedPerson.objects.create(case=case, name="Ibu Contoh", relation="ibu")

    datakeys.destroy([case.pk], at=now)

    assert RelatedPerson.objects.get(pk=person.pk).name == ERASED
    assert Case.objects.get(pk=case.pk).presenting_problem == ERASED
    assert case.children.get().full_name == "Anak Contoh"


def test_a_sealed_value_equals_only_itself():
    assert Sealed(b"a") == Sealed(b"a")
    assert Sealed(b"a") != Sealed(b"b")
    assert Sealed(b"a") != b"a"
    assert not Sealed(b"")
