from django.apps import AppConfig


class ReferralsConfig(AppConfig):
    name = "referrals"
    verbose_name = "rujukan"

    def ready(self):
        from . import checks, saved_views  # noqa: F401, PLC0415 -- registers closing checks and a tab
