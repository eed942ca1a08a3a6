"""What must be right with the keys before an office opens."""

import stat
from pathlib import Path

from django.conf import settings
from django.core.checks import CheckMessage, Error, Warning

from . import keyring

MISSING = (
    "Kunci tidak ditemukan atau rusak di {folder}: `manage.py keys create` atau `keys restore`."
)


def keys_are_kept_well(app_configs, **options) -> list[CheckMessage]:
    """Keys are there, closed to others, and not among what is backed up with the database."""
    if settings.DEMO:
        return []
    folder = keyring.folder()
    found: list[CheckMessage] = []
    if not keyring.is_healthy():
        found.append(Error(MISSING.format(folder=folder), id="privacy.E001"))
    if folder.exists() and is_open_to_others(folder):
        found.append(Warning(f"{folder} terbuka bagi orang lain: chmod 700.", id="privacy.W001"))
    if folder.resolve().is_relative_to(Path(settings.VAR_DIR).resolve()):
        words = "KEY_DIR ada di dalam VAR_DIR, sehingga kunci ikut dicadangkan bersama datanya."
        found.append(Warning(words, id="privacy.W002"))
    return found


def is_open_to_others(folder: Path) -> bool:
    """Whether anybody but the owner may read the folder or a file in it."""
    others = stat.S_IRWXG | stat.S_IRWXO
    return any(path.stat().st_mode & others for path in (folder, *folder.iterdir()))
