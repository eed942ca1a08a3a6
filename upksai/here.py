"""The demo of this folder: its database and its secret, for whoever was told of no other."""

import os
import secrets
from pathlib import Path

import environ

from . import postgres

ROOT = Path(__file__).resolve().parent.parent
WEB_ROLE = "web"
#: Who says any of these means a real office, and must say all of it.
OFFICES_OWN = ("DATABASE_URL", "OWNER_DATABASE_URL", "SECRET_KEY", "KEY_DIR")


class NotRunningError(Exception):
    """There is a demo in this folder, but nobody has started it."""


def use_demo(owner: str, var: Path) -> None:
    """Say in the environment what a demo needs; `owner`: the address of its database."""
    os.environ["OWNER_DATABASE_URL"] = owner
    os.environ["DATABASE_URL"] = owner.replace("//app@", f"//{WEB_ROLE}@", 1)
    os.environ.setdefault("DEMO", "1")
    os.environ.setdefault("VAR_DIR", str(var))
    os.environ.setdefault("SECRET_KEY", kept_secret(var / "secret-key"))


def use_running_demo() -> None:
    """The same for a command beside `script/server`, unless a real office's settings are there."""
    environ.Env.read_env(ROOT / ".env", overwrite=False)
    var = Path(os.environ.get("VAR_DIR") or ROOT / "var").resolve()
    is_told = any(os.environ.get(name) for name in OFFICES_OWN) or os.environ.get("DEMO") == "0"
    if is_told or not (var / "secret-key").exists():
        return
    owner = postgres.address_if_running(postgres.home_for(var / "postgres"))
    if owner is None:
        raise NotRunningError(
            "Jalankan script/server dahulu; perintah ini memakai kantor contohnya."
        )
    use_demo(owner, var)


def kept_secret(path: Path) -> str:
    """The random secret of this copy, made at the first start."""
    if not path.exists() or not path.read_text().strip():
        unfinished = path.with_suffix(".new")
        unfinished.touch(mode=0o600)
        unfinished.write_text(secrets.token_urlsafe(50))
        unfinished.rename(path)
    return path.read_text().strip()
