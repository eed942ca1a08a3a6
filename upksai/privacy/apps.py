from django.apps import AppConfig


class PrivacyConfig(AppConfig):
    name = "upksai.privacy"
    verbose_name = "pelindungan data"
