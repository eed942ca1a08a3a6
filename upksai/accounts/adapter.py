"""How sign-in behaves here: accounts are given, never taken."""

from allauth.account.adapter import DefaultAccountAdapter
from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy


class StaffOnlyAdapter(DefaultAccountAdapter):
    """Nobody signs up by themselves."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "username_password_mismatch": gettext_lazy("Nama pengguna atau kata sandi salah."),
        "too_many_login_attempts": gettext_lazy(
            "Terlalu banyak percobaan. Tunggu lima menit, lalu coba lagi."
        ),
    }

    def is_open_for_signup(self, request) -> bool:
        return False

    def respond_user_inactive(self, request, user):
        """Said only to somebody who typed the right password."""
        messages.error(request, _("Akun ini tidak aktif. Hubungi admin sistem."))
        return redirect("account_login")
