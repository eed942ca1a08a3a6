from django.apps import AppConfig


class CasesConfig(AppConfig):
    name = "cases"
    verbose_name = "penanganan kasus"

    def ready(self):
        from . import checks  # noqa: F401, PLC0415 -- registers checks of closings and other roles
