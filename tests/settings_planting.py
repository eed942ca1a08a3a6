"""The office's own settings, with mail kept in a folder."""

import os

from upksai.settings import *  # noqa: F403 -- the same in everything else
from upksai.settings import STORAGES

EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
EMAIL_FILE_PATH = os.environ["MAIL_DIR"]
ADMINS = [("Ketua", "ketua@example.id")]
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
