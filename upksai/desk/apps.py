from django.apps import AppConfig


class DeskConfig(AppConfig):
    name = "upksai.desk"
    verbose_name = "meja kerja"
