from django.apps import AppConfig
from django.core import checks


class PrivacyConfig(AppConfig):
    name = "upksai.privacy"
    verbose_name = "pelindungan data"

    def ready(self):
        from .checks import CHECKS  # noqa: PLC0415 -- settings first

        for check in CHECKS:
            checks.register(check, deploy=True)
