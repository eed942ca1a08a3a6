"""Browsers, each of its own person, watched until the end of the test."""

import os
import time
from urllib.parse import urlsplit

import pytest
from django.core.cache import cache
from django.core.signals import request_finished, request_started
from django.db import connection

from upksai.accounts.roles import Role
from upksai.accounts.tests.factories import UserFactory

from .watching import PHONE, WIDE, Watch

# Playwright keeps a loop running in the thread of the tests, which Django takes for async code.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

ARGUMENTS = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
)
#: Nothing leaves this machine, whatever a page asks for.
NOWHERE_ELSE = "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1"


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    """Debian's own Chromium; nothing is downloaded for the tests."""
    return browser_type_launch_args | {
        "executable_path": "/usr/bin/chromium",
        "args": [*ARGUMENTS.split(), NOWHERE_ELSE],
    }


@pytest.fixture(scope="session")
def reference_data(django_db_setup):
    """What the migrations filled in, as `serialized_rollback` keeps it."""
    return connection._test_serialized_contents


@pytest.fixture(scope="session")
def playwright(reference_data, playwright):
    """Playwright, with a database connection that knows how to begin again.

    Playwright's loop makes Django use another connection in this thread than the one which
    set up the database.
    """
    connection._test_serialized_contents = reference_data
    return playwright


@pytest.fixture
def _all_answered(live_server):
    """A closed browser may leave a request behind, which must end before the tables are emptied."""
    asked, answered = [], []

    def ask(sender, environ, **kwargs):
        asked.append(environ["PATH_INFO"])

    def answer(sender, **kwargs):
        answered.append(True)

    request_started.connect(ask)
    request_finished.connect(answer)
    yield
    deadline = time.monotonic() + 30
    while len(answered) < len(asked) and time.monotonic() < deadline:
        time.sleep(0.01)
    request_started.disconnect(ask)
    request_finished.disconnect(answer)
    assert len(answered) >= len(asked), f"not answered in time: one of {asked[-5:]}"


@pytest.fixture
def watch(live_server, _all_answered):
    """Whoever looks on; at the end nothing may have gone wrong behind any page."""
    cache.clear()  # how often somebody from here has signed in or asked
    onlooker = Watch(urlsplit(live_server.url).netloc)
    yield onlooker
    assert not onlooker.troubles, "\n".join(onlooker.troubles)


@pytest.fixture
def open_browser(live_server, watch, new_context):
    """Opens a browser of its own for one person and gives its page."""

    def open_for_somebody(viewport=WIDE, **options):
        context = new_context(
            base_url=live_server.url,
            viewport=viewport,
            locale="id-ID",
            timezone_id="Asia/Jakarta",
            **options,
        )
        context.set_default_timeout(30_000)  # a busy machine is no fault of the page
        return watch.over(context.new_page())

    return open_for_somebody


@pytest.fixture
def page(open_browser):
    """A browser on a desk."""
    return open_browser()


@pytest.fixture
def phone(open_browser):
    """A browser in a hand."""
    return open_browser(PHONE)


@pytest.fixture
def office():
    """The people of the office, by what the README calls them."""
    people = {
        "ketua": Role.HEAD,
        "pengaduan1": Role.INTAKE,
        "peksos1": Role.WORKER,
        "data1": Role.DATA_OFFICER,
        "pemeriksa": Role.AUDITOR,
    }
    names = {"peksos1": "Ratna Wulandari", "ketua": "Bambang Priyono"}
    return {
        name: UserFactory(
            username=name, role=role, full_name=names.get(name, f"Petugas {name.title()}")
        )
        for name, role in people.items()
    }


def pytest_terminal_summary(terminalreporter):
    """Say at the end which pages took longest."""
    for report in terminalreporter.getreports("passed"):
        for name, lines in report.user_properties:
            if name == "slowest pages":
                terminalreporter.write_line(lines)
