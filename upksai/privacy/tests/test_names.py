"""Finding a child by a name that is spelt a little differently, in a memory that keeps up."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, models, transaction

from cases.models import Child
from upksai.privacy import datakeys, keyring, names
from upksai.privacy.fields import Unreadable
from upksai.privacy.names import NameIndex, words_of

BORN = (
    "Muhammad Rizky Pratama",
    "Siti Aminah",
    "Sukarno Putra",
    "Joko Susilo",
    "Cahyo Utomo",
    "Kinanti Larasati",
)


@pytest.fixture
def index():
    return NameIndex("cases.Child", "full_name")


def born(*names: str) -> list[Child]:
    return [Child.objects.create(full_name=name) for name in names]


def found(index, asked: str, **limits) -> list[str]:
    keys = [named.pk for named in index.find(asked, **limits)]
    children = Child.objects.in_bulk(keys)
    return [children[key].full_name for key in keys if key in children]


@pytest.mark.parametrize(
    ("asked", "meant"),
    [
        ("muhamad riski pratama", "Muhammad Rizky Pratama"),
        ("pratama rizky", "Muhammad Rizky Pratama"),
        ("SITI AMINAH", "Siti Aminah"),
        ("Aminah binti Siti", "Siti Aminah"),
        ("Soekarno", "Sukarno Putra"),
        ("Djoko", "Joko Susilo"),
        ("Tjahjo Utomo", "Cahyo Utomo"),
        ("kinan", "Kinanti Larasati"),
        ("Kinanty Larasaty", "Kinanti Larasati"),
        ("Sití", "Siti Aminah"),
    ],
)
def test_the_child_that_was_meant_comes_first(index, asked, meant):
    born(*BORN)

    assert found(index, asked)[0] == meant


@pytest.mark.parametrize("asked", ["", "a", "bin", "xqzvw", "  ", "123"])
def test_nothing_is_like_nothing(index, asked):
    born(*BORN)

    assert index.find(asked) == []


def test_the_nearest_name_comes_first_and_no_more_than_asked_for(index):
    born("Siti Aminah Putri", "Siti Aminah", "Siti Maryam")

    assert found(index, "siti aminah") == ["Siti Aminah", "Siti Aminah Putri"]
    assert found(index, "siti aminah", limit=1) == ["Siti Aminah"]


def test_every_process_gives_equal_names_in_one_order(index):
    born(*["Siti Aminah"] * 30)

    others = NameIndex("cases.Child", "full_name")

    assert index.find("siti") == others.find("siti")


def test_a_changed_name_is_found_and_the_old_one_is_not(index):
    (child,) = born("Siti Aminah")
    assert found(index, "siti")

    child.full_name = "Bunga Melati"
    child.save()

    assert found(index, "bunga") == ["Bunga Melati"]
    assert index.find("siti") == []
    assert "siti" not in index.vocabulary


def test_an_erased_name_is_forgotten(index, own_keys, now):
    child, _other = born("Siti Aminah", "Siti Maryam")
    assert len(index.find("siti")) == 2

    datakeys.destroy([child.pk], at=now)

    assert found(index, "siti") == ["Siti Maryam"]
    assert "aminah" not in index.vocabulary


def test_a_child_that_is_gone_is_shown_to_nobody(index):
    child, _other = born("Siti Aminah", "Siti Maryam")
    assert len(index.find("siti")) == 2

    child.delete()

    assert found(index, "siti") == ["Siti Maryam"]


def test_without_keys_nobody_is_found_and_nothing_falls_over(index, own_keys):
    born("Siti Aminah")
    (own_keys / keyring.FILE).unlink()

    assert index.find("siti") == []


def test_a_name_that_could_not_be_opened_is_found_when_the_keys_are_back(index, own_keys):
    born("Siti Aminah")
    roots = (own_keys / keyring.FILE).rename(own_keys / "aside")
    assert index.find("siti") == []

    roots.rename(own_keys / keyring.FILE)

    assert found(index, "siti") == ["Siti Aminah"]


@pytest.mark.parametrize(("most", "tried"), [(1_000, 1), (0, 3)])
@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_one_name_that_stays_shut_does_not_make_every_search_read_all(
    index, monkeypatch, most, tried
):
    """It alone is tried again; only when more are shut than that are all names read anew."""
    monkeypatch.setattr(names, "MOST_SHUT", most)
    # Nobody else is writing: what other tests write at the same time holds the real one back.
    newest = models.Func(template="pg_snapshot_xmax(pg_current_snapshot())::text::bigint")
    newest.output_field = models.BigIntegerField()
    monkeypatch.setattr(names, "OLDEST_RUNNING", newest)
    lost, *_others = born("Siti Aminah", "Joko Susilo", "Kinanti Larasati")
    field, opened = Child._meta.get_field("full_name"), []
    opens = field.open

    def open_all_but_one(sealed, model, key):
        opened.append(key)
        return Unreadable("", sealed) if key == lost.pk else opens(sealed, model, key)

    with monkeypatch.context() as broken:
        broken.setattr(field, "open", open_all_but_one)
        index.warm_up()
        opened.clear()
        assert index.find("siti") == []
        assert len(opened) == tried

    assert found(index, "siti") == ["Siti Aminah"]


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_a_name_changed_while_the_keys_were_away_is_found_when_they_are_back(index, own_keys):
    (siti,) = born("Siti Aminah")
    assert found(index, "siti")
    siti.full_name = "Rara Wulan"
    siti.save()
    roots = (own_keys / keyring.FILE).rename(own_keys / "aside")
    assert index.find("rara") == []

    roots.rename(own_keys / keyring.FILE)

    assert found(index, "rara") == ["Rara Wulan"]


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_what_another_connection_commits_late_is_not_missed(index):
    """It began first and ended last: its number is lower than what was seen in between."""
    with ThreadPoolExecutor(1) as desk:
        desk.submit(_begin, "Siti Terlambat").result(30)
        born("Bunga Cepat")
        assert found(index, "bunga") == ["Bunga Cepat"]
        assert index.find("siti") == []

        desk.submit(_commit).result(30)

    assert found(index, "siti") == ["Siti Terlambat"]


def _begin(name: str) -> None:
    transaction.set_autocommit(False)
    Child.objects.create(full_name=name)


def _commit() -> None:
    connection.commit()
    connection.close()


def test_words_are_written_one_way():
    assert words_of("Soekarno  Djaya, bin Tjokro") == words_of("sukarno jaya cokro")
    assert words_of("Muhammad") == words_of("MUHAMAD")
