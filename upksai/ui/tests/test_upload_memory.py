"""Uploads stay in memory, and only of people who have signed in."""

import tempfile
from io import BytesIO

import pytest
from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client, RequestFactory

from complaints.tests.test_report import happening, page


@pytest.fixture
def cookie(client, worker):
    """What the browser of somebody who has signed in sends along."""
    client.force_login(worker)
    return client.cookies[settings.SESSION_COOKIE_NAME].value


def sent(size: int, *, cookie: str | None):
    request = RequestFactory().post(
        "/", {"kata": "ya", "berkas": SimpleUploadedFile("a.pdf", b"x" * size)}
    )
    if cookie is not None:
        request.COOKIES[settings.SESSION_COOKIE_NAME] = cookie
    return request


@pytest.mark.parametrize("size", [1, 3_000_000, 10_400_000])
def test_a_file_is_held_in_memory_whatever_its_size(tmp_path, monkeypatch, cookie, size):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))

    file = sent(size, cookie=cookie).FILES["berkas"]

    assert type(file.file) is BytesIO
    assert (file.size, file.read()) == (size, b"x" * size)
    assert list(tmp_path.iterdir()) == []


def of_a_citizen() -> str:
    """The cookie of somebody who is writing a report."""
    citizen = Client()
    citizen.post(page(1), happening())
    return citizen.cookies[settings.SESSION_COOKIE_NAME].value


MADE_UP = [None, "", "x", "a" * 32, "é\ufffd", "x" * 4000]


@pytest.mark.parametrize("name", ["citizen", *MADE_UP])
def test_files_of_people_who_have_not_signed_in_are_forgotten(name):
    request = sent(9, cookie=of_a_citizen() if name == "citizen" else name)

    assert (dict(request.FILES), request.POST["kata"]) == ({}, "ya")


def test_after_signing_out_files_are_forgotten_too(client, cookie):
    client.logout()

    assert dict(sent(9, cookie=cookie).FILES) == {}


def test_what_is_too_big_is_not_even_read(cookie):
    request = sent(settings.LARGEST_REQUEST, cookie=cookie)

    with pytest.raises(RequestDataTooBig):
        _ = request.FILES
    assert request.environ["wsgi.input"].read(9) == b"-" * 2 + b"BoUnDaR"
