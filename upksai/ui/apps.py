from django.apps import AppConfig


class UiConfig(AppConfig):
    name = "upksai.ui"
    label = "ui"
    verbose_name = "tampilan"
