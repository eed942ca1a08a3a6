"""How sign-in behaves here: accounts are given, never taken; guesses are counted."""

from datetime import timedelta

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from qrcode import QRCode
from qrcode.image.svg import SvgPathImage

from upksai.ui.form_pages import WAIT

from .browsers import browser_name
from .guessing import Guess, TooManyTries, begin_guess
from .kept_forms import drop_form, kept_form
from .second_factor import opened, remember_password, sealed_for
from .services import end_sessions
from .sessions import BROWSER
from .stepup import is_recent


class StaffOnlyAdapter(DefaultAccountAdapter):
    """Nobody signs up by themselves."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "username_password_mismatch": gettext_lazy("Nama pengguna atau kata sandi salah."),
        "incorrect_password": gettext_lazy("Kata sandi salah."),
    }

    def is_open_for_signup(self, request) -> bool:
        return False

    def authenticate(self, request, **credentials):
        """Check a password, here and where it is asked for again; the same wait for any name."""
        guess = counted_guess(request, "password", credentials.get("username", ""))
        person = super().authenticate(request, **credentials)
        if person:
            guess.was_right()
        return person

    def is_reauthentication_required(self, *, app: str) -> bool:
        """Who has just signed in need not show again who they are."""
        return not is_recent(context.request)

    def get_reauthentication_methods(self, user):
        """The ways to show who one is, in our words."""
        words = {
            "reauthenticate": _("Pakai kata sandi"),
            "mfa_reauthenticate": _("Pakai kode dari aplikasi atau kode cadangan"),
            "mfa_reauthenticate:webauthn": _("Pakai kunci sandi"),
        }
        methods = super().get_reauthentication_methods(user)
        return [method | {"description": words[method["id"]]} for method in methods]

    def set_password(self, user, password):
        """A new password ends every other session."""
        super().set_password(user, password)
        end_sessions(user, but=context.request.session.row_key)

    def pre_login(self, request, user, **kwargs):
        """The password was right: remember which one it was until the second half."""
        remember_password(request, user)
        return super().pre_login(request, user, **kwargs)

    def post_login(self, request, user, **kwargs):
        """Give back first what was being typed when the last session ended."""
        request.session[BROWSER] = browser_name(request.headers.get("User-Agent", ""))
        response = super().post_login(request, user, **kwargs)
        if kept_form(request):
            return redirect("account_kept_form")
        drop_form(request)
        return response

    def respond_user_inactive(self, request, user):
        """Said only to somebody who typed the right password."""
        messages.error(request, _("Akun ini tidak aktif. Hubungi admin sistem."))
        return redirect("account_login")


class SecondFactorAdapter(DefaultMFAAdapter):
    """The second factor: its secrets are sealed, its last one stays."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": gettext_lazy("Kode ini salah atau sudah dipakai."),
        "cannot_delete_authenticator": gettext_lazy(
            "Ini satu-satunya faktor kedua Anda. Pasang yang lain dulu."
        ),
        "cannot_generate_recovery_codes": gettext_lazy("Pasang dulu faktor kedua."),
    }

    def encrypt(self, text: str) -> str:
        """Seal a secret for who sits there: nobody sets up a second factor for somebody else."""
        return sealed_for(context.request.user, text)

    def decrypt(self, encrypted_text: str) -> str:
        return opened(encrypted_text)

    def can_delete_authenticator(self, authenticator) -> bool:
        """Outside the demo nobody is left without one."""
        if not settings.SECOND_FACTOR_REQUIRED:
            return True
        others = type(authenticator).objects.exclude(pk=authenticator.pk)
        others = others.filter(user=authenticator.user_id).exclude(type="recovery_codes")
        return others.exists()

    def get_totp_label(self, user) -> str:
        return user.username

    def get_totp_issuer(self) -> str:
        return "UPKSAI Semarang"

    def build_totp_svg(self, url: str) -> str:
        """The square code as a drawing that stands in the page itself."""
        code = QRCode(border=2)
        code.add_data(url)
        return code.make_image(image_factory=SvgPathImage).to_string(encoding="unicode")

    def generate_authenticator_name(self, user, type) -> str:
        return _("Kunci %(n)s") % {"n": user.authenticator_set.filter(type=type).count() + 1}

    def get_public_key_credential_user_entity(self, user) -> dict:
        names = {"display_name": user.username, "name": user.username}
        return super().get_public_key_credential_user_entity(user) | names


def counted_guess(request, secret: str, whose: str) -> Guess:
    """Count a guess; too many are refused with a sentence that says how long to wait."""
    try:
        return begin_guess(request, secret, whose)
    except TooManyTries as early:
        raise ValidationError(_too_many(early.wait), code=WAIT) from None


def _too_many(wait: timedelta) -> str:
    seconds = int(wait.total_seconds()) + 1
    if seconds <= 60:
        told = ngettext("%(n)s detik", "%(n)s detik", seconds) % {"n": seconds}
    else:
        minutes = -(-seconds // 60)
        told = ngettext("%(n)s menit", "%(n)s menit", minutes) % {"n": minutes}
    return _("Terlalu banyak percobaan. Coba lagi dalam %(wait)s.") % {"wait": told}
