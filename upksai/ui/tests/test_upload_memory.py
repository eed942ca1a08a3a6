"""Uploads stay in memory, and only of people who have signed in."""

import tempfile
from io import BytesIO

import pytest
from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import RequestFactory


def sent(size: int, *, cookie: bool):
    request = RequestFactory().post(
        "/", {"kata": "ya", "berkas": SimpleUploadedFile("a.pdf", b"x" * size)}
    )
    if cookie:
        request.COOKIES[settings.SESSION_COOKIE_NAME] = "x"
    return request


@pytest.mark.parametrize("size", [1, 3_000_000, 10_400_000])
def test_a_file_is_held_in_memory_whatever_its_size(tmp_path, monkeypatch, size):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))

    file = sent(size, cookie=True).FILES["berkas"]

    assert type(file.file) is BytesIO
    assert (file.size, file.read()) == (size, b"x" * size)
    assert list(tmp_path.iterdir()) == []


def test_files_of_people_who_never_signed_in_are_forgotten():
    request = sent(9, cookie=False)

    assert (dict(request.FILES), request.POST["kata"]) == ({}, "ya")


def test_what_is_too_big_is_not_even_read():
    request = sent(settings.LARGEST_REQUEST, cookie=True)

    with pytest.raises(RequestDataTooBig):
        _ = request.FILES
    assert request.environ["wsgi.input"].read(9) == b"-" * 2 + b"BoUnDaR"
