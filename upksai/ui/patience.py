"""Telling programs from people without a cookie, a riddle, or a word to a third party.

A form carries when it was opened, signed, and a field that nobody sees. What is sent at once, or
with that field filled in, comes back with all that was typed; sent again, it is taken.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.core import signing
from django.utils.translation import gettext as _

SOONEST, LATEST = timedelta(seconds=2), timedelta(days=1)
OPENED, TRAP = "opened", "website"
_signer = signing.Signer(salt="upksai.ui.patience")


class Patience:
    """What the guard of one form says: `refusal`, if any, and the `stamp` to draw it with again."""

    def __init__(self, sent: Mapping[str, Any] | None, *, at: datetime):
        self.refusal = _refusal(sent, at) if sent is not None else ""
        if sent is not None and not self.refusal:
            self.stamp = str(sent.get(OPENED, ""))
        else:
            self.stamp = stamp(at, is_second=bool(self.refusal))

    def allows(self, form) -> bool:
        """Whether the form may be taken; if not, its sentence stands at the top of the form."""
        if self.refusal:
            form.add_error(None, self.refusal)
        return not self.refusal


def stamp(at: datetime, *, is_second: bool = False) -> str:
    """When a form was opened; a second one, given with a refusal, need not wait."""
    return _signer.sign_object([at.timestamp(), is_second])


def _refusal(sent: Mapping[str, Any], at: datetime) -> str:
    if sent.get(TRAP):
        return _("Formulir ini terisi otomatis. Periksa jawaban Anda, lalu kirim sekali lagi.")
    opened = _read(sent.get(OPENED, ""))
    if opened is None:
        return _("Formulir ini sudah lama terbuka. Jawaban Anda masih ada: kirim sekali lagi.")
    since, is_second = at.timestamp() - opened[0], opened[1]
    if not 0 <= since <= LATEST.total_seconds():
        return _("Formulir ini sudah lama terbuka. Jawaban Anda masih ada: kirim sekali lagi.")
    if since < SOONEST.total_seconds() and not is_second:
        return _(
            "Formulir terkirim sangat cepat. Jawaban Anda masih ada: periksa, "
            "lalu kirim sekali lagi."
        )
    return ""


def _read(text: str) -> tuple[float, bool] | None:
    try:
        opened_at, is_second = _signer.unsign_object(text)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    return opened_at, is_second
