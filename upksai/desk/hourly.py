"""What the office does every hour by itself: sign where the audit trail stands, forget drafts."""

from datetime import datetime

from django.conf import settings
from django.core.mail import send_mail
from django.utils.translation import gettext as _

from complaints.drafts import forget_old_answers, forget_stray_keys
from upksai.privacy import checkpoints


def do_hourly_work(*, at: datetime) -> None:
    """The note goes into its file before it goes away by mail, and before anything else."""
    try:
        note = checkpoints.take(at=at)
    finally:
        forget_old_answers(at=at)
        forget_stray_keys()
    if settings.AUDIT_MAIL_TO:
        send_mail(
            _("Catatan jejak sistem"),
            _("Simpan surel ini. Baris berikut membuktikan keadaan jejak pada jam ini.")
            + f"\n\n{note.line()}\n",
            None,
            settings.AUDIT_MAIL_TO,
        )
