"""What every answer says to the browser, whichever page gives it and however it ends."""

import importlib
import re

import pytest
from django.conf import settings
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from cases.tests.factories import open_case
from upksai import settings as office_settings
from upksai.accounts.roles import Role
from upksai.accounts.tests.factories import UserFactory

from .test_conventions import pages

#: Said by every answer, word for word.
ALWAYS = {
    "Cache-Control": "no-store",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
NOTHING_INLINE = {
    "default-src 'self'",
    "script-src 'self'",
    "style-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
}
NEEDED = {"clipboard-write", "publickey-credentials-create", "publickey-credentials-get"}


def held(response) -> dict[str, str]:
    """The headers that every answer has, as this one has them."""
    policy = set(response.get("Content-Security-Policy", "").split("; "))
    powers = dict(re.findall(r"([\w-]+)=(\([^)]*\))", response.get("Permissions-Policy", "")))
    kept = "no-store" in response.get("Cache-Control", "").split(", ")
    return {name: response.get(name) for name in ALWAYS} | {
        "Cache-Control": "no-store" if kept else "",
        "inline": NOTHING_INLINE - policy,
        "unsafe": [word for word in policy if "unsafe" in word or "*" in word or "http" in word],
        "powers": {power for power, allowed in powers.items() if allowed != "()"},
        "camera": powers.get("camera"),
    }


EXPECTED = ALWAYS | {"inline": set(), "unsafe": [], "powers": NEEDED, "camera": "()"}


@pytest.mark.parametrize("role", [None, Role.HEAD, Role.ADMIN])
def test_every_address_and_every_method_says_the_same(client, role):
    if role:
        client.force_login(UserFactory(role=role))
    seen = set()
    for name, address in pages():
        if name in {"account_logout", "complaints:leave", "complaints:quick_exit"} and role:
            continue  # they would end the visit
        for method in ("get", "post", "delete", "options"):
            response = getattr(client, method)(address)
            seen.add(response.status_code)
            assert held(response) == EXPECTED, (method, address, response.status_code)

    assert {200, 302, 405} <= seen


def test_pages_with_a_record_say_it_too(client, head):
    case = open_case(head=head)
    client.force_login(head)

    response = client.get(case.get_absolute_url())
    assert response.status_code == 200
    assert held(response) == EXPECTED


@pytest.mark.parametrize(
    ("ask", "status"),
    [
        (lambda client: client.get("/tidak-ada/"), 404),
        (lambda client: client.get("/lapor"), 301),
        (lambda client: client.get("/", headers={"Host": "jahat.example"}), 400),
        (lambda client: client.post("/lacak/", headers={"Origin": "https://jahat.id"}), 403),
        (lambda client: client.get("/?" + "x" * 5000), 414),
        (lambda client: client.get("/?x=%00"), 400),
    ],
)
def test_refusals_and_redirects_say_it_too(ask, status):
    response = ask(Client(enforce_csrf_checks=True))

    assert response.status_code == status
    assert held(response) == EXPECTED


def test_when_something_goes_wrong_it_is_said_too(client, monkeypatch):
    def fall_over(*_args, **_kwargs):
        raise RuntimeError("RAHASIA")

    monkeypatch.setattr("complaints.views.report.render", fall_over)
    client.raise_request_exception = False
    response = client.get("/lapor/")

    assert response.status_code == 500
    assert "RAHASIA" not in response.text
    assert held(response) == EXPECTED


def test_a_plain_http_visitor_is_sent_to_https_with_the_same_headers(settings):
    settings.SECURE_SSL_REDIRECT = True
    response = Client().get("/")

    assert response.status_code == 301
    assert held(response) == EXPECTED


def test_static_files_may_be_kept_and_are_nobody_elses(settings):
    settings.WHITENOISE_USE_FINDERS = True
    response = Client().get("/static/css/app.css")

    response.close()
    assert response.status_code == 200
    assert "no-store" not in response["Cache-Control"]
    assert response["Cross-Origin-Resource-Policy"] == "same-origin"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert set(response["Content-Security-Policy"].split("; ")) >= NOTHING_INLINE


def test_a_page_may_set_its_own_header(rf):
    from upksai.ui.middleware import guarded

    answer = guarded(lambda _request: HttpResponse(headers={"X-Frame-Options": "SAMEORIGIN"}))

    assert answer(rf.get("/"))["X-Frame-Options"] == "SAMEORIGIN"


def settings_with(monkeypatch, **environment):
    """The settings as they are in another place."""
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    found = importlib.reload(office_settings)
    return {name: getattr(found, name) for name in dir(found) if name.isupper()}


@pytest.fixture
def _settings_again():
    """The settings module as it was, after a test has read it under another environment."""
    yield
    importlib.reload(office_settings)


@pytest.mark.usefixtures("_settings_again")
def test_the_demo_on_http_drops_secure_the_prefix_and_hsts_and_nothing_else(monkeypatch):
    demo = settings_with(monkeypatch, DEMO="1", HTTPS="0", ALLOWED_HOSTS="a")
    office = settings_with(monkeypatch, DEMO="1", HTTPS="1", ALLOWED_HOSTS="a")

    different = {name for name in office if repr(office[name]) != repr(demo[name])}
    assert different == {
        "HTTPS",
        "SESSION_COOKIE_SECURE",
        "CSRF_COOKIE_SECURE",
        "SESSION_COOKIE_NAME",
        "CSRF_COOKIE_NAME",
        "SECURE_SSL_REDIRECT",
        "SECURE_HSTS_SECONDS",
        "SECURE_HSTS_INCLUDE_SUBDOMAINS",
        "SECURE_HSTS_PRELOAD",
        # a passkey tried out on one's own machine comes from http
        "MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN",
    }
    assert office["SESSION_COOKIE_NAME"].startswith("__Host-")
    assert office["CSRF_COOKIE_NAME"].startswith("__Host-")


def test_cookies_keep_what_their_prefix_promises(settings, worker):
    for name in ("SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE"):
        setattr(settings, name, True)
    client = Client()
    client.get(reverse("account_login"), secure=True)
    signed_in = {"login": worker.username, "password": "contoh-upksai-2026"}
    client.post(reverse("account_login"), signed_in, secure=True)

    assert set(client.cookies) == {settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME}
    for cookie in client.cookies.values():
        assert cookie["secure"]
        assert cookie["httponly"]
        assert cookie["path"] == "/"
        assert not cookie["domain"]
        assert cookie["samesite"] == "Lax"


def test_no_message_lies_in_a_cookie():
    assert "cookie" not in settings.MESSAGE_STORAGE.lower()
