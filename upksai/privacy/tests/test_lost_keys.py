"""When a key is lost, staff are told, and the office does not open without any."""

import os
import subprocess
import sys

from cases.tests.factories import open_case
from upksai.privacy import checks, datakeys, keyring


def test_a_healthy_page_says_nothing_of_keys(client, head, own_keys):
    open_case(head=head)
    client.force_login(head)

    assert "Kunci" not in client.get("/petugas/kasus/").content.decode()


def test_without_roots_the_office_is_shut_and_says_so(client, head, own_keys, caplog):
    """Sessions are sealed too: nobody stays signed in, and the admin reads why in the log."""
    case = open_case(head=head)
    client.force_login(head)
    (own_keys / keyring.FILE).unlink()
    client.raise_request_exception = False

    for address in ("/petugas/kasus/", case.get_absolute_url(), "/masuk/"):
        answer = client.get(address)
        assert answer.status_code == 503, address
        assert "Kunci penyandi tidak ditemukan" in answer.text
        assert case.pseudonym not in answer.text
    assert "put them back" in caplog.text


def test_a_page_with_one_masked_value_says_so_first(client, head, own_keys):
    case = open_case(head=head)
    datakeys._store.connection().execute("DELETE FROM data_key WHERE id = ?", [str(case.pk)])
    datakeys._store.version = None
    client.force_login(head)

    page = client.get(case.get_absolute_url()).content.decode()

    assert "[tidak dapat dibuka]" in page
    assert page.index("Sebagian isi halaman ini tidak dapat dibuka") < page.index("<h1")


def test_what_was_erased_on_purpose_is_no_alarm(client, head, own_keys, now):
    case = open_case(head=head)
    datakeys.destroy([case.pk], at=now)
    client.force_login(head)

    page = client.get(case.get_absolute_url()).content.decode()

    assert "[dimusnahkan]" in page
    assert "tidak dapat dibuka" not in page


def test_the_public_pages_never_tell_of_keys(client, own_keys):
    (own_keys / keyring.FILE).unlink()

    assert "Kunci kantor" not in client.get("/").content.decode()


def found() -> list[str]:
    return [message.id for message in checks.keys_are_kept_well(None)]


def test_the_check_before_opening_finds_missing_open_and_misplaced_keys(own_keys, settings):
    settings.VAR_DIR = own_keys.parent / "var"
    assert found() == []

    own_keys.chmod(0o750)
    assert found() == ["privacy.W001"]
    own_keys.chmod(0o700)
    settings.VAR_DIR = own_keys.parent
    assert found() == ["privacy.W002"]
    (own_keys / keyring.STORE).unlink()
    assert found() == ["privacy.E001", "privacy.W002"]
    settings.DEMO = True
    assert found() == []


def test_the_web_server_does_not_start_without_keys(tmp_path):
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "upksai.settings",
        "KEY_DIR": str(tmp_path / "none"),
    }

    start = subprocess.run(
        [sys.executable, "-c", "import upksai.wsgi"],
        env=environment,
        capture_output=True,
        text=True,
        timeout=120,
    )

    assert start.returncode == 1
    assert start.stderr.count("\n") == 1
    assert "keys create" in start.stderr
