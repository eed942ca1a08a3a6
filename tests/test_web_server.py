"""The web server in front of the pages, run as an office runs it: what it believes of a request."""

import http.client
import os
import socket
import subprocess
import sys
import time
from contextlib import closing

import pytest
from django.conf import settings

from .test_headers import EXPECTED, held

HOST = "upksai.example.id"
BY_HTTPS = {"X-Forwarded-Proto": "https"}


@pytest.fixture(scope="module")
def port(tmp_path_factory):
    """Where the server listens, behind the proxy of an office with https."""
    with closing(socket.create_server(("127.0.0.1", 0))) as free:
        number = free.getsockname()[1]
    office = {"ALLOWED_HOSTS": HOST, "HTTPS": "1", "BEHIND_PROXY": "1", "PORT": str(number)}
    office |= {"DJANGO_SETTINGS_MODULE": "upksai.settings"}
    folder = tmp_path_factory.mktemp("web")
    with (folder / "log").open("wb") as log:
        server = subprocess.Popen(
            [sys.executable, "-m", "gunicorn", "--config", "script/gunicorn.conf.py"],
            cwd=settings.BASE_DIR,
            env=os.environ | office | {"VAR_DIR": str(folder), "KEY_DIR": str(settings.KEY_DIR)},
            stdout=log,
            stderr=log,
        )
    try:
        wait_for(number, server)
        yield number
    finally:
        server.terminate()
        server.wait(30)


def wait_for(port: int, server):
    """The first answer."""
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and server.poll() is None:
        try:
            return ask(port, "/", {})
        except OSError:
            time.sleep(0.1)
    return pytest.fail("the web server does not answer")


def ask(port: int, path: str, headers: dict[str, str], method="GET"):
    """One answer as (status, its headers)."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    with closing(connection):
        connection.request(method, path, headers={"Host": HOST} | headers)
        answer = connection.getresponse()
        answer.read()
        return answer.status, dict(answer.getheaders())


@pytest.mark.slow
@pytest.mark.parametrize("name", ["SCRIPT_NAME", "PATH_INFO", "script_name"])
@pytest.mark.parametrize("value", ["/evil", "/petugas", "x"])
def test_no_request_says_where_the_office_begins(port, name, value):
    answer = ask(port, "/petugas/kasus/", BY_HTTPS | {name: value})

    assert answer[0] == 302
    assert answer[1]["Location"] == "/masuk/?next=/petugas/kasus/"
    assert held(answer[1]) == EXPECTED


@pytest.mark.slow
def test_what_came_by_https_is_known_from_the_proxy_alone(port):
    for headers in ({}, {"X-Forwarded-Proto": "http"}, {"X-Forwarded-Ssl": "on"}):
        status, said = ask(port, "/masuk/", headers)
        assert (status, said["Location"]) == (301, f"https://{HOST}/masuk/"), headers
    assert ask(port, "/petugas/", BY_HTTPS)[0] == 302
    assert "Strict-Transport-Security" in ask(port, "/petugas/", BY_HTTPS)[1]


@pytest.mark.slow
def test_words_that_contradict_the_proxy_change_nothing(port):
    """Else the web server itself would refuse them, in its own words and without our headers."""
    status, said = ask(port, "/petugas/", BY_HTTPS | {"X-Forwarded-Ssl": "off"})

    assert status == 302
    assert held(said) == EXPECTED
