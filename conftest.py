"""The people every test may call on, and a Monday morning."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from upksai.accounts.roles import Role
from upksai.accounts.tests.factories import UserFactory
from upksai.privacy import keyring
from upksai.privacy.networks import forget_all


@pytest.fixture(scope="session", autouse=True)
def _keys():
    """Keys of its own for every run: they open nothing else."""
    keyring.create()


@pytest.fixture(autouse=True)
def _database(db):
    """Nearly every test here needs the database."""


@pytest.fixture(autouse=True)
def _networks_unknown():
    """All tests come from one network; none begins with what another has sent."""
    forget_all()


@pytest.fixture
def now():
    """A Monday morning at the office."""
    return datetime(2026, 11, 23, 9, tzinfo=ZoneInfo("Asia/Jakarta"))


@pytest.fixture
def intake():
    return UserFactory(role=Role.INTAKE)


@pytest.fixture
def worker():
    return UserFactory(role=Role.WORKER)


@pytest.fixture
def other_worker():
    return UserFactory(role=Role.WORKER)


@pytest.fixture
def head():
    return UserFactory(role=Role.HEAD)


@pytest.fixture
def data_officer():
    return UserFactory(role=Role.DATA_OFFICER)


@pytest.fixture
def auditor():
    return UserFactory(role=Role.AUDITOR)


@pytest.fixture
def admin():
    return UserFactory(role=Role.ADMIN)


@pytest.fixture
def stranger(client):
    """A client that nobody has signed in with."""
    return client
