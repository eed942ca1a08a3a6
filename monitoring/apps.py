from django.apps import AppConfig


class MonitoringConfig(AppConfig):
    name = "monitoring"
    verbose_name = "monitoring dan evaluasi"

    def ready(self):
        from . import checks  # noqa: F401, PLC0415 -- registers this app's closing checks
