from django.apps import AppConfig


class ReferralsConfig(AppConfig):
    name = "referrals"
    verbose_name = "rujukan"

    def ready(self):
        # Registers this app's closing checks, and its tab in the list of cases.
        from . import checks, saved_views  # noqa: F401, PLC0415 -- see above
