"""Time that passes, codes from an app, and people who have one: for the tests of sign-in."""

from datetime import timedelta
from types import SimpleNamespace

from allauth.core import context
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from django.utils import timezone

from upksai.accounts.queries import changes_of

SIGN_IN, SECOND = "/masuk/", "/masuk/faktor-kedua/"
PASSWORD = "contoh-upksai-2026"  # noqa: S105 -- of people made up for tests
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"  # noqa: S105 -- a made-up one, for tests


def with_app(person):
    """Somebody whose telephone makes codes."""
    with at_the_desk(person):
        TOTP.activate(person, SECRET)
    return person


def with_recovery_codes(person) -> list[str]:
    """The codes on somebody's paper."""
    with at_the_desk(person):
        return RecoveryCodes.activate(person).get_unused_codes()


def at_the_desk(person):
    """What is set up now is set up by this person."""
    return context.request_context(SimpleNamespace(user=person))


def code_now(later: int = 0, secret: str = SECRET) -> str:
    """What the telephone shows now, or so many half minutes later."""
    return format_hotp_value(hotp_value(secret, int(timezone.now().timestamp()) // 30 + later))


def sign_in(client, person, password=PASSWORD, **more):
    """Type name and password on the sign-in page."""
    told = {"login": getattr(person, "username", person), "password": password}
    return client.post(SIGN_IN, told | more, follow=True)


def factors_of(person) -> list[str]:
    """The kinds of second factor somebody has."""
    return sorted(Authenticator.objects.filter(user=person).values_list("type", flat=True))


def reasons_of(person) -> set[str]:
    """Why somebody's account was changed."""
    return {change.history_change_reason for change in changes_of(person)}


def minutes(many: float) -> timedelta:
    """So many minutes."""
    return timedelta(minutes=many)
