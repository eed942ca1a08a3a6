"""The office as it is outside the demo."""

import pytest


@pytest.fixture
def outside_the_demo(settings):
    """Nobody works without a second factor."""
    settings.SECOND_FACTOR_REQUIRED = True
