"""The office's own settings, but mail lies in a folder and the second factor may be left out."""

import os

from upksai.settings import *  # noqa: F403 -- the same in everything else
from upksai.settings import STORAGES

EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
EMAIL_FILE_PATH = os.environ["MAIL_DIR"]
SECOND_FACTOR_REQUIRED = False
# Squeezing pictures and scripts takes long and says nothing about anybody.
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
