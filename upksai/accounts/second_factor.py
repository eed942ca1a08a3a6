"""Codes of the second factor: each is good once, on every worker."""

import logging
from datetime import datetime

from allauth.account.internal.flows.login import get_authentication_records
from allauth.core.internal.cryptokit import compare_user_code
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from allauth.mfa.utils import decrypt, is_mfa_enabled
from django.db import transaction
from django.http import HttpRequest
from django.utils.crypto import constant_time_compare

from .sealing import SealBroken, seal, unseal

log = logging.getLogger(__name__)
PURPOSE = "second factor"
#: Stands between the owner's number and the sealed text.
OWNER = "|"
#: A code lives half a minute (RFC 6238); a clock may be one code early or late.
PERIOD, DRIFT = 30, 1
#: The newest code taken from an app; it and older ones are worth nothing any more.
LAST_USED = "last_used"
#: In the session: the second factor was set up in it.
SET_UP_HERE = "second_factor_set_up"
#: In the session between the two halves of a sign-in: a fingerprint of the password typed.
PASSWORD_TYPED = "password_typed"  # noqa: S105 -- the name of a place in the session
REAL = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]


def sealed_for(person, secret: str) -> str:
    """A secret that opens for one person only: their number, and a text bound to it."""
    return f"{person.pk}{OWNER}{seal(secret.encode(), PURPOSE, str(person.pk))}"


def opened(sealed: str) -> str:
    """The secret, if it was sealed for the number that stands before it."""
    owner, _, text = sealed.partition(OWNER)
    return unseal(text, PURPOSE, owner).decode()


def is_theirs(factor: Authenticator) -> bool:
    """Whether a factor's secret was sealed for whom its row says. If not, an error is logged."""
    if factor.type == Authenticator.Type.WEBAUTHN:
        return True
    try:
        sealed = str(factor.data["secret" if factor.type == Authenticator.Type.TOTP else "seed"])
        opened(sealed)
    except (SealBroken, LookupError, TypeError):
        sealed = ""
    if sealed.startswith(f"{factor.user_id}{OWNER}"):
        return True
    log.error("The secret of second factor %s is not its owner's or does not open", factor.pk)
    return False


def has_second_factor(person) -> bool:
    """Whether an app or a passkey is set up; recovery codes alone are none."""
    return is_mfa_enabled(person, REAL)


def is_proved(request: HttpRequest) -> bool:
    """Whether this session has shown or set up a second factor."""
    records = get_authentication_records(request, request.user)
    return SET_UP_HERE in request.session or any(one["method"] == "mfa" for one in records)


def remember_password(request: HttpRequest, person) -> None:
    """Keep which password the first half of a sign-in was shown."""
    request.session[PASSWORD_TYPED] = person.get_session_auth_hash()


def may_go_on(request: HttpRequest, person) -> bool:
    """Whether the first half still counts: the same password, an open account, a second factor."""
    typed = request.session.get(PASSWORD_TYPED, "")
    is_same = constant_time_compare(typed, person.get_session_auth_hash())
    return is_same and person.is_active and has_second_factor(person)


def matching_period(secret: str, code: str, at: datetime) -> int | None:
    """Which half minute since 1970 this code belongs to, if it is around now."""
    now = int(at.timestamp()) // PERIOD
    for period in range(now - DRIFT, now + DRIFT + 1):
        expected = format_hotp_value(hotp_value(secret, period))
        if compare_user_code(actual=code, expected=expected):
            return period
    return None


@transaction.atomic
def accept_code(person, code: str, at: datetime) -> Authenticator | None:
    """Use up a code from the app or a recovery code; None if it is wrong or used."""
    codes = Authenticator.objects.select_for_update().exclude(type=Authenticator.Type.WEBAUTHN)
    for authenticator in filter(is_theirs, codes.filter(user=person).order_by("pk")):
        if authenticator.type == Authenticator.Type.TOTP:
            accepted = _accept_from_app(authenticator, code, at)
        else:
            accepted = authenticator.wrap().validate_code(code)
        if accepted:
            return authenticator
    return None


def _accept_from_app(authenticator: Authenticator, code: str, at: datetime) -> bool:
    period = matching_period(decrypt(authenticator.data["secret"]), code, at)
    if period is None or period <= authenticator.data.get(LAST_USED, 0):
        return False
    remember_period(authenticator, period)
    return True


def remember_period(authenticator: Authenticator, period: int) -> None:
    """From now on this code and older ones are refused."""
    authenticator.data[LAST_USED] = period
    authenticator.save(update_fields=["data"])


def remember_first_period(person, period: int) -> None:
    """The code with which an app was set up does not sign in as well."""
    app = Authenticator.objects.get(user=person, type=Authenticator.Type.TOTP)
    remember_period(app, period)


def remove_all(person) -> None:
    """Take off every second factor and the recovery codes."""
    Authenticator.objects.filter(user=person).delete()
