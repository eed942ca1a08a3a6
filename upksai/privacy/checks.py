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


def web_is_not_the_owner(app_configs, **kwargs):
    """A web process that owns its tables could switch off what protects the audit trail."""
    if settings.WEB_ROLE:
        return []
    return [
        Warning(
            "The web process connects as the owner of the tables: it could rewrite the audit "
            "trail. Set OWNER_DATABASE_URL, and DATABASE_URL to another role.",
            id="privacy.W003",
        )
    ]


def notes_leave_the_office(app_configs, **kwargs) -> list[CheckMessage]:
    """Against somebody who owns the machine only notes that left it prove the audit trail."""
    if settings.AUDIT_MAIL_TO:
        return []
    words = (
        "AUDIT_MAIL_TO kosong: catatan jejak tidak meninggalkan mesin ini, sehingga jejak yang "
        "dipotong bersama berkasnya tidak dapat dibuktikan. Isi surel Ketua dan pemeriksa."
    )
    return [Warning(words, id="privacy.W004")]


CHECKS = (keys_are_kept_well, web_is_not_the_owner, notes_leave_the_office)
