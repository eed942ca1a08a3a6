"""PostgreSQL for the demo and the tests: started from a Python package, reached by a socket only.

It makes no account, opens no port and knows no Django. A real office sets DATABASE_URL instead.
"""

import argparse
import contextlib
import fcntl
import filecmp
import functools
import hashlib
import os
import pwd
import re
import shlex
import shutil
import stat
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

from .postgres_programs import installed_programs

# After a kill -9 the orphans of the old server may hold its memory for a while.
PATIENCE_SECONDS = 60
# A socket's path may have 107 bytes; the folder leaves room for "/.s.PGSQL.5432".
LONGEST_SOCKET_FOLDER = 93
HOMES_OF_ROOT = Path("/var/lib/upksai")

SETTINGS = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    # Nobody's data in the server's log: neither the statement nor the row that broke a rule.
    "log_error_verbosity": "terse",
    "log_min_error_statement": "panic",
    "log_parameter_max_length_on_error": "0",
    "log_checkpoints": "off",
}
# A test database may be lost when the power fails, so it need not wait for the disk.
FAST_SETTINGS = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


class PostgresError(Exception):
    """Why PostgreSQL cannot run here: one sentence for the person at the keyboard."""


def ensure(home: Path, *, fast: bool = False) -> str:
    """Start the server whose data lies in `home`, unless it runs; return its DATABASE_URL."""
    cluster = _Cluster(home)
    with cluster.locked():
        if not cluster.is_created():
            cluster.create()
        folder = cluster.socket_folder_in_use() or cluster.start(fast=fast)
    return _address(folder)


def address_if_running(home: Path) -> str | None:
    """The DATABASE_URL of the server whose data lies in `home`, if it runs."""
    cluster = _Cluster(home)
    folder = cluster.socket_folder_in_use() if cluster.is_created() else None
    return _address(folder) if folder else None


def _address(socket_folder: Path) -> str:
    return f"postgres://app@/app?host={quote(str(socket_folder))}"


def stop(home: Path) -> None:
    """Stop the server of `home`; open transactions are rolled back, finished ones are kept."""
    cluster = _Cluster(home)
    with cluster.locked():
        if cluster.is_created():
            cluster.stop()


def home_for(wanted: Path) -> Path:
    """Where data can lie: `wanted`, or below /var/lib if root works in a closed folder."""
    cluster = _Cluster(wanted)
    elsewhere = HOMES_OF_ROOT / _short_name(cluster.home)
    if not cluster.account or (cluster.can_reach(cluster.home.parent) and not elsewhere.exists()):
        return cluster.home
    elsewhere.parent.mkdir(parents=True, exist_ok=True)
    elsewhere.parent.chmod(0o711)
    return elsewhere


def programs(home: Path) -> Path:
    """The folder of the server's own tools (pg_dump, psql, …)."""
    return _Cluster(home).programs


class _Cluster:
    """One folder with a database, and the account that may read it."""

    def __init__(self, home: Path) -> None:
        self.home = home.resolve()
        self.data = self.home / "data"
        self.pid_file = self.data / "postmaster.pid"
        self.account = self._account()

    def _account(self) -> dict[str, Any]:
        # PostgreSQL refuses root, so root lends it an account that exists already.
        if os.geteuid() != 0:
            return {}
        uid = gid = 65534  # nobody
        with contextlib.suppress(KeyError):
            uid, gid = pwd.getpwnam("postgres")[2:4]
        if self.is_created() and (owner := self.data.stat()).st_uid:
            uid, gid = owner.st_uid, owner.st_gid
        return {"user": uid, "group": gid, "extra_groups": []}

    @contextlib.contextmanager
    def locked(self) -> Iterator[None]:
        """Hold the folder for oneself: several processes may want to start the same server."""
        try:
            self.home.parent.mkdir(parents=True, exist_ok=True)
            path = self.home.parent / f".{self.home.name}.lock"
            with os.fdopen(os.open(path, os.O_CREAT | os.O_RDWR, 0o600)) as lock:
                fcntl.flock(lock, fcntl.LOCK_EX)
                self._make_private(self.home)
                if not self.can_reach(self.home):
                    raise PostgresError(
                        f"Folder {self.home} tertutup bagi pengguna yang menjalankan PostgreSQL: "
                        "pindahkan proyek, jalankan bukan sebagai root, atau isi DATABASE_URL."
                    )
                yield
        except OSError as refused:
            raise PostgresError(
                f"Folder basis data {self.home} tidak dapat ditulisi: milik pengguna lain, "
                "hanya boleh dibaca, atau cakramnya penuh."
            ) from refused

    def _make_private(self, folder: Path) -> None:
        folder.mkdir(mode=0o700, exist_ok=True)
        folder.chmod(0o700)
        self._hand_over(folder)

    def _hand_over(self, folder: Path) -> None:
        if self.account:
            os.chown(folder, self.account["user"], self.account["group"])

    def is_created(self) -> bool:
        return self.data.exists()

    def can_reach(self, path: Path) -> bool:
        return not self.account or self._run("test", "-x", path) == 0

    @functools.cached_property
    def programs(self) -> Path:
        """The programs of the major version that wrote the data."""
        major = (self.data / "PG_VERSION").read_text().strip() if self.is_created() else None
        installed = installed_programs(major)
        if installed is None:
            missing = f"Program PostgreSQL {major or ''} tidak ditemukan"
            raise PostgresError(f"{missing}: pasang atau isi DATABASE_URL.")
        if self.can_reach(installed / "postgres"):
            return installed
        # Root's own folders are closed to the lent account: give it a copy beside its data.
        copy, unfinished = self.home / "programs", self.home / "programs.new"
        copied = copy / "bin" / "postgres"
        if not (copied.exists() and filecmp.cmp(installed / "postgres", copied)):
            for old in (copy, unfinished):
                shutil.rmtree(old, ignore_errors=True)
            shutil.copytree(installed.parent, unfinished, symlinks=True)
            unfinished.rename(copy)
        return copy / "bin"

    def _run(self, *command: object, stdin: str = "") -> int:
        # The server need not know our environment, which holds secrets.
        environment = {"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C.UTF-8", "HOME": "/"}
        try:
            return subprocess.run(  # noqa: S603 -- only PostgreSQL's own programs and `test`
                [str(part) for part in command],
                input=stdin,
                text=True,
                env=environment,
                cwd="/",
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                **self.account,
            ).returncode
        except OSError as refused:
            raise PostgresError(
                f"{command[0]} tidak dapat dijalankan di komputer ini."
            ) from refused

    def create(self) -> None:
        """Lay out an empty database; half a layout, left by a kill -9, is thrown away."""
        programs, unfinished = self.programs, self.home / "data.new"
        shutil.rmtree(unfinished, ignore_errors=True)
        # An untouched order of letters on every machine: builtin since 17, the C library's before.
        builtin = ["--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
        layout = [programs / "initdb", "-D", unfinished, "-U", "app", "-A", "trust"]
        layout += ["-E", "UTF8", "--locale=C.UTF-8", "--data-checksums"]
        if self._run(*layout, *builtin) and self._run(*layout):
            raise PostgresError(f"Basis data tidak dapat dibuat di {self.home}: cakram penuh?")
        alone = [programs / "postgres", "--single", "-D", unfinished, "postgres"]
        if self._run(*alone, stdin="CREATE DATABASE app\n"):
            raise PostgresError(f"Basis data tidak dapat disiapkan di {self.home}.")
        unfinished.rename(self.data)

    def socket_folder_in_use(self) -> Path | None:
        """Where the running server listens, if it runs and answers."""
        folder = self._socket_folder_of_a_living_server()
        if folder is None:
            return None
        is_ready = [self.programs / "pg_isready", "-q", "-h", folder, "-U", "app", "-d", "app"]
        return None if self._run(*is_ready) else folder

    def _socket_folder_of_a_living_server(self) -> Path | None:
        # The number in the file may be another program's by now: after a kill -9 or a power cut.
        try:
            number, *_others, socket_folder = self.pid_file.read_text().splitlines()[:5]
            command = Path(f"/proc/{number}/cmdline").read_text().split("\0")
        except (FileNotFoundError, ProcessLookupError, ValueError):
            return None
        return Path(socket_folder) if str(self.data) in command else None

    def start(self, *, fast: bool) -> Path:
        """Start the server and wait until it answers; return the folder of its socket."""
        folder = self._socket_folder()
        settings = SETTINGS | (FAST_SETTINGS if fast else {})
        options = shlex.join(f"--{name}={value}" for name, value in settings.items())
        options += f" --unix_socket_directories={folder}"
        log = self.home / "server.log"
        start = [self.programs / "pg_ctl", "-D", self.data, "-w", "-o", options, "-l", log, "start"]
        deadline = time.monotonic() + PATIENCE_SECONDS
        while not self.socket_folder_in_use():
            if time.monotonic() > deadline:
                raise PostgresError(f"PostgreSQL tidak mau hidup; rinciannya di {log}.")
            if not self._socket_folder_of_a_living_server():
                # The dead server's marks would stop the new one. What protects the data from its
                # last orphans is their shared memory, which PostgreSQL looks for by itself.
                for mark in (self.pid_file, *folder.iterdir()):
                    mark.unlink(missing_ok=True)
            if self._run(*start):
                time.sleep(0.5)
        return folder

    def _socket_folder(self) -> Path:
        folder = self.home / "socket"
        if _fits_a_socket(folder):
            self._make_private(folder)
            return folder
        folder = Path(tempfile.gettempdir()) / f"upksai-{_short_name(self.home)}"
        with contextlib.suppress(FileExistsError):
            folder.mkdir(mode=0o700)
            self._hand_over(folder)
        # Anybody may make folders here, so one that others can enter is not trusted.
        found = folder.lstat()
        is_private = stat.S_ISDIR(found.st_mode) and stat.S_IMODE(found.st_mode) == 0o700
        is_ours = found.st_uid == self.account.get("user", os.getuid())
        if not (is_private and is_ours and _fits_a_socket(folder) and self.can_reach(folder)):
            raise PostgresError(f"Folder soket {folder} tidak dapat dipakai: hapus lalu ulangi.")
        return folder

    def stop(self) -> None:
        """Stop the server and take away a socket folder that lies elsewhere."""
        folder = self._socket_folder_of_a_living_server()
        self._run(self.programs / "pg_ctl", "-D", self.data, "-m", "fast", "-w", "stop")
        if folder and folder.parent != self.home:
            with contextlib.suppress(OSError):
                folder.rmdir()


def _short_name(home: Path) -> str:
    return hashlib.sha256(str(home).encode()).hexdigest()[:16]


def _fits_a_socket(folder: Path) -> bool:
    # PostgreSQL reads the setting as a list, so a comma or a quote would split the path.
    plain = re.fullmatch(r"[\w./-]+", str(folder))
    return plain is not None and len(os.fsencode(folder)) <= LONGEST_SOCKET_FOLDER


def main(arguments: list[str] | None = None) -> None:
    """Command line: `python -m upksai.postgres start|stop|programs FOLDER`."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("action", choices=["start", "stop", "programs"])
    parser.add_argument("home", type=Path, help="the folder of the data")
    parser.add_argument("--fast", action="store_true", help="for tests: do not wait for the disk")
    asked = parser.parse_args(arguments)
    try:
        if asked.action == "stop":
            stop(asked.home)
        else:
            starting = asked.action == "start"
            answer = ensure(asked.home, fast=asked.fast) if starting else programs(asked.home)
            sys.stdout.write(f"{answer}\n")
    except PostgresError as reason:
        sys.exit(str(reason))


if __name__ == "__main__":
    main()
