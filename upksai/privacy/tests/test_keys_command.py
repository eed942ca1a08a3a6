"""What the person who keeps the keys can do at the machine, and what the machine answers."""

import stat
from io import StringIO
from itertools import combinations

import pytest
from django.core.management import CommandError, call_command

from cases.models import Child
from cases.tests.factories import open_case
from upksai.privacy import datakeys, escrow, keyring

NAME = "Anak Yang Dirahasiakan"
NIK = "3374010101150001"


def keys(*arguments) -> str:
    out = StringIO()
    call_command("keys", *map(str, arguments), stdout=out)
    return out.getvalue()


@pytest.fixture
def child(own_keys):
    case = open_case(children=[{"full_name": NAME, "nik": NIK, "sex": "P"}])
    return case.children.get()


@pytest.fixture
def typing(monkeypatch):
    """Answers, one after the other, to what the command asks."""

    def type_in(*answers):
        left = iter(answers)

        def answer(_question):
            try:
                return next(left)
            except StopIteration:
                raise EOFError from None

        monkeypatch.setattr("builtins.input", answer)

    return type_in


def opened(child) -> str:
    return Child.objects.get(pk=child.pk).full_name


def papers(printed: str) -> list[str]:
    """What stands on each page below its heading, numbers and all."""
    return [page.split("yang baru.")[1] for page in printed.split("\f")[:-1]]


def test_keys_are_made_once_and_only_their_owner_may_read_them(settings, tmp_path):
    settings.KEY_DIR = tmp_path / "keys"

    keys("create")

    with pytest.raises(CommandError, match="sudah ada"):
        keys("create")
    assert keys("create", "--if-missing") == ""
    assert stat.S_IMODE(settings.KEY_DIR.stat().st_mode) == 0o700
    for file in settings.KEY_DIR.iterdir():
        assert stat.S_IMODE(file.stat().st_mode) == 0o600, file.name


def test_after_a_rotation_everything_is_under_the_new_root(child):
    old_lookup = child.nik_lookup

    printed = keys("rotate")

    assert "Kunci data dipindahkan: " in printed
    ring, counts = keyring.ring(), datakeys.count()
    assert ring.versions == [2, 1]
    assert list(counts.by_root) == [2]
    assert counts.shut == 0
    assert opened(child) == NAME
    kept = Child.objects.get(pk=child.pk)
    assert kept.nik_lookup.startswith("2.")
    assert kept.nik_lookup != old_lookup
    assert Child.objects.numbered(NIK).get() == child
    assert "Sidik nomor di bawah akar lama: 0" in keys("status")


def test_a_renewed_fingerprint_is_no_change_of_the_record(child):
    before = child.history.count()

    keys("rotate")

    assert Child.objects.get(pk=child.pk).history.count() == before


def test_between_the_new_root_and_the_move_numbers_are_still_found(child):
    keyring.add_root()

    assert Child.objects.numbered(NIK).get() == child
    assert "Sidik nomor di bawah akar lama: 1" in keys("status")
    keys("rotate", "--resume")
    assert keyring.ring().current == 2
    assert "Sidik nomor di bawah akar lama: 0" in keys("status")


@pytest.mark.parametrize("pair", combinations(range(3), 2))
def test_lost_roots_come_back_from_any_two_papers(child, own_keys, typing, pair):
    keys("rotate")
    pages = papers(keys("escrow"))
    (own_keys / keyring.FILE).unlink()
    assert opened(child) == "[tidak dapat dibuka]"

    typing(*(pages[place] for place in pair))
    printed = keys("restore")

    assert "2 akar dipulihkan" in printed
    assert "Semua kunci data terbuka" in printed
    assert opened(child) == NAME
    assert Child.objects.numbered(NIK).get() == child


def test_no_paper_touches_roots_that_are_there(child, typing):
    typing(*papers(keys("escrow"))[:2])

    with pytest.raises(CommandError, match="tidak ada yang diubah"):
        keys("restore")


def test_wrong_papers_leave_everything_as_it_is(child, own_keys, typing):
    first, _second, _third = papers(keys("escrow"))
    (own_keys / keyring.FILE).unlink()

    typing(first, first)
    with pytest.raises(CommandError, match="dua bagian yang berbeda"):
        keys("restore")
    typing()
    with pytest.raises(CommandError, match="Tidak ada jawaban"):
        keys("restore")

    assert not (own_keys / keyring.FILE).exists()


def test_papers_of_another_office_are_told_by_the_keys_they_do_not_open(child, own_keys, typing):
    keyring.replace(own_keys / keyring.FILE, b"{}")
    typing(*escrow.parts_of({1: b"x" * 32})[1:])

    with pytest.raises(CommandError, match="tidak cocok: tidak satu pun kunci"):
        keys("restore")
    assert (own_keys / keyring.FILE).read_bytes() == b"{}"
    assert list(own_keys.glob("*.before")) == []


def test_papers_of_another_office_never_take_the_place_of_roots_that_open(child, typing):
    typing(*escrow.parts_of({1: b"x" * 32})[1:])

    with pytest.raises(CommandError, match="Tidak ada yang diubah"):
        keys("restore", "--replace")
    assert opened(child) == NAME


def test_papers_from_before_the_last_change_bring_back_what_they_can(child, own_keys, typing):
    pages = papers(keys("escrow"))[:2]
    keyring.add_root()
    open_case()
    (own_keys / keyring.FILE).unlink()

    typing(*pages)
    with pytest.raises(CommandError, match="tidak terbuka: akarnya hilang atau lain"):
        keys("restore")
    assert opened(child) == NAME


def test_on_a_new_machine_the_store_comes_first_and_then_the_roots(
    child, own_keys, typing, settings, tmp_path
):
    """The order of docs/operations.md, into a folder that is not there yet."""
    pages = papers(keys("escrow"))[:2]
    settings.KEY_DIR = tmp_path / "new"
    settings.KEY_DIR.mkdir(mode=0o700)
    (own_keys / keyring.STORE).rename(settings.KEY_DIR / keyring.STORE)

    typing(*pages)
    assert "Semua kunci data terbuka" in keys("restore")
    assert opened(child) == NAME


@pytest.mark.usefixtures("child")
def test_the_roots_come_back_before_the_store_too_and_it_is_asked_for(settings, typing, tmp_path):
    pages = papers(keys("escrow"))[:2]
    settings.KEY_DIR = tmp_path / "new"

    typing(*pages)
    with pytest.raises(CommandError, match="Kembalikan juga data-keys"):
        keys("restore")
    assert keyring.is_readable()


def test_roots_come_back_where_no_key_was_drawn_yet(own_keys, typing):
    pages = papers(keys("escrow"))[:2]
    (own_keys / keyring.FILE).unlink()

    typing(*pages)
    assert "1 akar dipulihkan" in keys("restore")


def test_the_store_of_data_keys_comes_back_from_its_copy(child, own_keys, tmp_path):
    keys("backup", tmp_path)
    (copy,) = tmp_path.glob("data-keys-*.sqlite3")
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    (own_keys / keyring.STORE).unlink()
    assert opened(child) == "[tidak dapat dibuka]"
    with pytest.raises(CommandError, match="tidak ditemukan atau rusak"):
        keys("status")

    copy.rename(own_keys / keyring.STORE)

    assert opened(child) == NAME


def test_a_lost_store_is_never_begun_anew(child, own_keys):
    """Else old files would get a second key, and what was written then is lost with the copy."""
    (own_keys / keyring.STORE).unlink()

    with pytest.raises(keyring.KeysMissing):
        open_case()

    assert not (own_keys / keyring.STORE).exists()


def test_a_file_is_destroyed_only_if_its_number_is_typed_twice(child, typing):
    typing(child.pk.hex)
    with pytest.raises(CommandError, match="tidak ada yang dimusnahkan"):
        keys("destroy", child.pk)
    typing(str(child.pk), "ya")
    with pytest.raises(CommandError, match="tidak ada yang dimusnahkan"):
        keys("destroy", child.pk)
    assert opened(child) == NAME

    typing(str(child.pk), str(child.pk))
    printed = keys("destroy", child.pk)

    assert "cases_child: 1 baris tidak akan terbaca lagi" in printed
    assert "cases_historicalchild: 1 baris" in printed
    assert opened(child) == "[dimusnahkan]"
    assert child.history.get().full_name == "[dimusnahkan]"
    assert not Child.objects.numbered(NIK).exists()
    assert "Dimusnahkan: 1" in keys("status")


def test_a_key_that_never_was_cannot_be_destroyed(own_keys, typing):
    unknown = "00000000-0000-4000-8000-00000000dead"
    typing(unknown, unknown)

    with pytest.raises(CommandError, match="Tidak ada kunci hidup"):
        keys("destroy", unknown)
