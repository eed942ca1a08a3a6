"""Starts the database, the tables, in a demo the invented people, then gunicorn until Ctrl-C."""

import ctypes
import hashlib
import http.client
import os
import signal
import subprocess
import sys
import time
import warnings
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from types import FrameType

import environ
import psycopg2

from upksai import here, postgres

ROOT = Path(__file__).resolve().parent.parent
VAR = Path(os.environ["VAR_DIR"]).resolve()
PORT = int(os.environ["PORT"])
ADDRESS = f"http://127.0.0.1:{PORT}/"
LOG = VAR / "log" / "server.log"
ENDINGS = [signal.SIGINT, signal.SIGTERM]
if signal.getsignal(signal.SIGHUP) is not signal.SIG_IGN:  # nohup means: go on without the terminal
    ENDINGS.append(signal.SIGHUP)
START_SECONDS = 60
STOP_SECONDS = 20
HOUR = 3600

DEMO_PASSWORD = "contoh-upksai-2026"  # noqa: S105 -- printed on purpose, for invented people only
DEMO_ACCOUNTS = {
    "ketua": "Ketua UPKSAI",
    "pengaduan1": "Petugas pengaduan",
    "pengaduan2": "Petugas pengaduan",
    "peksos1": "Pekerja sosial",
    "peksos2": "Pekerja sosial",
    "data1": "Pengelola data dan administrasi",
    "data2": "Pengelola data dan administrasi",
    "pemeriksa": "Pemeriksa",
    "admin": "Admin sistem",
}


class CannotStartError(Exception):
    """Why the office cannot start: one sentence for the person at the keyboard."""


class StoppedError(Exception):
    """Somebody pressed Ctrl-C or ended the program."""


def main() -> int:
    """Run until stopped; return the exit code."""
    os.umask(0o077)
    for ending in ENDINGS:
        signal.signal(ending, _stop)
    environ.Env.read_env(ROOT / ".env", overwrite=False)
    home = None if os.environ.get("DATABASE_URL") else postgres.home_for(VAR / "postgres")
    try:
        if home is None:
            check_own_database(os.environ["DATABASE_URL"])
        else:
            use_embedded_database(home)
        prepare_office()
        serve()
    except StoppedError:
        say("Dihentikan.")
        return 0
    except (CannotStartError, postgres.PostgresError) as reason:
        sys.stderr.write(f"{reason}\n")
        return 1
    except OSError as refused:
        sys.stderr.write(
            f"{refused.filename or VAR} tidak dapat dipakai: periksa hak akses dan cakram.\n"
        )
        return 1
    finally:
        for ending in ENDINGS:
            signal.signal(ending, signal.SIG_IGN)
        if home is not None:
            with suppress(postgres.PostgresError):
                postgres.stop(home)
    return 0


def _stop(_number: int, _frame: FrameType | None) -> None:
    raise StoppedError


def say(sentence: str) -> None:
    """Tell the person at the keyboard, at once."""
    sys.stdout.write(f"{sentence}\n")
    sys.stdout.flush()


def use_embedded_database(home: Path) -> None:
    """Start the database below `home` and set what a demo needs."""
    if home.parent != VAR:
        say(f"Folder ini tertutup bagi PostgreSQL, jadi basis data contoh disimpan di {home}.")
    here.use_demo(postgres.ensure(home), VAR)


def check_own_database(url: str) -> None:
    """Refuse an address that leads nowhere, without repeating the password in it."""
    try:
        with warnings.catch_warnings(action="ignore"):
            address = environ.Env.db_url_config(url)
    except ValueError:
        address = {}
    if not address.get("ENGINE", "").endswith("postgresql"):
        raise CannotStartError(
            "DATABASE_URL tidak terbaca: tulis postgres://pengguna:sandi@host:5432/basisdata "
            "(tanda khusus dalam sandi dikodekan, misalnya @ menjadi %40)."
        )
    place = f"{address['HOST'] or 'soket lokal'}:{address['PORT'] or 5432}"
    try:
        psycopg2.connect(
            **{"connect_timeout": 5, "host": address["HOST"], "port": address["PORT"] or 5432}
            | address.get("OPTIONS", {}),
            dbname=address["NAME"],
            user=address["USER"],
            password=address["PASSWORD"],
        ).close()
    except psycopg2.Error as refused:
        if "FATAL" in str(refused) or "password" in str(refused):
            raise CannotStartError(
                f"PostgreSQL di {place} menolak sambungan: periksa nama pengguna, kata sandi "
                "dan nama basis data dalam DATABASE_URL."
            ) from None
        raise CannotStartError(
            f"PostgreSQL di {place} tidak menjawab: periksa DATABASE_URL dan hidupkan servernya."
        ) from None


def prepare_office() -> None:
    """Bring tables, static files and, in an empty demo, the invented people up to date."""
    if environ.Env().bool("DEMO", default=False):
        manage("keys", "create", "--if-missing", meanwhile="Membuat kunci …")
    need_keys(Path(os.environ.get("KEY_DIR") or VAR / "keys"))
    manage("migrate", "--noinput", meanwhile="Menyiapkan tabel basis data …")
    if os.environ.get("OWNER_DATABASE_URL"):
        manage("grant_web", meanwhile="Membatasi hak server web di basis data …")
    collected, now = VAR / "static" / "collected", static_fingerprint()
    if not collected.exists() or collected.read_text() != now:
        manage("collectstatic", "--noinput", meanwhile="Mengumpulkan berkas tampilan …")
        collected.write_text(now)
    if environ.Env().bool("DEMO", default=False):
        manage(
            "load_demo",
            "--if-empty",
            meanwhile="Mengisi data contoh (hanya pertama kali, satu sampai beberapa menit) …",
        )


def need_keys(folder: Path) -> None:
    """Refuse to open an office whose files nobody could read."""
    missing = [name for name in ("roots.json", "data-keys.sqlite3") if not (folder / name).exists()]
    if missing:
        raise CannotStartError(
            f"Kunci kantor tidak ditemukan di {folder} ({', '.join(missing)}): pulihkan, "
            "atau di kantor yang baru jalankan `manage.py keys create`."
        )


def static_fingerprint() -> str:
    """Changes whenever collectstatic could give another result."""
    sources = [ROOT / "requirements.txt", ROOT / "upksai" / "settings.py"]
    sources += ROOT.glob("upksai/ui/*.py")
    for folder in ("static", "*/static", "upksai/*/static"):
        sources += [path for top in ROOT.glob(folder) for path in top.rglob("*") if path.is_file()]
    sources = [path for path in sources if VAR not in path.parents]
    seen = [(str(path), path.stat().st_size, path.stat().st_mtime_ns) for path in sorted(sources)]
    return hashlib.sha256(repr([sys.version, seen]).encode()).hexdigest()


def manage(*arguments: str, meanwhile: str) -> None:
    """Run one management command; say what takes time only if it does."""
    child = start(sys.executable, "manage.py", *arguments, environment=os.environ)
    try:
        try:
            child.wait(timeout=2)
        except subprocess.TimeoutExpired:
            say(meanwhile)
            child.wait()
    finally:
        end(child)
    if child.returncode:
        raise CannotStartError(f"Langkah «{arguments[0]}» gagal; rinciannya di {LOG}.")


def start(*command: str, environment: Mapping[str, str] | None = None) -> subprocess.Popen[bytes]:
    """Start a program that writes to our log and does not outlive us.

    Unless it is to change tables, it is not told how to reach the database as their owner.
    """
    if environment is None:
        environment = {k: v for k, v in os.environ.items() if k != "OWNER_DATABASE_URL"}
    with LOG.open("ab") as log:
        return subprocess.Popen(  # noqa: S603 -- our own commands
            command,
            cwd=ROOT,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            # Ctrl-C reaches only us, so that everything stops in order …
            process_group=0,
            # … and a kill -9 of us reaches it too, so that it leaves the port.
            preexec_fn=_end_with_parent,
        )


def _end_with_parent() -> None:
    ctypes.CDLL(None).prctl(1, signal.SIGTERM)  # 1 = PR_SET_PDEATHSIG


def end(child: subprocess.Popen[bytes]) -> None:
    """Ask a program to finish, and make it finish if it does not."""
    if child.poll() is None:
        child.terminate()
        with suppress(subprocess.TimeoutExpired):
            child.wait(timeout=STOP_SECONDS)
            return
        child.kill()
        child.wait()


def serve() -> None:
    """Serve until somebody stops us."""
    child = start(sys.executable, "-m", "gunicorn", "--config", "script/gunicorn.conf.py")
    try:
        wait_until_it_answers(child)
        if environ.Env().bool("DEMO", default=False):
            say_demo_accounts()
        say(f"Siap: buka {ADDRESS} di peramban; Ctrl-C menghentikan.")
        while child.poll() is None:
            do_hourly_work()
            with suppress(subprocess.TimeoutExpired):
                child.wait(timeout=HOUR)
    finally:
        end(child)
    raise CannotStartError(f"Server web berhenti sendiri; rinciannya di {LOG}.")


def do_hourly_work() -> None:
    """What the office does every hour; if it fails now, the next hour tries again."""
    worker = start(sys.executable, "manage.py", "hourly")
    try:
        worker.wait(timeout=HOUR / 2)
    except subprocess.TimeoutExpired:
        say(f"Pekerjaan tiap jam belum selesai; rinciannya di {LOG}.")
    finally:
        end(worker)
    if worker.returncode:
        say(f"Pekerjaan tiap jam gagal dan diulang satu jam lagi; rinciannya di {LOG}.")


def wait_until_it_answers(child: subprocess.Popen[bytes]) -> None:
    """Return when a page comes back; a refusal counts, an error of ours does not."""
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and child.poll() is None:
        connection = http.client.HTTPConnection("127.0.0.1", PORT, timeout=START_SECONDS)
        with suppress(OSError, http.client.HTTPException):
            connection.request("GET", "/")
            if connection.getresponse().status < 500:
                return
        connection.close()
        time.sleep(0.2)
    raise CannotStartError(f"Server web tidak menjawab di {ADDRESS}; rinciannya di {LOG}.")


def say_demo_accounts() -> None:
    """Print who can sign in to the demo."""
    say(f"\nAkun contoh di {ADDRESS} — kata sandi semuanya: {DEMO_PASSWORD}")
    for name, role in DEMO_ACCOUNTS.items():
        say(f"  {name:<12}{role}")
    say("")


if __name__ == "__main__":
    sys.exit(main())
