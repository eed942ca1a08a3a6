"""Roots are changed by one at a time: none is lost when two people press at once."""

import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from upksai.privacy import keyring

AT_ONCE = 4


@pytest.fixture
def _slow_drawing(monkeypatch):
    """Drawing takes as long as another one needs to come in between."""
    draw = keyring.secrets.token_bytes

    def slowly(size: int) -> bytes:
        time.sleep(0.05)
        return draw(size)

    monkeypatch.setattr(keyring.secrets, "token_bytes", slowly)


def at_once(change) -> list:
    """What each of several got who did the same at the same moment."""

    def one(_number):
        try:
            return change()
        except FileExistsError as refused:
            return refused

    with ThreadPoolExecutor(AT_ONCE) as pool:
        return list(pool.map(one, range(AT_ONCE)))


@pytest.mark.usefixtures("_slow_drawing")
def test_every_root_drawn_at_once_with_others_is_kept(own_keys):
    drawn = at_once(keyring.add_root)

    assert sorted(ring.current for ring in drawn) == [2, 3, 4, 5]
    kept = keyring.ring().roots
    assert all(kept[ring.current] == ring.roots[ring.current] for ring in drawn)


@pytest.mark.usefixtures("_slow_drawing")
def test_of_several_who_make_the_first_root_one_does(settings, tmp_path):
    settings.KEY_DIR = tmp_path / "keys"

    made = at_once(keyring.create)

    rings = [one for one in made if isinstance(one, keyring.Keyring)]
    assert len(rings) == 1
    assert keyring.ring().roots == rings[0].roots


def test_a_file_is_never_placed_over_another(tmp_path):
    path = tmp_path / keyring.FILE
    keyring.place(path, b"first")

    with pytest.raises(FileExistsError):
        keyring.place(path, b"second")

    assert path.read_bytes() == b"first"
    assert list(tmp_path.iterdir()) == [path]
