"""How sign-in behaves here: accounts are given, never taken."""

from allauth.account.adapter import DefaultAccountAdapter


class StaffOnlyAdapter(DefaultAccountAdapter):
    """Nobody signs up by themselves."""

    def is_open_for_signup(self, request) -> bool:
        return False
