"""The people every test may call on, and a Monday morning."""

from contextlib import contextmanager
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from upksai.accounts.models import StaffSession
from upksai.accounts.roles import Role
from upksai.accounts.tests.factories import UserFactory
from upksai.privacy import checkpoints, headfile, keyring, names
from upksai.privacy.models import AuditHead
from upksai.privacy.networks import forget_all

pytest_plugins = ["tests.sharing"]


@pytest.fixture(scope="session", autouse=True)
def _keys():
    """Keys of its own for every run: they open nothing else."""
    keyring.create()


@pytest.fixture
def own_keys(settings, tmp_path):
    """A folder with a first root, for this test only."""
    settings.KEY_DIR = tmp_path / "keys"
    keyring.create()
    return settings.KEY_DIR


@pytest.fixture(autouse=True)
def _database(db):
    """Nearly every test here needs the database."""


@pytest.fixture(autouse=True)
def _networks_unknown():
    """All tests come from one network; none begins with what another has sent."""
    forget_all()


@pytest.fixture(autouse=True)
def _names_unknown():
    """Names of children whom another test has made, and taken back, stand in nobody's way."""
    for index in names.ALL:
        index.begin_anew()


@pytest.fixture(autouse=True)
def _trail_unwritten(db):
    """Every test has a trail of its own, at its beginning, also after tests that empty tables."""
    headfile.path().unlink(missing_ok=True)
    checkpoints.path().unlink(missing_ok=True)
    AuditHead.objects.get_or_create(pk=AuditHead.ONLY)


@pytest.fixture
def now():
    """A Monday morning at the office."""
    return datetime(2026, 11, 23, 9, tzinfo=ZoneInfo("Asia/Jakarta"))


@pytest.fixture
def clock(now):
    """It is that morning, and no time passes but what a test lets pass."""
    with time_machine.travel(now, tick=False) as clock:
        yield clock


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
def second_head():
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


@pytest.fixture
def asks_at_most():
    """Checks how many questions of the database pages ask, as they would outside a test.

    Sessions have rested a minute, so that each page also says that its reader is still here; the
    savepoints, which stand for a transaction's beginning and end, are not questions.
    """

    @contextmanager
    def counting(most):
        StaffSession.objects.update(seen_at=timezone.now() - timedelta(minutes=1))
        with CaptureQueriesContext(connection) as captured:
            questions = []
            yield questions
        asked = [query["sql"] for query in captured.captured_queries]
        questions += [sql for sql in asked if "SAVEPOINT" not in sql]
        if len(questions) > most:
            pytest.fail("\n".join([f"{len(questions)} > {most}", *questions]), pytrace=False)

    return counting
