"""An office of its own, started by the program that starts every office, with a loud database."""

import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import psycopg2
from django.conf import settings

from upksai import postgres

#: Everything PostgreSQL can be made to write down. The embedded one writes none of it, but an
#: office may bring a server of its own, and somebody may look for a fault in it.
LOUD = {
    "log_statement": "all",
    "log_duration": "on",
    "log_min_duration_statement": "0",
    "log_min_messages": "info",
    "log_min_error_statement": "info",
    "log_error_verbosity": "verbose",
    "log_parameter_max_length": "-1",
    "log_parameter_max_length_on_error": "-1",
    "log_temp_files": "0",
}
PATIENCE = 120


class Office:
    """A database, a web server and the folders they write into."""

    def __init__(self, top: Path):
        self.top, self.home = top, top / "var" / "postgres"
        top.chmod(0o711)
        for name in ("tmp", "mail", "out"):
            (top / name).mkdir(mode=0o700)
        (top / "var").mkdir(mode=0o711)
        (top / "var" / "log").mkdir(mode=0o700)
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.owner = postgres.ensure(self.home)
        self.environment = {
            name: value
            for name, value in os.environ.items()
            if not name.startswith(("PYTEST", "COV", "AUDIT", "BEHIND"))
        } | {
            "DATABASE_URL": self.owner.replace("//app@", "//web@", 1),
            "OWNER_DATABASE_URL": self.owner,
            "DJANGO_SETTINGS_MODULE": "tests.canary.settings",
            "SECRET_KEY": "of-this-test-only-" + os.urandom(20).hex(),
            "DEMO": "0",
            "DEBUG": "0",
            "HTTPS": "0",
            "ALLOWED_HOSTS": "127.0.0.1",
            "AUDIT_MAIL_TO": "ketua@upksai.example",
            "VAR_DIR": str(top / "var"),
            "KEY_DIR": str(top / "keys"),
            "MAIL_DIR": str(top / "mail"),
            "TMPDIR": str(top / "tmp"),
            "PORT": str(self.port),
            "PYTHONDONTWRITEBYTECODE": "1",
        }
        self.server: subprocess.Popen | None = None

    def open(self) -> None:
        """Make the keys and serve, as `script/server` does; wait until a page comes back."""
        self.manage("keys", "create")
        self.sql(*(f"ALTER DATABASE app SET {name} = '{value}'" for name, value in LOUD.items()))
        # The program finds the database by itself, and stops it when it is stopped.
        environment = {k: v for k, v in self.environment.items() if not k.endswith("DATABASE_URL")}
        with (self.top / "out" / "said").open("ab") as said:
            self.server = subprocess.Popen(
                [sys.executable, "-m", "script.serve"],
                cwd=settings.BASE_DIR,
                env=environment,
                stdin=subprocess.DEVNULL,
                stdout=said,
                stderr=said,
            )
        deadline = time.monotonic() + PATIENCE
        while b"Siap" not in (self.top / "out" / "said").read_bytes():
            said = (self.top / "out" / "said").read_text()
            assert self.server.poll() is None, said
            assert time.monotonic() < deadline, "the office does not open"
            time.sleep(0.1)

    def log(self) -> str:
        """What the web server has written."""
        return (self.top / "var" / "log" / "server.log").read_text()

    def manage(self, *command: str, stdin: str = "") -> None:
        """Run a command of the office; what it says is searched too."""
        done = subprocess.run(  # noqa: S603 -- our own commands
            [sys.executable, "manage.py", *command],
            cwd=settings.BASE_DIR,
            env=self.environment,
            input=stdin.encode(),
            capture_output=True,
        )
        with (self.top / "out" / "commands").open("ab") as said:
            said.write(done.stdout + done.stderr)
        assert done.returncode == 0, done.stderr.decode()

    def sql(self, *statements: str) -> None:
        """What only the owner of the database may do."""
        connection = psycopg2.connect(self.owner)
        connection.autocommit = True  # CHECKPOINT and REVOKE at once
        with connection.cursor() as cursor:
            for statement in statements:
                cursor.execute(statement)
        connection.close()

    def close(self) -> None:
        """Write everything to the disk, dump it, and stop."""
        self.sql("CHECKPOINT")
        with (self.top / "dump.sql").open("wb") as dump:
            subprocess.run(  # noqa: S603 -- PostgreSQL's own program
                [postgres.programs(self.home) / "pg_dump", self.owner], stdout=dump, check=True
            )
        self.stop()

    def stop(self) -> None:
        """Stop the web server and the database."""
        if self.server and self.server.poll() is None:
            self.server.send_signal(signal.SIGTERM)
            with suppress(subprocess.TimeoutExpired):
                self.server.wait(timeout=60)
        postgres.stop(self.home)
