"""The demo's own PostgreSQL: private, on no network, and not to be killed into losing anything."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from contextlib import closing
from pathlib import Path

import psycopg2
import pytest

from upksai import here, postgres


@pytest.fixture
def folder():
    """A folder that the account which PostgreSQL runs as can reach, unlike pytest's own."""
    path = Path(tempfile.mkdtemp(prefix="upksai-"))
    path.chmod(0o711)
    yield path
    shutil.rmtree(path)


@pytest.fixture
def home(folder):
    """Where a server of the test's own may lie; it is stopped afterwards."""
    yield folder / "postgres"
    postgres.stop(folder / "postgres")


def ask(url, sql):
    """Run one statement and return its first value, if it has any."""
    with closing(psycopg2.connect(url)) as connection, connection.cursor() as cursor:
        connection.autocommit = True
        cursor.execute(sql)
        return cursor.fetchone()[0] if cursor.description else None


def number_of_the_server(home):
    return int((home / "data" / "postmaster.pid").read_text().split()[0])


def kill(home):
    """Kill the server as a power cut would, and wait until it is gone."""
    number = number_of_the_server(home)
    os.kill(number, signal.SIGKILL)
    for _ in range(100):
        # Nothing to read is left of a dead process, even before somebody collects it.
        command = Path(f"/proc/{number}/cmdline")
        if not command.exists() or not command.read_text():
            return
        time.sleep(0.05)
    pytest.fail("the server outlived its kill")


@pytest.mark.slow
def test_the_data_is_private_and_no_network_port_is_open(home):
    url = postgres.ensure(home, fast=True)

    assert ask(url, "SHOW listen_addresses") == ""
    assert ask(url, "SHOW data_checksums") == "on"
    for private in (home, home / "data", home / "socket"):
        assert private.stat().st_mode & 0o777 == 0o700


@pytest.mark.slow
def test_the_log_of_the_server_holds_nobodys_data(home):
    url = postgres.ensure(home, fast=True)
    ask(url, "CREATE TABLE child (name text UNIQUE)")
    ask(url, "INSERT INTO child VALUES ('RAHASIA')")

    with pytest.raises(psycopg2.errors.UniqueViolation):
        ask(url, "INSERT INTO child VALUES ('RAHASIA')")

    log = (home / "server.log").read_text()
    assert "duplicate key" in log
    assert "RAHASIA" not in log


@pytest.mark.slow
def test_a_second_call_leaves_the_running_server_alone(home):
    url = postgres.ensure(home, fast=True)
    before = number_of_the_server(home)

    assert postgres.ensure(home, fast=True) == url
    assert number_of_the_server(home) == before


@pytest.mark.slow
def test_what_was_committed_survives_a_kill(home):
    url = postgres.ensure(home)
    ask(url, "CREATE TABLE kept AS SELECT generate_series(1, 1000) AS number")

    kill(home)

    assert ask(postgres.ensure(home), "SELECT count(*) FROM kept") == 1000


@pytest.mark.slow
def test_what_was_committed_survives_a_stop(home):
    ask(postgres.ensure(home), "CREATE TABLE kept AS SELECT 7 AS number")

    postgres.stop(home)

    assert ask(postgres.ensure(home), "SELECT number FROM kept") == 7


@pytest.mark.slow
def test_four_racing_starts_make_one_server(home):
    command = [sys.executable, "-m", "upksai.postgres", "start", "--fast", str(home)]
    racers = [
        subprocess.Popen(command, stdout=subprocess.PIPE, text=True)  # noqa: S603 -- our own module
        for _ in range(4)
    ]

    answers = {racer.communicate(timeout=120)[0].strip() for racer in racers}

    assert {racer.returncode for racer in racers} == {0}
    assert answers == {postgres.ensure(home, fast=True)}


@pytest.mark.slow
def test_a_number_that_now_belongs_to_another_program_does_not_stop_a_start(home):
    postgres.ensure(home, fast=True)
    marks = [home / "data" / "postmaster.pid", home / "socket" / ".s.PGSQL.5432.lock"]
    contents = [mark.read_text() for mark in marks]
    number = str(number_of_the_server(home))
    postgres.stop(home)
    for mark, content in zip(marks, contents, strict=True):
        mark.write_text(content.replace(number, str(os.getpid()), 1))

    assert ask(postgres.ensure(home, fast=True), "SELECT 1") == 1


@pytest.mark.slow
def test_half_a_layout_is_thrown_away(home):
    (home / "data.new").mkdir(parents=True)
    (home / "data.new" / "PG_VERSION").write_text("17")

    assert ask(postgres.ensure(home, fast=True), "SELECT 1") == 1


@pytest.mark.slow
@pytest.mark.parametrize("name", ["x" * 100, "a folder, with 'marks' & spaces"])
def test_a_path_that_no_socket_bears_gets_a_private_folder_elsewhere(folder, name):
    home = folder / name / "postgres"
    home.parent.mkdir(mode=0o711)

    url = postgres.ensure(home, fast=True)

    socket_folder = Path(ask(url, "SHOW unix_socket_directories"))
    assert socket_folder.stat().st_mode & 0o777 == 0o700
    assert socket_folder.parent == Path(tempfile.gettempdir())
    postgres.stop(home)
    assert not socket_folder.exists()


def test_a_socket_folder_that_others_can_enter_is_refused(folder, monkeypatch):
    home = folder / ("x" * 100) / "postgres"
    home.parent.mkdir(mode=0o711)
    shared = folder / "shared"
    shared.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(shared))
    monkeypatch.setattr(postgres, "PATIENCE_SECONDS", 0)
    (shared / f"upksai-{postgres._short_name(home)}").mkdir(mode=0o777)

    with pytest.raises(postgres.PostgresError, match="Folder soket"):
        postgres.ensure(home, fast=True)


def test_a_server_that_will_not_start_is_a_sentence(home, monkeypatch):
    postgres.ensure(home, fast=True)
    postgres.stop(home)
    (home / "data" / "global" / "pg_control").unlink()
    monkeypatch.setattr(postgres, "PATIENCE_SECONDS", 0)

    with pytest.raises(postgres.PostgresError, match="tidak mau hidup; rinciannya di"):
        postgres.ensure(home, fast=True)


def test_data_of_an_unknown_major_is_a_sentence(home):
    (home / "data").mkdir(parents=True)
    (home / "data" / "PG_VERSION").write_text("9\n")

    with pytest.raises(postgres.PostgresError, match="Program PostgreSQL 9 tidak ditemukan"):
        postgres.ensure(home, fast=True)
    shutil.rmtree(home / "data")


def test_programs_in_a_closed_folder_are_copied_beside_the_data(home, monkeypatch):
    reach = postgres._Cluster.can_reach
    monkeypatch.setattr(
        postgres._Cluster,
        "can_reach",
        lambda cluster, path: path.is_relative_to(cluster.home) and reach(cluster, path),
    )

    assert ask(postgres.ensure(home, fast=True), "SELECT 1") == 1
    assert postgres.programs(home) == home / "programs" / "bin"


def test_root_in_a_closed_folder_keeps_the_data_elsewhere(folder, monkeypatch):
    monkeypatch.setattr(postgres, "HOMES_OF_ROOT", folder / "lib")
    folder.chmod(0o700)
    closed, opened = folder / "closed", folder / "opened"
    usual = os.umask(0o077)

    elsewhere = postgres.home_for(closed)
    os.umask(usual)
    folder.chmod(0o711)

    if os.geteuid() == 0:
        assert elsewhere.parent == folder / "lib"
        assert elsewhere.parent.stat().st_mode & 0o777 == 0o711
    else:
        assert elsewhere == closed
    assert postgres.home_for(opened) == opened


def test_the_command_line_tells_where_and_stops(home, capsys):
    postgres.main(["start", "--fast", str(home)])
    postgres.main(["programs", str(home)])

    url, programs = capsys.readouterr().out.splitlines()
    assert ask(url, "SELECT 1") == 1
    assert (Path(programs) / "pg_dump").exists()
    postgres.main(["stop", str(home)])
    assert not (home / "data" / "postmaster.pid").exists()


def test_the_command_line_explains_a_refusal(home, capsys):
    home.parent.joinpath("file").write_text("")

    with pytest.raises(SystemExit, match="tidak dapat ditulisi"):
        postgres.main(["start", str(home.parent / "file" / "postgres")])


@pytest.mark.slow
def test_a_command_beside_the_server_works_in_its_office(home, folder, monkeypatch):
    """`manage.py verify_audit` in a fresh copy: nothing to set, nothing to look up."""
    wanted = {"VAR_DIR": str(folder), "PATH": os.environ["PATH"]}
    monkeypatch.setattr(os, "environ", wanted.copy())
    here.use_running_demo()
    assert os.environ == wanted  # no demo here, so the settings say what is missing

    here.kept_secret(folder / "secret-key")
    with pytest.raises(here.NotRunningError, match="script/server"):
        here.use_running_demo()

    owner = postgres.ensure(home, fast=True)
    here.use_running_demo()
    assert os.environ["OWNER_DATABASE_URL"] == owner
    assert os.environ["DATABASE_URL"] == owner.replace("app@", "web@")
    assert os.environ["SECRET_KEY"] == (folder / "secret-key").read_text()

    for told in (*((name, "the office's") for name in here.OFFICES_OWN), ("DEMO", "0")):
        monkeypatch.setattr(os, "environ", wanted | dict([told]))
        here.use_running_demo()
        assert os.environ == wanted | dict([told])  # a real office says all of it itself
