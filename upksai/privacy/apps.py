from django.apps import AppConfig
from django.core import checks


class PrivacyConfig(AppConfig):
    name = "upksai.privacy"
    verbose_name = "pelindungan data"

    def ready(self):
        from .checks import keys_are_kept_well, web_is_not_the_owner  # noqa: PLC0415 -- settings first

        checks.register(keys_are_kept_well, deploy=True)
        checks.register(web_is_not_the_owner, deploy=True)
