"""How sign-in behaves here: accounts are given, never taken."""

from allauth.account.adapter import DefaultAccountAdapter
from django.utils.translation import gettext_lazy as _


class StaffOnlyAdapter(DefaultAccountAdapter):
    """Nobody signs up by themselves; a wrong name and a wrong password get the same sentence."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "username_password_mismatch": _("Nama pengguna atau kata sandi salah. Periksa keduanya."),
        "too_many_login_attempts": _("Terlalu banyak percobaan masuk. Coba lagi nanti."),
    }

    def is_open_for_signup(self, request) -> bool:
        return False
