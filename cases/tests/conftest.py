"""A case that its worker has open, and how its papers are cleaned."""

import pytest

from cases.tests.factories import open_case
from cases.uploads import intake, workshop


@pytest.fixture
def case(client, worker):
    """A case of the worker who is signed in."""
    client.force_login(worker)
    return open_case(worker=worker)


@pytest.fixture
def lines_are_counted(request, monkeypatch):
    """Lines that a child runs are not counted. Where they are, the files are cleaned here."""
    if request.config.pluginmanager.getplugin("_cov"):
        here = workshop.CLEAN
        monkeypatch.setattr(intake, "clean", lambda data, kind: here[kind](data))
