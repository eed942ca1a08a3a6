"""An office with cases enough for statistics."""

import pytest

from reports.disclosure import StatRecord
from reports.services import snapshots
from reports.tests.statistics import records


@pytest.fixture
def cases(monkeypatch) -> list[StatRecord]:
    """Forty cases of 2025, as far as statistics know them; a test may change them."""
    known = records(40)
    monkeypatch.setattr(snapshots, "anonymous_records", lambda secret: list(known))
    return known
