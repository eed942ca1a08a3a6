"""Forms of the account pages. They check; flows and services write."""

import json
import logging
import struct
from contextlib import contextmanager

from allauth.account.adapter import get_adapter as account_adapter
from allauth.account.forms import ChangePasswordForm as AnyChangePasswordForm
from allauth.core import context
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import (
    AddWebAuthnForm,
    AuthenticateWebAuthnForm,
    ReauthenticateWebAuthnForm,
)
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from django import forms
from django.core.exceptions import ValidationError
from django.forms.fields import InvalidJSONInput
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .adapter import counted_guess
from .second_factor import accept_code, matching_period

log = logging.getLogger(__name__)

#: Characters; a key's answer with all it can say about itself has some five thousand.
LONGEST_ANSWER = 50_000
#: What the libraries raise over an answer that no key has made.
GARBLED = (
    *(ArithmeticError, AssertionError, AttributeError, LookupError, RuntimeError),
    *(TypeError, ValueError, struct.error, InvalidSignature, UnsupportedAlgorithm),
)


def _code_field(label, help_text=""):
    attrs = {"autocomplete": "one-time-code", "autocapitalize": "none", "spellcheck": "false"}
    return forms.CharField(
        label=label,
        help_text=help_text,
        max_length=20,
        widget=forms.TextInput(attrs=attrs),
        error_messages={"required": _("Tulis kodenya.")},
    )


class ChangePasswordForm(AnyChangePasswordForm):
    """A new password; guesses at the old one are counted like any other."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["password1"].help_text = _(
            "Paling sedikit 15 karakter. Tidak perlu angka atau tanda khusus."
        )

    def clean_oldpassword(self):
        """The password that counts now."""
        if not account_adapter().reauthenticate(self.user, self.cleaned_data["oldpassword"]):
            raise account_adapter().validation_error("enter_current_password")
        return self.cleaned_data["oldpassword"]


class AnyCode(forms.Form):
    """A code from the app or from the paper with recovery codes; it is used up."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["code"] = _code_field(
            _("Kode"), _("Enam angka dari aplikasi kode, atau satu kode cadangan.")
        )

    def clean_code(self):
        """The code, if it is good; it is good once."""
        guess = counted_guess(context.request, "code", str(self.user.pk))
        code = self.cleaned_data["code"]
        self.authenticator = accept_code(self.user, code, timezone.now())
        if self.authenticator is None:
            raise get_adapter().validation_error("incorrect_code")
        guess.was_right()
        return code


class CodeForm(AnyCode, AuthenticateForm):
    """The second factor at sign-in."""


class CodeAgainForm(AnyCode, ReauthenticateForm):
    """The second factor, asked again before something sensitive."""


class FirstCodeForm(ActivateTOTPForm):
    """The first code of an app shows that it works."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["code"] = _code_field(_("Kode enam angka dari aplikasi"))

    def clean_code(self):
        """The code; the app is set up from its moment on."""
        guess = counted_guess(context.request, "code", str(self.user.pk))
        self.period = matching_period(self.secret, self.cleaned_data["code"], timezone.now())
        if self.period is None:
            raise get_adapter().validation_error("incorrect_code")
        guess.was_right()
        return self.cleaned_data["code"]


class KeyAnswerField(forms.JSONField):
    """What a passkey has answered. It is good once, so the page never shows it again."""

    widget = forms.HiddenInput

    def to_python(self, value):
        """The answer, if it may be one at all."""
        text = str(value or "")
        if len(text) > LONGEST_ANSWER or "\\u" in text:
            raise _unknown_key()
        try:
            answer = super().to_python(text)
            json.dumps(answer, allow_nan=False)
        except (ValidationError, ValueError, RecursionError):
            raise _unknown_key() from None
        if not (isinstance(answer, dict) and isinstance(answer.get("response"), dict)):
            raise _unknown_key()
        return answer

    def bound_data(self, data, initial):
        """An empty field: the next answer belongs there."""
        return InvalidJSONInput("")


class AnyKey(forms.Form):
    """An answer of a passkey that is set up already."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["credential"] = KeyAnswerField()

    def clean_credential(self):
        """The key that has answered."""
        with _garbled_is_refused():
            return super().clean_credential()


class KeyForm(AnyKey, AuthenticateWebAuthnForm):
    """A passkey as the second factor at sign-in."""


class KeyAgainForm(AnyKey, ReauthenticateWebAuthnForm):
    """A passkey, asked again before something sensitive."""


class NewKeyForm(AddWebAuthnForm):
    """A passkey, with a name by which its owner tells it from others."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["credential"] = KeyAnswerField()
        self.fields["name"] = forms.CharField(
            label=_("Nama kunci"),
            help_text=_("Contoh: ponsel saya, kunci USB kantor."),
            required=False,
            max_length=60,
            initial=self.initial["name"],
        )

    def clean(self):
        """The answer of a new key to our question."""
        with _garbled_is_refused():
            return super().clean()


def _unknown_key() -> ValidationError:
    return ValidationError(_("Kunci sandi ini tidak dikenali. Coba lagi, atau pakai cara lain."))


@contextmanager
def _garbled_is_refused():
    """One sentence for every answer that is no answer of this person's key to our question."""
    try:
        yield
    except ValidationError:
        raise _unknown_key() from None
    except GARBLED as error:
        log.warning("A passkey's answer could not be read: %s", type(error).__name__)
        raise _unknown_key() from None
