"""Forms of the account pages. They check; flows and services write."""

from allauth.account.adapter import get_adapter as account_adapter
from allauth.account.forms import ChangePasswordForm as AnyChangePasswordForm
from allauth.core import context
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm
from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .adapter import counted_guess
from .second_factor import accept_code, matching_period


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


class NewKeyForm(AddWebAuthnForm):
    """A passkey, with a name by which its owner tells it from others."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["name"] = forms.CharField(
            label=_("Nama kunci"),
            help_text=_("Contoh: ponsel saya, kunci USB kantor."),
            required=False,
            max_length=60,
            initial=self.initial["name"],
        )
