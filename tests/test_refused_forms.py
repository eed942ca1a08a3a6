"""A form that is refused says why in a sentence, and says it to programs, too: 422."""

from http import HTTPStatus
from types import SimpleNamespace

import pytest
from django.urls import URLPattern, get_resolver, reverse
from django.utils import timezone

from complaints.tests.factories import receive
from complaints.tests.test_report import ANONYMOUS, happening
from complaints.views import traces
from reports.tests.factories import brought_to, requested
from reports.tests.test_information_public import told
from upksai.accounts.tests.office_hours import sign_in, with_app
from upksai.ui.patience import stamp

REFUSED = HTTPStatus.UNPROCESSABLE_ENTITY
SUMMARY = 'id="error-summary"'


def hasty():
    return {"opened": stamp(timezone.now())}


#: Signing in: what is sent, what is said.
SIGNING_IN = [
    ("/masuk/", {"login": "", "password": ""}, SUMMARY),
    ("/masuk/", {"login": "tidak.ada", "password": "salah"}, "Nama pengguna atau kata sandi salah"),
]
#: Every other form open to the public and to whoever is about to sign in.
OPEN = [
    ("/masuk/faktor-kedua/", {"code": ""}, "Tulis kodenya."),
    ("/masuk/faktor-kedua/", {"code": "000000"}, "Kode ini salah atau sudah dipakai."),
    ("/masuk/faktor-kedua/", {"credential": "x"}, "Kunci sandi ini tidak dikenali."),
    ("/lapor/1/", {}, SUMMARY),
    ("/lapor/1/", happening() | {"website": "x"}, "terisi otomatis"),
    ("/lapor/1/", lambda: happening() | hasty(), "terkirim sangat cepat"),
    ("/lapor/1/", happening() | {"opened": "x"}, "sudah lama terbuka"),
    ("/lapor/2/", {}, SUMMARY),
    ("/lapor/3/", {"child_age": "x"}, SUMMARY),
    ("/lapor/4/", {}, "Pilih cara Anda melapor."),
    ("/lapor/4/", ANONYMOUS | {"relation": "x"}, SUMMARY),
    ("/lapor/5/periksa/", {}, "Bagian ini belum lengkap."),
    ("/lacak/", {}, "Tulis kode pada tanda terima Anda."),
    ("/lacak/", {"code": "x"}, "Kode ini tidak membuka laporan."),
    ("/lacak/laporan/", {"text": ""}, "Tulis balasan Anda."),
    ("/permintaan-data/", {"name": "x"}, SUMMARY),
    ("/permintaan-data/periksa/", {}, SUMMARY),
    ("/permintaan-data/periksa/", lambda: told(**hasty()), "terkirim sangat cepat"),
    ("/permintaan-data/terkirim/", {}, SUMMARY),
    ("/permintaan-data/terkirim/", lambda: told(website="x"), "terisi otomatis"),
    ("/permintaan-data/lacak/", {}, SUMMARY),
    ("/permintaan-data/lacak/", {"code": "x"}, "Kode ini tidak kami temukan."),
    ("/permintaan-data/lacak/keberatan/", {"text": "x"}, "Kode ini tidak kami temukan."),
]
#: Open addresses that also take a POST and have nothing to refuse: buttons, pages to look at, and
#: a search, which finds something or does not.
NOTHING_TO_REFUSE = {
    *("/keluar/", "/lapor/", "/lapor/terkirim/", "/lapor/hapus-jejak/", "/lapor/selesai/"),
    "/laporan/periksa/",
}
#: The forms of one's own account.
OWN = [
    ("account_change_password", {"oldpassword": "salah"}, SUMMARY),
    ("account_reauthenticate", {"password": "salah"}, "Kata sandi salah."),
    ("mfa_activate_totp", {"code": "000000"}, "Kode ini salah atau sudah dipakai."),
    ("mfa_add_webauthn", {"credential": "x"}, SUMMARY),
    ("mfa_generate_recovery_codes", {}, "Pasang dulu faktor kedua."),
]


@pytest.fixture
def visitor(client, worker):
    """Somebody in the middle of everything: reporting, following a report, signing in."""
    with_app(worker)
    sign_in(client, worker)
    client.post("/lapor/1/", happening())
    session = client.session
    traces.open_report(SimpleNamespace(session=session), receive(), timezone.now())
    session.save()
    return client


@pytest.mark.parametrize(("address", "sent", "sentence"), SIGNING_IN)
def test_a_refused_sign_in_answers_422_with_its_sentence(stranger, address, sent, sentence):
    answer = stranger.post(address, sent)

    assert answer.status_code == REFUSED
    assert sentence in answer.text


@pytest.mark.parametrize(("address", "sent", "sentence"), OPEN)
def test_a_refused_form_open_to_the_public_answers_422_with_its_sentence(
    visitor, address, sent, sentence
):
    answer = visitor.post(address, sent() if callable(sent) else sent)

    assert answer.status_code == REFUSED
    assert sentence in answer.text


def test_an_objection_without_a_word_answers_422_with_its_sentence(stranger, time_machine, now):
    asked, code = requested()
    brought_to("delivered", asked)
    time_machine.move_to(now, tick=False)

    sent = {"code": code, "version": asked.version, "text": ""}
    answer = stranger.post(reverse("reports:info_request_object"), sent)

    assert answer.status_code == REFUSED
    assert "Tulis alasan keberatan Anda." in answer.text


@pytest.mark.parametrize("address", ["/lapor/2/", "/lapor/5/periksa/"])
def test_answers_that_come_after_the_session_has_ended_are_refused_in_words(stranger, address):
    answer = stranger.post(address, {})

    assert answer.status_code == REFUSED
    assert "Sesi berakhir. Jawaban dihapus untuk keamanan." in answer.text
    assert stranger.get(address).status_code == HTTPStatus.OK


@pytest.mark.parametrize(("name", "sent", "sentence"), OWN)
def test_a_refused_form_of_ones_own_account_answers_422_with_its_sentence(
    client, worker, settings, name, sent, sentence
):
    settings.SECOND_FACTOR_REQUIRED = False
    sign_in(client, worker)

    answer = client.post(reverse(name), sent)

    assert answer.status_code == REFUSED
    assert sentence in answer.text


def test_a_form_that_is_looked_at_answers_200(visitor):
    for address in {address for address, _sent, _sentence in SIGNING_IN + OPEN}:
        assert visitor.get(address, follow=True).status_code in {200, 405}, address


def test_every_open_address_that_takes_a_form_is_tried_here(stranger):
    tried = {address for address, _sent, _sentence in SIGNING_IN + OPEN}
    found = {address for address in _open() if stranger.post(address).status_code != 405}

    assert found <= tried | NOTHING_TO_REFUSE
    assert found >= NOTHING_TO_REFUSE


def _open(patterns=None, space=""):
    """Every address for which nobody has to sign in."""
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        if not isinstance(pattern, URLPattern):
            inner = f"{space}{pattern.namespace}:" if pattern.namespace else space
            yield from _open(pattern.url_patterns, inner)
        elif not getattr(pattern.callback, "login_required", True):
            filled = {"number": 2} if pattern.pattern.converters else {}
            yield reverse(f"{space}{pattern.name}", kwargs=filled)
