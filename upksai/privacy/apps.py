from django.apps import AppConfig


class PrivacyConfig(AppConfig):
    name = "upksai.privacy"
    verbose_name = "pelindungan data"

    def ready(self):
        from . import checks  # noqa: F401, PLC0415 -- registers what check --deploy asks
