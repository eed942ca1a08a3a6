"""Keys of a test's own, to change and to lose."""

import pytest

from upksai.privacy import keyring


@pytest.fixture
def own_keys(settings, tmp_path):
    """A folder with a first root, for this test only."""
    settings.KEY_DIR = tmp_path / "keys"
    keyring.create()
    return settings.KEY_DIR
