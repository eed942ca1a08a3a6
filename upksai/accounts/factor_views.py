"""Setting up a second factor and taking it off: allauth's pages, written down in our history."""

from allauth.account.internal.decorators import login_stage_required
from allauth.account.internal.stagekit import clear_login
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.views import AuthenticateView
from allauth.mfa.recovery_codes.views import GenerateRecoveryCodesView, ViewRecoveryCodesView
from allauth.mfa.stages import AuthenticateStage
from allauth.mfa.totp.views import ActivateTOTPView, DeactivateTOTPView
from allauth.mfa.webauthn.views import (
    AddWebAuthnView,
    ReauthenticateWebAuthnView,
    RemoveWebAuthnView,
)
from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse_lazy
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.generic.edit import FormView

from . import queries, services
from .second_factor import SET_UP_HERE, may_go_on, remember_first_period


@method_decorator(
    login_stage_required(stage=AuthenticateStage.key, redirect_urlname="account_login"),
    name="dispatch",
)
class SecondHalf(AuthenticateView):
    """The second factor at sign-in, while the first half still counts."""

    def dispatch(self, request, *args, **kwargs):
        """Send back to the beginning whose password or account was changed in between."""
        if may_go_on(request, request._login_stage.login.user):
            return super().dispatch(request, *args, **kwargs)
        clear_login(request)
        messages.warning(request, _("Akun ini baru saja diubah. Masuk lagi dari awal."))
        return redirect("account_login")


class WrittenDown(FormView):
    """A page of which the account's history tells once its form was sent."""

    reason: str

    def form_valid(self, form):
        """Do it, then write down that it was done."""
        response = super().form_valid(form)
        services.write_down_factor(self.request.user, self.reason, at=timezone.now())
        return response


class ActivateApp(WrittenDown, ActivateTOTPView):
    """Take a code app into use; its first code is used up by it."""

    reason = "factor_added"

    def form_valid(self, form):
        response = super().form_valid(form)
        remember_first_period(self.request.user, form.period)
        self.request.session[SET_UP_HERE] = True
        return response


class RemoveApp(WrittenDown, DeactivateTOTPView):
    """Stop using the code app."""

    reason = "factor_removed"


class SaysWhatIsWrong(FormView):
    """A passkey's page with the form that was refused: allauth makes a new one, or goes away."""

    def form_invalid(self, form):
        return self.render_to_response(self.get_context_data(form=form))

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | kwargs


class ConfirmWithKey(SaysWhatIsWrong, ReauthenticateWebAuthnView):
    """Show with a passkey who sits there."""


class AddKey(WrittenDown, SaysWhatIsWrong, AddWebAuthnView):
    """Take a passkey into use."""

    reason = "factor_added"

    def form_valid(self, form):
        response = super().form_valid(form)
        self.request.session[SET_UP_HERE] = True
        return response


class RemoveKey(WrittenDown, RemoveWebAuthnView):
    """Stop using a passkey."""

    reason = "factor_removed"
    success_url = reverse_lazy("mfa_index")

    def form_valid(self, form):
        """Unless it is the last second factor."""
        if not get_adapter().can_delete_authenticator(self.get_object()):
            form.add_error(None, get_adapter().validation_error("cannot_delete_authenticator"))
            return self.form_invalid(form)
        return super().form_valid(form)


class RecoveryCodesOnce(ViewRecoveryCodesView):
    """The recovery codes, shown once, and only to whom they were given."""

    def get_context_data(self, **kwargs):
        if queries.factors_of(self.request.user)["codes_left"] is None:
            raise Http404
        return super().get_context_data(**kwargs)


class NewRecoveryCodes(WrittenDown, GenerateRecoveryCodesView):
    """Ten new recovery codes; the old ones are worth nothing any more."""

    reason = "recovery_codes"


second_half = SecondHalf.as_view()
activate_app = ActivateApp.as_view()
remove_app = RemoveApp.as_view()
confirm_with_key = ConfirmWithKey.as_view()
add_key = AddKey.as_view()
remove_key = RemoveKey.as_view()
recovery_codes = RecoveryCodesOnce.as_view()
new_recovery_codes = NewRecoveryCodes.as_view()
