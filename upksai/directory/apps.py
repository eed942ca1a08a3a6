from django.apps import AppConfig


class DirectoryConfig(AppConfig):
    name = "upksai.directory"
    verbose_name = "direktori"
