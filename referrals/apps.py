from django.apps import AppConfig


class ReferralsConfig(AppConfig):
    name = "referrals"
    verbose_name = "rujukan"

    def ready(self):
        from . import checks  # noqa: F401, PLC0415 -- registers this app's closing checks
