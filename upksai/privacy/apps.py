from django.apps import AppConfig
from django.core import checks


class PrivacyConfig(AppConfig):
    name = "upksai.privacy"
    verbose_name = "pelindungan data"

    def ready(self):
        from .checks import keys_are_kept_well  # noqa: PLC0415 -- settings come first

        checks.register(keys_are_kept_well, deploy=True)
